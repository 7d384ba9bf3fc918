#pragma once

// Pieces that the AVX2 kernels share. Every function that uses them carries PICTURE_AVX2, so the rest of the program
// runs on any x86-64. The table is chosen at run time by hand: ifunc resolvers crash under the thread sanitizer.

#if defined(__x86_64__)

#include <immintrin.h>

#include "../picture_kernels.h"

#define PICTURE_AVX2 __attribute__((target("avx2,popcnt")))
#define PICTURE_AVX2_INLINE static inline __attribute__((target("avx2,popcnt"), always_inline))

PICTURE_AVX2_INLINE __m256i picture_load(const void *p) { return _mm256_loadu_si256((const __m256i *)p); }
PICTURE_AVX2_INLINE void picture_store(void *p, __m256i v) { _mm256_storeu_si256((__m256i *)p, v); }

/// Asks for what will be read from memory soon. Processors do so by themselves, but stop where a page ends.
PICTURE_AVX2_INLINE void picture_announce(const void *p) {
    enum { ahead = 2048 };
    _mm_prefetch((const char *)((uintptr_t)p + ahead), _MM_HINT_T0);
}

/// 16 bytes as 16 words.
PICTURE_AVX2_INLINE __m256i picture_widen(const uint8_t *p) {
    return _mm256_cvtepu8_epi16(_mm_loadu_si128((const __m128i *)(const void *)p));
}

/// |a − b| of unsigned words.
PICTURE_AVX2_INLINE __m256i picture_distance(__m256i a, __m256i b) {
    return _mm256_sub_epi16(_mm256_max_epu16(a, b), _mm256_min_epu16(a, b));
}

PICTURE_AVX2_INLINE uint64_t picture_sum_of_4(__m256i quads) {
    __m128i v = _mm_add_epi64(_mm256_castsi256_si128(quads), _mm256_extracti128_si256(quads, 1));
    return (uint64_t)_mm_cvtsi128_si64(v) + (uint64_t)_mm_extract_epi64(v, 1);
}

/// Sum of eight unsigned 32-bit lanes.
PICTURE_AVX2_INLINE uint64_t picture_sum_of_8(__m256i lanes) {
    const __m256i zero = _mm256_setzero_si256();
    return picture_sum_of_4(_mm256_add_epi64(_mm256_unpacklo_epi32(lanes, zero), _mm256_unpackhi_epi32(lanes, zero)));
}

PICTURE_AVX2_INLINE uint16_t picture_lowest_of_16(__m256i words) {
    __m128i v = _mm_min_epu16(_mm256_castsi256_si128(words), _mm256_extracti128_si256(words, 1));
    return (uint16_t)_mm_cvtsi128_si32(_mm_minpos_epu16(v));
}

PICTURE_AVX2_INLINE uint16_t picture_highest_of_16(__m256i words) {
    return (uint16_t)~picture_lowest_of_16(_mm256_xor_si256(words, _mm256_set1_epi16(-1)));
}

PICTURE_AVX2_INLINE uint16_t picture_or_of_16(__m256i words) {
    __m128i v = _mm_or_si128(_mm256_castsi256_si128(words), _mm256_extracti128_si256(words, 1));
    uint64_t q = (uint64_t)_mm_cvtsi128_si64(v) | (uint64_t)_mm_extract_epi64(v, 1);
    q |= q >> 32;
    return (uint16_t)(q | q >> 16);
}

void picture_avx2_take_bytes(const uint8_t *from, int pace, int n, uint16_t *out);
void picture_avx2_take_words(const uint16_t *from, int pace, int n, uint16_t highest, uint16_t *out);
uint32_t picture_avx2_distance_bytes(const uint8_t *a, const uint8_t *b, int n, int step);
uint32_t picture_avx2_distance_words(const uint16_t *a, const uint16_t *b, int n, int step, uint16_t highest);
void picture_avx2_sweep_bytes(const uint8_t *row, int n, uint16_t threshold, const picture_byte_columns *columns,
                               picture_swept *swept);
