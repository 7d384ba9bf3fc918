#include "picture_avx2.h"

#if defined(__x86_64__)

#include "../Plain/picture_plain.h"

PICTURE_AVX2 uint16_t picture_avx2_used_words(const uint16_t *row, int n) {
    __m256i a = _mm256_setzero_si256(), b = a;
    int x = 0;
    for (; x + 32 <= n; x += 32) {
        a = _mm256_or_si256(a, picture_load(row + x));
        b = _mm256_or_si256(b, picture_load(row + x + 16));
    }
    return picture_or_of_16(_mm256_or_si256(a, b)) | picture_plain_used_words(row + x, n - x);
}

PICTURE_AVX2 void picture_avx2_scan_bytes(const uint8_t *row, int n, picture_scan *scan) {
    __m256i min = _mm256_set1_epi8(-1), max = _mm256_setzero_si256(), used = max, sum = max;
    int x = 0;
    for (; x + 32 <= n; x += 32) {
        picture_announce(row + x);
        const __m256i v = picture_load(row + x);
        min = _mm256_min_epu8(min, v);
        max = _mm256_max_epu8(max, v);
        used = _mm256_or_si256(used, v);
        sum = _mm256_add_epi64(sum, _mm256_sad_epu8(v, _mm256_setzero_si256()));
    }
    if (x) {
        // The lower of each pair of bytes, and the higher, as words.
        const __m256i low = _mm256_set1_epi16(255);
        const uint16_t lowest =
            picture_lowest_of_16(_mm256_min_epu16(_mm256_and_si256(min, low), _mm256_srli_epi16(min, 8)));
        const uint16_t highest =
            picture_highest_of_16(_mm256_max_epu16(_mm256_and_si256(max, low), _mm256_srli_epi16(max, 8)));
        if (lowest < scan->min) scan->min = lowest;
        if (highest > scan->max) scan->max = highest;
        const uint16_t bits = picture_or_of_16(used);
        scan->used |= (bits | bits >> 8) & 255;
        scan->sum += picture_sum_of_4(sum);
    }
    picture_plain_scan_bytes(row + x, n - x, scan);
}

PICTURE_AVX2 void picture_avx2_scan_words(const uint16_t *row, int n, picture_scan *scan) {
    // madd adds signed pairs: codes are moved down by 2^15 and the sum is moved back. A lane moves by at most 2^16 per
    // 16 samples, so a row of 32767 cannot overflow it.
    const __m256i ones = _mm256_set1_epi16(1), sign = _mm256_set1_epi16(-32768);
    __m256i min = _mm256_set1_epi16(-1), max = _mm256_setzero_si256(), used = max, sum = max;
    int x = 0;
    for (; x + 16 <= n; x += 16) {
        picture_announce(row + x);
        const __m256i v = picture_load(row + x);
        min = _mm256_min_epu16(min, v);
        max = _mm256_max_epu16(max, v);
        used = _mm256_or_si256(used, v);
        sum = _mm256_add_epi32(sum, _mm256_madd_epi16(_mm256_xor_si256(v, sign), ones));
    }
    if (x) {
        const uint16_t lowest = picture_lowest_of_16(min), highest = picture_highest_of_16(max);
        if (lowest < scan->min) scan->min = lowest;
        if (highest > scan->max) scan->max = highest;
        scan->used |= picture_or_of_16(used);
        // Lanes are biased so that they can be added as unsigned.
        const __m256i lanes = _mm256_add_epi32(sum, _mm256_set1_epi32(x / 8 * 32768));
        scan->sum += picture_sum_of_8(lanes);
    }
    picture_plain_scan_words(row + x, n - x, scan);
}

#endif
