#include "picture_avx2.h"

#if defined(__x86_64__)

#include "../Plain/picture_plain.h"
#include "../Gamut/picture_proof.h"

PICTURE_AVX2 void picture_avx2_raise_bytes(const uint8_t *row, int n, uint16_t *out) {
    int x = 0;
    for (; x + 16 <= n; x += 16) picture_store(out + x, _mm256_slli_epi16(picture_widen(row + x), 4));
    if (x < n && n >= 16) {
        // The last 16 once more.
        picture_store(out + n - 16, _mm256_slli_epi16(picture_widen(row + n - 16), 4));
        return;
    }
    picture_plain_raise_bytes(row + x, n - x, out + x);
}

PICTURE_AVX2 void picture_avx2_raise_words(const uint16_t *row, int n, int depth, uint16_t *out) {
    const __m256i highest = _mm256_set1_epi16((short)((1 << depth) - 1));
    const __m128i up = _mm_cvtsi32_si128(depth < 12 ? 12 - depth : 0);
    const __m128i down = _mm_cvtsi32_si128(depth > 12 ? depth - 12 : 0);
    if (n < 16) return picture_plain_raise_words(row, n, depth, out);
    // The last 16 may overlap those before them, also where `out` is `row`: so they are read first.
    const __m256i last = _mm256_min_epu16(picture_load(row + n - 16), highest);
    for (int x = 0; x + 16 <= n; x += 16) {
        const __m256i v = _mm256_min_epu16(picture_load(row + x), highest);
        picture_store(out + x, _mm256_srl_epi16(_mm256_sll_epi16(v, up), down));
    }
    picture_store(out + n - 16, _mm256_srl_epi16(_mm256_sll_epi16(last, up), down));
}

PICTURE_AVX2 void picture_avx2_blend(const uint16_t *a, const uint16_t *b, int weight, int n, uint16_t *out) {
    const __m256i wa = _mm256_set1_epi16((short)weight), wb = _mm256_set1_epi16((short)(4 - weight));
    const __m256i two = _mm256_set1_epi16(2);
    int x = 0;
    for (; x + 16 <= n; x += 16) {
        const __m256i sum = _mm256_add_epi16(_mm256_mullo_epi16(picture_load(a + x), wa),
                                             _mm256_mullo_epi16(picture_load(b + x), wb));
        picture_store(out + x, _mm256_srli_epi16(_mm256_add_epi16(sum, two), 2));
    }
    picture_plain_blend(a + x, b + x, weight, n - x, out + x);
}

PICTURE_AVX2_INLINE void bound_chunk_of_bytes(const uint8_t *p, int chunk, int size, uint16_t *lo, uint16_t *hi) {
    const __m256i low = _mm256_set1_epi16(255);
    // The vector that ends with the last sample, then those that start with the first.
    __m256i min = picture_load(p + size - 32), max = min;
    for (int x = 0; x < chunk; x += 32) {
        const __m256i v = picture_load(p + x);
        min = _mm256_min_epu8(min, v);
        max = _mm256_max_epu8(max, v);
    }
    *lo = picture_lowest_of_16(_mm256_min_epu16(_mm256_and_si256(min, low), _mm256_srli_epi16(min, 8)));
    *hi = picture_highest_of_16(_mm256_max_epu16(_mm256_and_si256(max, low), _mm256_srli_epi16(max, 8)));
}

PICTURE_AVX2_INLINE void bound_chunk_of_words(const uint16_t *p, int chunk, int size, uint16_t *lo, uint16_t *hi) {
    __m256i min = picture_load(p + size - 16), max = min;
    for (int x = 0; x < chunk; x += 16) {
        const __m256i v = picture_load(p + x);
        min = _mm256_min_epu16(min, v);
        max = _mm256_max_epu16(max, v);
    }
    *lo = picture_lowest_of_16(min);
    *hi = picture_highest_of_16(max);
}

/// The chunk sizes get loops of their own, which unroll.
PICTURE_AVX2 void picture_avx2_bound_bytes(const uint8_t *row, int n, int chunk, int more, uint16_t *lo,
                                           uint16_t *hi) {
    const int whole = chunk % 32 ? 0 : n / chunk;
    for (int k = 0; k < whole; k++) {
        const uint8_t *p = row + k * chunk;
        const int size = chunk + (more & ((k + 1) * chunk < n));
        if (chunk == 64) bound_chunk_of_bytes(p, 64, size, lo + k, hi + k);
        else bound_chunk_of_bytes(p, 32, size, lo + k, hi + k);
    }
    picture_plain_bound_bytes(row + whole * chunk, n - whole * chunk, chunk, more, lo + whole, hi + whole);
}

PICTURE_AVX2 void picture_avx2_bound_words(const uint16_t *row, int n, int chunk, int more, uint16_t *lo,
                                           uint16_t *hi) {
    const int whole = n / chunk;
    for (int k = 0; k < whole; k++) {
        const uint16_t *p = row + k * chunk;
        const int size = chunk + (more & ((k + 1) * chunk < n));
        if (chunk == 64) bound_chunk_of_words(p, 64, size, lo + k, hi + k);
        else if (chunk == 32) bound_chunk_of_words(p, 32, size, lo + k, hi + k);
        else bound_chunk_of_words(p, 16, size, lo + k, hi + k);
    }
    picture_plain_bound_words(row + whole * chunk, n - whole * chunk, chunk, more, lo + whole, hi + whole);
}

