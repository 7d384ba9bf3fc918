#include "picture_avx2.h"

#if defined(__x86_64__)

#include "../Plain/picture_plain.h"

/// Maximum and, as a sum of −1, count of one row in 16 lanes.
typedef struct line_lanes {
    __m256i max, count;
} line_lanes;

PICTURE_AVX2_INLINE void line_step(__m256i v, __m256i threshold, uint16_t *column_max, uint16_t *column_count,
                                   line_lanes *row) {
    // Unsigned words compare greater where their saturated difference is not zero.
    const __m256i excess = _mm256_subs_epu16(v, threshold);
    const __m256i above = _mm256_xor_si256(_mm256_cmpeq_epi16(excess, _mm256_setzero_si256()), _mm256_set1_epi16(-1));
    picture_store(column_max, _mm256_max_epu16(picture_load(column_max), v));
    picture_store(column_count, _mm256_sub_epi16(picture_load(column_count), above));
    row->max = _mm256_max_epu16(row->max, v);
    row->count = _mm256_sub_epi16(row->count, above);
}

PICTURE_AVX2_INLINE uint16_t line_end(line_lanes row, uint16_t rest_max, uint16_t *count) {
    const __m256i pairs = _mm256_madd_epi16(row.count, _mm256_set1_epi16(1));
    *count = (uint16_t)(*count + picture_sum_of_8(pairs));
    const uint16_t max = picture_highest_of_16(row.max);
    return max > rest_max ? max : rest_max;
}

PICTURE_AVX2 uint16_t picture_avx2_lines_bytes(const uint8_t *row, int n, uint16_t threshold, uint16_t *column_max,
                                               uint16_t *column_count, uint16_t *count) {
    const __m256i limit = _mm256_set1_epi16((short)threshold);
    line_lanes lanes = {_mm256_setzero_si256(), _mm256_setzero_si256()};
    int x = 0;
    for (; x + 16 <= n; x += 16) line_step(picture_widen(row + x), limit, column_max + x, column_count + x, &lanes);
    const uint16_t rest = picture_plain_lines_bytes(row + x, n - x, threshold, column_max + x, column_count + x, count);
    return line_end(lanes, rest, count);
}

PICTURE_AVX2 uint16_t picture_avx2_lines_words(const uint16_t *row, int n, uint16_t threshold, uint16_t *column_max,
                                               uint16_t *column_count, uint16_t *count) {
    const __m256i limit = _mm256_set1_epi16((short)threshold);
    line_lanes lanes = {_mm256_setzero_si256(), _mm256_setzero_si256()};
    int x = 0;
    for (; x + 16 <= n; x += 16) line_step(picture_load(row + x), limit, column_max + x, column_count + x, &lanes);
    const uint16_t rest = picture_plain_lines_words(row + x, n - x, threshold, column_max + x, column_count + x, count);
    return line_end(lanes, rest, count);
}

/// Four sums in 32-bit lanes; a lane takes at most 2 · 32766 per 16 samples.
typedef struct comb_lanes {
    __m256i now, previous, next, still;
} comb_lanes;

PICTURE_AVX2_INLINE __m256i add_pairs(__m256i sum, __m256i v) {
    return _mm256_add_epi32(sum, _mm256_madd_epi16(v, _mm256_set1_epi16(1)));
}

/// Twice a 14-bit code fits a signed word.
PICTURE_AVX2_INLINE void comb_step(__m256i above, __m256i b, __m256i below, __m256i previous, __m256i next,
                                   comb_lanes *s) {
    const __m256i around = _mm256_add_epi16(above, below), twice = _mm256_add_epi16(b, b);
    const __m256i twice_previous = _mm256_add_epi16(previous, previous);
    s->now = add_pairs(s->now, picture_distance(around, twice));
    s->previous = add_pairs(s->previous, picture_distance(around, twice_previous));
    s->next = add_pairs(s->next, picture_distance(around, _mm256_add_epi16(next, next)));
    s->still = add_pairs(s->still, picture_distance(twice, twice_previous));
}

PICTURE_AVX2_INLINE void comb_end(comb_lanes s, picture_comb_row *sums) {
    sums->now += picture_sum_of_8(s.now);
    sums->previous += picture_sum_of_8(s.previous);
    sums->next += picture_sum_of_8(s.next);
    sums->still += picture_sum_of_8(s.still);
}

PICTURE_AVX2 void picture_avx2_comb_bytes(const uint8_t *const r[5], int n, picture_comb_row *sums) {
    const __m256i zero = _mm256_setzero_si256();
    comb_lanes s = {zero, zero, zero, zero};
    int x = 0;
    for (; x + 16 <= n; x += 16)
        comb_step(picture_widen(r[0] + x), picture_widen(r[1] + x), picture_widen(r[2] + x), picture_widen(r[3] + x),
                  picture_widen(r[4] + x), &s);
    comb_end(s, sums);
    const uint8_t *const rest[5] = {r[0] + x, r[1] + x, r[2] + x, r[3] + x, r[4] + x};
    picture_plain_comb_bytes(rest, n - x, sums);
}

PICTURE_AVX2_INLINE __m256i held(const uint16_t *p, __m256i highest) {
    return _mm256_min_epu16(picture_load(p), highest);
}

PICTURE_AVX2 void picture_avx2_comb_words(const uint16_t *const r[5], int n, uint16_t highest,
                                          picture_comb_row *sums) {
    const __m256i zero = _mm256_setzero_si256(), top = _mm256_set1_epi16((short)highest);
    comb_lanes s = {zero, zero, zero, zero};
    int x = 0;
    for (; x + 16 <= n; x += 16)
        comb_step(held(r[0] + x, top), held(r[1] + x, top), held(r[2] + x, top), held(r[3] + x, top),
                  held(r[4] + x, top), &s);
    comb_end(s, sums);
    const uint16_t *const rest[5] = {r[0] + x, r[1] + x, r[2] + x, r[3] + x, r[4] + x};
    picture_plain_comb_words(rest, n - x, highest, sums);
}

#endif
