#include "picture_avx2.h"

#if defined(__x86_64__)

#include "../Plain/picture_plain.h"

/// Running extremes, OR, sum and count of a row.
typedef struct sweep_lanes {
    __m256i min, max, used, sum, count;
} sweep_lanes;

PICTURE_AVX2_INLINE void take_extremes(uint16_t lowest, uint16_t highest, uint16_t used, picture_scan *scan) {
    if (lowest < scan->min) scan->min = lowest;
    if (highest > scan->max) scan->max = highest;
    scan->used |= used;
}

PICTURE_AVX2_INLINE void add_to_words(uint16_t *lanes, __m256i v) {
    picture_store(lanes, _mm256_add_epi16(picture_load(lanes), v));
}

/// 32 bytes; `limit` is the least byte that is above the threshold.
PICTURE_AVX2_INLINE void sweep_step_of_bytes(const uint8_t *row, __m256i limit, uint16_t *lanes, uint8_t *max,
                                             uint8_t *count, sweep_lanes *s) {
    picture_announce(row);
    const __m256i v = picture_load(row), sums = _mm256_sad_epu8(v, _mm256_setzero_si256());
    // −1 for every byte above.
    const __m256i above = _mm256_cmpeq_epi8(_mm256_max_epu8(v, limit), v);
    add_to_words(lanes, sums);
    picture_store(max, _mm256_max_epu8(picture_load(max), v));
    picture_store(count, _mm256_sub_epi8(picture_load(count), above));
    s->min = _mm256_min_epu8(s->min, v);
    s->max = _mm256_max_epu8(s->max, v);
    s->used = _mm256_or_si256(s->used, v);
    s->sum = _mm256_add_epi64(s->sum, sums);
    s->count = _mm256_add_epi64(s->count, _mm256_sad_epu8(_mm256_sub_epi8(_mm256_setzero_si256(), above),
                                                          _mm256_setzero_si256()));
}

PICTURE_AVX2 void picture_avx2_sweep_bytes(const uint8_t *row, int n, uint16_t threshold,
                                           const picture_byte_columns *columns, picture_swept *swept) {
    // Nothing is above 255: leave that to the plain kernel.
    if (threshold > 254) return picture_plain_sweep_bytes(row, n, threshold, columns, swept);
    const __m256i zero = _mm256_setzero_si256(), limit = _mm256_set1_epi8((char)(threshold + 1));
    sweep_lanes s = {_mm256_set1_epi8(-1), zero, zero, zero, zero};
    int x = 0;
    for (; x + 32 <= n; x += 32)
        sweep_step_of_bytes(row + x, limit, columns->lanes + x / 2, columns->max + x, columns->count + x, &s);
    if (x) {
        // The lower of each pair of bytes, and the higher, as words.
        const __m256i low = _mm256_set1_epi16(255);
        const uint16_t bits = picture_or_of_16(s.used);
        take_extremes(
            picture_lowest_of_16(_mm256_min_epu16(_mm256_and_si256(s.min, low), _mm256_srli_epi16(s.min, 8))),
            picture_highest_of_16(_mm256_max_epu16(_mm256_and_si256(s.max, low), _mm256_srli_epi16(s.max, 8))),
            (bits | bits >> 8) & 255, &swept->scan);
        swept->scan.sum += picture_sum_of_4(s.sum);
        swept->count = (uint16_t)(swept->count + picture_sum_of_4(s.count));
    }
    const picture_byte_columns rest = {columns->lanes + x / 2, columns->max + x, columns->count + x};
    picture_plain_sweep_bytes(row + x, n - x, threshold, &rest, swept);
}

/// 16 words; `threshold` and words held at the highest code are positive as signed.
PICTURE_AVX2_INLINE void sweep_step_of_words(const uint16_t *row, __m256i highest, __m256i threshold, uint16_t *lanes,
                                             uint16_t *max, uint16_t *count, sweep_lanes *s) {
    picture_announce(row);
    const __m256i word = picture_load(row), v = _mm256_min_epu16(word, highest);
    const __m256i above = _mm256_cmpgt_epi16(v, threshold);
    add_to_words(lanes, v);
    picture_store(max, _mm256_max_epu16(picture_load(max), v));
    picture_store(count, _mm256_sub_epi16(picture_load(count), above));
    s->min = _mm256_min_epu16(s->min, v);
    s->max = _mm256_max_epu16(s->max, v);
    s->used = _mm256_or_si256(s->used, word);
    s->sum = _mm256_add_epi32(s->sum, _mm256_madd_epi16(v, _mm256_set1_epi16(1)));
    s->count = _mm256_sub_epi16(s->count, above);
}

PICTURE_AVX2 void picture_avx2_sweep_words(const uint16_t *row, int n, int depth, uint16_t threshold,
                                           const picture_word_columns *columns, picture_swept *swept) {
    if (threshold > INT16_MAX) return picture_plain_sweep_words(row, n, depth, threshold, columns, swept);
    const __m256i zero = _mm256_setzero_si256(), highest = _mm256_set1_epi16((short)((1 << depth) - 1));
    const __m256i limit = _mm256_set1_epi16((short)threshold);
    sweep_lanes s = {_mm256_set1_epi16(-1), zero, zero, zero, zero};
    int x = 0;
    for (; x + 16 <= n; x += 16)
        sweep_step_of_words(row + x, highest, limit, columns->lanes + x, columns->max + x, columns->count + x, &s);
    if (x) {
        take_extremes(picture_lowest_of_16(s.min), picture_highest_of_16(s.max), picture_or_of_16(s.used),
                      &swept->scan);
        swept->scan.sum += picture_sum_of_8(s.sum);
        swept->count =
            (uint16_t)(swept->count + picture_sum_of_8(_mm256_madd_epi16(s.count, _mm256_set1_epi16(1))));
    }
    const picture_word_columns rest = {columns->lanes + x, columns->max + x, columns->count + x};
    picture_plain_sweep_words(row + x, n - x, depth, threshold, &rest, swept);
}

#endif
