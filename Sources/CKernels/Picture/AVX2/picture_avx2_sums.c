#include "picture_avx2.h"

#if defined(__x86_64__)

#include "../Plain/picture_plain.h"
#include "../picture_take.h"

PICTURE_AVX2 uint64_t picture_avx2_sad_bytes(const uint8_t *a, const uint8_t *b, int n) {
    __m256i sum = _mm256_setzero_si256();
    int x = 0;
    for (; x + 32 <= n; x += 32) sum = _mm256_add_epi64(sum, _mm256_sad_epu8(picture_load(a + x), picture_load(b + x)));
    return picture_sum_of_4(sum) + picture_plain_sad_bytes(a + x, b + x, n - x);
}

PICTURE_AVX2 uint64_t picture_avx2_sad_words(const uint16_t *a, const uint16_t *b, int n) {
    const __m256i zero = _mm256_setzero_si256();
    __m256i sum = zero;
    int x = 0;
    for (; x + 16 <= n; x += 16) {
        const __m256i d = picture_distance(picture_load(a + x), picture_load(b + x));
        // A 32-bit lane takes at most 2 · 65535 per 16 samples.
        sum = _mm256_add_epi32(sum, _mm256_add_epi32(_mm256_unpacklo_epi16(d, zero), _mm256_unpackhi_epi16(d, zero)));
    }
    return picture_sum_of_8(sum) + picture_plain_sad_words(a + x, b + x, n - x);
}

PICTURE_AVX2_INLINE void add_to(uint16_t *lanes, __m256i v) {
    picture_store(lanes, _mm256_add_epi16(picture_load(lanes), v));
}

PICTURE_AVX2 void picture_avx2_tile_sad_bytes(const uint8_t *a, const uint8_t *b, int n, uint16_t *lanes) {
    int x = 0;
    for (; x + 32 <= n; x += 32) add_to(lanes + x / 2, _mm256_sad_epu8(picture_load(a + x), picture_load(b + x)));
    picture_plain_tile_sad_bytes(a + x, b + x, n - x, lanes + x / 2);
}

PICTURE_AVX2 void picture_avx2_tile_sum_bytes(const uint8_t *a, int n, uint16_t *lanes) {
    int x = 0;
    for (; x + 32 <= n; x += 32) add_to(lanes + x / 2, _mm256_sad_epu8(picture_load(a + x), _mm256_setzero_si256()));
    picture_plain_tile_sum_bytes(a + x, n - x, lanes + x / 2);
}

PICTURE_AVX2 void picture_avx2_tile_sad_words(const uint16_t *a, const uint16_t *b, int n, uint16_t *lanes) {
    int x = 0;
    for (; x + 16 <= n; x += 16) add_to(lanes + x, picture_distance(picture_load(a + x), picture_load(b + x)));
    picture_plain_tile_sad_words(a + x, b + x, n - x, lanes + x);
}

PICTURE_AVX2 void picture_avx2_tile_sum_words(const uint16_t *a, int n, uint16_t *lanes) {
    int x = 0;
    for (; x + 16 <= n; x += 16) add_to(lanes + x, picture_load(a + x));
    picture_plain_tile_sum_words(a + x, n - x, lanes + x);
}

PICTURE_AVX2 void picture_avx2_take_bytes(const uint8_t *from, int pace, int n, uint16_t *out) {
    picture_take_bytes_body(from, pace, n, out);
}

PICTURE_AVX2 void picture_avx2_take_words(const uint16_t *from, int pace, int n, uint16_t highest, uint16_t *out) {
    picture_take_words_body(from, pace, n, highest, out);
}

PICTURE_AVX2 uint32_t picture_avx2_distance_bytes(const uint8_t *a, const uint8_t *b, int n, int step) {
    __m256i sum = _mm256_setzero_si256();
    for (int x = 0; x + FGK_PICTURE_ROW_CHUNK <= n; x += step)
        sum = _mm256_add_epi64(sum, _mm256_sad_epu8(picture_load(a + x), picture_load(b + x)));
    return (uint32_t)picture_sum_of_4(sum);
}

PICTURE_AVX2 uint32_t picture_avx2_distance_words(const uint16_t *a, const uint16_t *b, int n, int step,
                                                  uint16_t highest) {
    const __m256i zero = _mm256_setzero_si256(), top = _mm256_set1_epi16((short)highest);
    __m256i sum = zero;
    for (int x = 0; x + FGK_PICTURE_ROW_CHUNK <= n; x += step)
        for (int i = x; i < x + FGK_PICTURE_ROW_CHUNK; i += 16) {
            const __m256i p = _mm256_min_epu16(picture_load(a + i), top);
            const __m256i d = picture_distance(p, _mm256_min_epu16(picture_load(b + i), top));
            sum = _mm256_add_epi32(sum, _mm256_add_epi32(_mm256_unpacklo_epi16(d, zero), _mm256_unpackhi_epi16(d, zero)));
        }
    return (uint32_t)picture_sum_of_8(sum);
}

#endif