PICTURE_AVX2 void picture_avx2_prove(const picture_bounds *bounds, int chunks, const picture_matrix *matrix,
                                     const picture_range *range, const picture_proof *proof) {
    picture_prove_body(bounds, chunks, matrix, range, proof);
}

PICTURE_AVX2 void picture_avx2_double_width(const uint16_t *row, int n, uint16_t *out) {
    int x = 0;
    for (; x + 32 <= n; x += 32) {
        const __m256i even = picture_load(row + x / 2);
        const __m256i odd = _mm256_avg_epu16(even, picture_load(row + x / 2 + 1));
        const __m256i low = _mm256_unpacklo_epi16(even, odd), high = _mm256_unpackhi_epi16(even, odd);
        picture_store(out + x, _mm256_permute2x128_si256(low, high, 0x20));
        picture_store(out + x + 16, _mm256_permute2x128_si256(low, high, 0x31));
    }
    picture_plain_double_width(row + x / 2, n - x, out + x);
}

PICTURE_AVX2 void picture_avx2_sum_down(const uint16_t *a, const uint16_t *b, const uint16_t *c, int n, uint16_t *out) {
    const __m256i two = _mm256_set1_epi16(2);
    int x = 0;
    for (; x + 16 <= n; x += 16) {
        const __m256i outer = _mm256_add_epi16(picture_load(a + x), picture_load(c + x)), v = picture_load(b + x);
        const __m256i sum = _mm256_add_epi16(outer, _mm256_add_epi16(_mm256_add_epi16(v, v), two));
        picture_store(out + x, _mm256_srli_epi16(sum, 2));
    }
    picture_plain_sum_down(a + x, b + x, c + x, n - x, out + x);
}

PICTURE_AVX2 void picture_avx2_sum_across(const uint16_t *row, int n, uint16_t *out) {
    int x = 0;
    for (; x + 16 <= n; x += 16) {
        const uint16_t *p = row + x;
        // 1 2 3 4 3 2 1 = the three outer pairs once, the two inner pairs again, the innermost pair and the centre.
        const __m256i p3 = _mm256_add_epi16(picture_load(p - 3), picture_load(p + 3));
        const __m256i p2 = _mm256_add_epi16(picture_load(p - 2), picture_load(p + 2));
        const __m256i p1 = _mm256_add_epi16(picture_load(p - 1), picture_load(p + 1));
        const __m256i centre = picture_load(p), odd = _mm256_add_epi16(p3, p1);
        const __m256i half = _mm256_add_epi16(_mm256_add_epi16(p2, p1), _mm256_add_epi16(centre, centre));
        picture_store(out + x, _mm256_add_epi16(odd, _mm256_add_epi16(half, half)));
    }
    picture_plain_sum_across(row + x, n - x, out + x);
}

/// A pair of 16-bit weights for madd: `first` for the even words.
PICTURE_AVX2_INLINE __m256i pair_of(int first, int second) {
    return _mm256_set1_epi32((int)((uint32_t)second << 16 | (uint16_t)first));
}

/// Eight results: those of the samples p[0], p[2], … p[14].
PICTURE_AVX2_INLINE __m256i halved(const uint16_t *p) {
    const __m256i a = _mm256_madd_epi16(picture_load(p - 4), pair_of(0, 1));
    const __m256i b = _mm256_madd_epi16(picture_load(p - 2), pair_of(2, 3));
    const __m256i c = _mm256_madd_epi16(picture_load(p), pair_of(4, 3));
    const __m256i d = _mm256_madd_epi16(picture_load(p + 2), pair_of(2, 1));
    return _mm256_add_epi32(_mm256_add_epi32(a, b), _mm256_add_epi32(c, d));
}

PICTURE_AVX2 void picture_avx2_sum_across_halved(const uint16_t *row, int n, uint16_t *out) {
    int x = 0;
    for (; x + 16 <= n; x += 16) {
        const __m256i both = _mm256_packus_epi32(halved(row + 2 * x), halved(row + 2 * x + 16));
        picture_store(out + x, _mm256_permute4x64_epi64(both, 0xD8));
    }
    picture_plain_sum_across_halved(row + 2 * x, n - x, out + x);
}

PICTURE_AVX2 void picture_avx2_sum_across_chroma(const uint16_t *row, int n, uint16_t *out) {
    int x = 0;
    for (; x + 16 <= n; x += 16) {
        const uint16_t *p = row + x;
        const __m256i outer = _mm256_avg_epu16(picture_load(p - 2), picture_load(p + 2)), centre = picture_load(p);
        const __m256i inner = _mm256_add_epi16(picture_load(p - 1), picture_load(p + 1));
        const __m256i seven = _mm256_sub_epi16(_mm256_slli_epi16(centre, 3), centre);
        picture_store(out + x, _mm256_add_epi16(_mm256_add_epi16(outer, seven), _mm256_slli_epi16(inner, 2)));
    }
    picture_plain_sum_across_chroma(row + x, n - x, out + x);
}

#endif