void picture_avx2_sweep_words(const uint16_t *row, int n, int depth, uint16_t threshold,
                               const picture_word_columns *columns, picture_swept *swept);
uint16_t picture_avx2_used_words(const uint16_t *row, int n);
void picture_avx2_scan_bytes(const uint8_t *row, int n, picture_scan *scan);
void picture_avx2_scan_words(const uint16_t *row, int n, picture_scan *scan);
void picture_avx2_beyond_bytes(const uint8_t *row, int n, picture_beyond *beyond);
void picture_avx2_beyond_words(const uint16_t *row, int n, picture_beyond *beyond);

uint64_t picture_avx2_sad_bytes(const uint8_t *a, const uint8_t *b, int n);
uint64_t picture_avx2_sad_words(const uint16_t *a, const uint16_t *b, int n);
void picture_avx2_tile_sad_bytes(const uint8_t *a, const uint8_t *b, int n, uint16_t *lanes);
void picture_avx2_tile_sad_words(const uint16_t *a, const uint16_t *b, int n, uint16_t *lanes);
void picture_avx2_tile_sum_bytes(const uint8_t *a, int n, uint16_t *lanes);
void picture_avx2_tile_sum_words(const uint16_t *a, int n, uint16_t *lanes);

uint16_t picture_avx2_lines_bytes(const uint8_t *row, int n, uint16_t threshold, uint16_t *column_max,
                                   uint16_t *column_count, uint16_t *count);
uint16_t picture_avx2_lines_words(const uint16_t *row, int n, uint16_t threshold, uint16_t *column_max,
                                   uint16_t *column_count, uint16_t *count);
void picture_avx2_comb_bytes(const uint8_t *const row[5], int n, picture_comb_row *sums);
void picture_avx2_comb_words(const uint16_t *const row[5], int n, uint16_t highest, picture_comb_row *sums);

void picture_avx2_raise_bytes(const uint8_t *row, int n, uint16_t *out);
void picture_avx2_raise_words(const uint16_t *row, int n, int depth, uint16_t *out);
void picture_avx2_blend(const uint16_t *a, const uint16_t *b, int weight, int n, uint16_t *out);
void picture_avx2_bound_bytes(const uint8_t *row, int n, int chunk, int more, uint16_t *lo, uint16_t *hi);
void picture_avx2_bound_words(const uint16_t *row, int n, int chunk, int more, uint16_t *lo, uint16_t *hi);
void picture_avx2_prove(const picture_bounds *bounds, int chunks, const picture_matrix *matrix,
                         const picture_range *range, const picture_proof *proof);
void picture_avx2_double_width(const uint16_t *row, int n, uint16_t *out);
void picture_avx2_sum_down(const uint16_t *a, const uint16_t *b, const uint16_t *c, int n, uint16_t *out);
void picture_avx2_sum_across(const uint16_t *row, int n, uint16_t *out);
void picture_avx2_sum_across_halved(const uint16_t *row, int n, uint16_t *out);
void picture_avx2_sum_across_chroma(const uint16_t *row, int n, uint16_t *out);
void picture_avx2_matrix(const uint16_t *const in[3], int n, const picture_matrix *matrix, int16_t *const out[4]);
void picture_avx2_matrix_of_sums(const uint16_t *const in[3], int n, const picture_matrix *matrix,
                                int16_t *const out[4]);
void picture_avx2_judge(const int16_t *const signal[4], int x, int n, const picture_range *range,
                         fgk_picture_excursions *counts, uint8_t *clear);
void picture_avx2_judge_raw_bytes(const picture_raw *raw, int x, int n, fgk_picture_excursions *counts, uint8_t *clear,
                                   picture_light_peaks *peaks);
void picture_avx2_judge_raw_words(const picture_raw *raw, int x, int n, fgk_picture_excursions *counts, uint8_t *clear,
                                   picture_light_peaks *peaks);
picture_light_peaks picture_avx2_light(const int16_t *const signal[4], int n, int16_t black, uint16_t *brightest,
                                        uint16_t *excursion);

#endif
