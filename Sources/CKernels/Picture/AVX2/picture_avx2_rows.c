#include "picture_avx2.h"

#if defined(__x86_64__)

#include "../Plain/picture_plain.h"

/// Samples inside each of the four limits, of the samples that were looked at one by one.
typedef struct inside_counts {
    uint64_t looked_at, lo, hi, reserved_lo, reserved_hi;
} inside_counts;

static void enter(const inside_counts *inside, picture_beyond *b) {
    b->below += inside->looked_at - inside->lo;
    b->above += inside->looked_at - inside->hi;
    b->reserved_low += inside->looked_at - inside->reserved_lo;
    b->reserved_high += inside->looked_at - inside->reserved_hi;
}

PICTURE_AVX2_INLINE uint64_t count_of(__m256i mask, int bytes_per_sample) {
    return (uint64_t)(_mm_popcnt_u32((unsigned)_mm256_movemask_epi8(mask)) / bytes_per_sample);
}

PICTURE_AVX2_INLINE int is_all(__m256i mask) { return _mm256_movemask_epi8(mask) == -1; }

PICTURE_AVX2_INLINE __m256i not_below_bytes(__m256i v, __m256i lo) {
    return _mm256_cmpeq_epi8(_mm256_max_epu8(v, lo), v);
}

PICTURE_AVX2_INLINE __m256i not_above_bytes(__m256i v, __m256i hi) {
    return _mm256_cmpeq_epi8(_mm256_min_epu8(v, hi), v);
}

PICTURE_AVX2_INLINE __m256i not_below_words(__m256i v, __m256i lo) {
    return _mm256_cmpeq_epi16(_mm256_max_epu16(v, lo), v);
}

PICTURE_AVX2_INLINE __m256i not_above_words(__m256i v, __m256i hi) {
    return _mm256_cmpeq_epi16(_mm256_min_epu16(v, hi), v);
}

PICTURE_AVX2 void picture_avx2_beyond_bytes(const uint8_t *row, int n, picture_beyond *b) {
    // A limit beyond 255 is never crossed from below and always from above: leave that to the plain kernel.
    if ((b->lo | b->hi | b->reserved_lo | b->reserved_hi) > 255) return picture_plain_beyond_bytes(row, n, b);
    const __m256i lo = _mm256_set1_epi8((char)b->lo), hi = _mm256_set1_epi8((char)b->hi);
    const __m256i reserved_lo = _mm256_set1_epi8((char)b->reserved_lo);
    const __m256i reserved_hi = _mm256_set1_epi8((char)b->reserved_hi);
    const __m256i most_lo = _mm256_max_epu8(lo, reserved_lo), least_hi = _mm256_min_epu8(hi, reserved_hi);
    inside_counts inside = {0};
    int x = 0;
    for (; x + 32 <= n; x += 32) {
        const __m256i v = picture_load(row + x);
        if (is_all(_mm256_and_si256(not_below_bytes(v, most_lo), not_above_bytes(v, least_hi)))) continue;
        inside.looked_at += 32;
        inside.lo += count_of(not_below_bytes(v, lo), 1);
        inside.hi += count_of(not_above_bytes(v, hi), 1);
        inside.reserved_lo += count_of(not_below_bytes(v, reserved_lo), 1);
        inside.reserved_hi += count_of(not_above_bytes(v, reserved_hi), 1);
    }
    enter(&inside, b);
    picture_plain_beyond_bytes(row + x, n - x, b);
}

PICTURE_AVX2 void picture_avx2_beyond_words(const uint16_t *row, int n, picture_beyond *b) {
    const __m256i lo = _mm256_set1_epi16((short)b->lo), hi = _mm256_set1_epi16((short)b->hi);
    const __m256i reserved_lo = _mm256_set1_epi16((short)b->reserved_lo);
    const __m256i reserved_hi = _mm256_set1_epi16((short)b->reserved_hi);
    const __m256i most_lo = _mm256_max_epu16(lo, reserved_lo), least_hi = _mm256_min_epu16(hi, reserved_hi);
    inside_counts inside = {0};
    int x = 0;
    for (; x + 16 <= n; x += 16) {
        const __m256i v = picture_load(row + x);
        if (is_all(_mm256_and_si256(not_below_words(v, most_lo), not_above_words(v, least_hi)))) continue;
        inside.looked_at += 16;
        inside.lo += count_of(not_below_words(v, lo), 2);
        inside.hi += count_of(not_above_words(v, hi), 2);
        inside.reserved_lo += count_of(not_below_words(v, reserved_lo), 2);
        inside.reserved_hi += count_of(not_above_words(v, reserved_hi), 2);
    }
    enter(&inside, b);
    picture_plain_beyond_words(row + x, n - x, b);
}

#endif
