#include "picture_avx2.h"

#if defined(__x86_64__)

#include "../Plain/picture_plain.h"

/// A pair of 16-bit weights for madd: `first` for the even words.
PICTURE_AVX2_INLINE __m256i weights(int first, int second) {
    return _mm256_set1_epi32((int)((uint32_t)second << 16 | (uint16_t)first));
}

PICTURE_AVX2_INLINE __m256i rounded(__m256i low, __m256i high, __m256i bias, __m128i shift) {
    return _mm256_packs_epi32(_mm256_sra_epi32(_mm256_add_epi32(low, bias), shift),
                              _mm256_sra_epi32(_mm256_add_epi32(high, bias), shift));
}

PICTURE_AVX2 void picture_avx2_matrix(const uint16_t *const in[3], int n, const picture_matrix *m,
                                      int16_t *const out[4]) {
    // Luma is whole units, so only the chroma terms need rounding. mulhrs rounds a product at 2^15; four times chroma
    // brings that to 2^13.
    const __m256i mid = _mm256_set1_epi16(2048), half = _mm256_set1_epi32(4096);
    const __m256i red = _mm256_set1_epi16(m->red_cr), blue = _mm256_set1_epi16(m->blue_cb);
    const __m256i green = weights(-m->green_cb, -m->green_cr);
    const __m128i by = _mm_cvtsi32_si128(13);
    int x = 0;
    for (; x + 16 <= n; x += 16) {
        const __m256i y = picture_load(in[0] + x);
        const __m256i u = _mm256_sub_epi16(picture_load(in[1] + x), mid);
        const __m256i v = _mm256_sub_epi16(picture_load(in[2] + x), mid);
        const __m256i g0 = _mm256_madd_epi16(_mm256_unpacklo_epi16(u, v), green);
        const __m256i g1 = _mm256_madd_epi16(_mm256_unpackhi_epi16(u, v), green);
        picture_store(out[0] + x, y);
        picture_store(out[1] + x, _mm256_add_epi16(y, _mm256_mulhrs_epi16(_mm256_slli_epi16(v, 2), red)));
        picture_store(out[2] + x, _mm256_add_epi16(y, rounded(g0, g1, half, by)));
        picture_store(out[3] + x, _mm256_add_epi16(y, _mm256_mulhrs_epi16(_mm256_slli_epi16(u, 2), blue)));
    }
    const uint16_t *const rest_in[3] = {in[0] + x, in[1] + x, in[2] + x};
    int16_t *const rest_out[4] = {out[0] + x, out[1] + x, out[2] + x, out[3] + x};
    picture_plain_matrix(rest_in, n - x, m, rest_out);
}

PICTURE_AVX2 void picture_avx2_matrix_of_sums(const uint16_t *const in[3], int n, const picture_matrix *m,
                                              int16_t *const out[4]) {
    enum { scale = 4 };
    const __m128i by = _mm_cvtsi32_si128(13 + scale);
    const __m256i mid = _mm256_set1_epi16((short)(2048 << scale));
    // Rounding, and the mid-grey that was taken off.
    const __m256i bias = _mm256_set1_epi32((2048 << (13 + scale)) + (1 << (12 + scale)));
    const __m256i one = weights(8192, 0), red = weights(8192, m->red_cr), blue = weights(8192, m->blue_cb);
    const __m256i green = weights(-m->green_cb, -m->green_cr);
    int x = 0;
    for (; x + 16 <= n; x += 16) {
        const __m256i y = _mm256_sub_epi16(picture_load(in[0] + x), mid);
        const __m256i u = _mm256_sub_epi16(picture_load(in[1] + x), mid);
        const __m256i v = _mm256_sub_epi16(picture_load(in[2] + x), mid);
        const __m256i yv0 = _mm256_unpacklo_epi16(y, v), yv1 = _mm256_unpackhi_epi16(y, v);
        const __m256i yu0 = _mm256_unpacklo_epi16(y, u), yu1 = _mm256_unpackhi_epi16(y, u);
        const __m256i uv0 = _mm256_unpacklo_epi16(u, v), uv1 = _mm256_unpackhi_epi16(u, v);
        const __m256i y0 = _mm256_madd_epi16(yv0, one), y1 = _mm256_madd_epi16(yv1, one);
        const __m256i g0 = _mm256_add_epi32(y0, _mm256_madd_epi16(uv0, green));
        const __m256i g1 = _mm256_add_epi32(y1, _mm256_madd_epi16(uv1, green));
        picture_store(out[0] + x, rounded(y0, y1, bias, by));
        picture_store(out[1] + x, rounded(_mm256_madd_epi16(yv0, red), _mm256_madd_epi16(yv1, red), bias, by));
        picture_store(out[2] + x, rounded(g0, g1, bias, by));
        picture_store(out[3] + x, rounded(_mm256_madd_epi16(yu0, blue), _mm256_madd_epi16(yu1, blue), bias, by));
    }
    const uint16_t *const rest_in[3] = {in[0] + x, in[1] + x, in[2] + x};
    int16_t *const rest_out[4] = {out[0] + x, out[1] + x, out[2] + x, out[3] + x};
    picture_plain_matrix_of_sums(rest_in, n - x, m, rest_out);
}

PICTURE_AVX2_INLINE __m256i outside(__m256i lowest, __m256i highest, int16_t lo, int16_t hi) {
    return _mm256_or_si256(_mm256_cmpgt_epi16(_mm256_set1_epi16(lo), lowest),
                           _mm256_cmpgt_epi16(highest, _mm256_set1_epi16(hi)));
}

PICTURE_AVX2_INLINE uint64_t words_in(__m256i mask) {
    return (uint64_t)(_mm_popcnt_u32((unsigned)_mm256_movemask_epi8(mask)) / 2);
}

PICTURE_AVX2_INLINE int lowest_signed(__m256i v) {
    return picture_lowest_of_16(_mm256_xor_si256(v, _mm256_set1_epi16(-32768))) - 32768;
}

PICTURE_AVX2_INLINE int highest_signed(__m256i v) {
    return picture_highest_of_16(_mm256_xor_si256(v, _mm256_set1_epi16(-32768))) - 32768;
}

/// Counts signal by signal in 16 pixels of which at least one is out of range.
PICTURE_AVX2_INLINE void count_signals(const __m256i s[4], const picture_range *range,
                                       fgk_picture_excursions *counts) {
    const __m256i lo = _mm256_set1_epi16(range->lo), hi = _mm256_set1_epi16(range->hi);
    for (int i = 0; i < 4; i++) {
        const uint64_t below = words_in(_mm256_cmpgt_epi16(lo, s[i])), above = words_in(_mm256_cmpgt_epi16(s[i], hi));
        counts->below[i] += below;
        counts->above[i] += above;
        if (below && lowest_signed(s[i]) < counts->lowest[i]) counts->lowest[i] = lowest_signed(s[i]);
        if (above && highest_signed(s[i]) > counts->highest[i]) counts->highest[i] = highest_signed(s[i]);
    }
}

/// Lowest and highest of the four signals of 16 pixels.
PICTURE_AVX2_INLINE void extremes(const int16_t *const signal[4], int k, __m256i *low, __m256i *high) {
    const __m256i a = picture_load(signal[0] + k), b = picture_load(signal[1] + k);
    const __m256i c = picture_load(signal[2] + k), d = picture_load(signal[3] + k);
    *low = _mm256_min_epi16(_mm256_min_epi16(a, b), _mm256_min_epi16(c, d));
    *high = _mm256_max_epi16(_mm256_max_epi16(a, b), _mm256_max_epi16(c, d));
}

/// Judges whole chunks, all signals together, without a branch for each group of pixels; returns how many pixels.
PICTURE_AVX2_INLINE int judge_chunks(const int16_t *const signal[4], int x, int n, const picture_range *range,
                                     fgk_picture_excursions *counts, uint8_t *clear) {
    // 16-bit lanes take a count of up to 32767 groups, more than a row has.
    __m256i sum = _mm256_setzero_si256();
    int k = 0;
    for (; k + picture_chunk <= n; k += picture_chunk) {
        __m256i lowest = _mm256_set1_epi16(INT16_MAX), highest = _mm256_set1_epi16(INT16_MIN);
        for (int i = 0; i < picture_chunk; i += 16) {
            __m256i low, high;
            extremes(signal, k + i, &low, &high);
            lowest = _mm256_min_epi16(lowest, low);
            highest = _mm256_max_epi16(highest, high);
            sum = _mm256_sub_epi16(sum, outside(low, high, range->lo, range->hi));
        }
        const __m256i unclear = outside(lowest, highest, range->clear_lo, range->clear_hi);
        clear[(x + k) / picture_chunk] &= (uint8_t)_mm256_testz_si256(unclear, unclear);
    }
    counts->out += picture_sum_of_8(_mm256_madd_epi16(sum, _mm256_set1_epi16(1)));
    return k;
}

PICTURE_AVX2 void picture_avx2_judge(const int16_t *const signal[4], int x, int n, const picture_range *range,
                                     fgk_picture_excursions *counts, uint8_t *clear) {
    int k = x % picture_chunk == 0 && !range->per_signal ? judge_chunks(signal, x, n, range, counts, clear) : 0;
    for (; k + 16 <= n; k += 16) {
        const __m256i s[4] = {picture_load(signal[0] + k), picture_load(signal[1] + k), picture_load(signal[2] + k),
                              picture_load(signal[3] + k)};
        const __m256i low = _mm256_min_epi16(_mm256_min_epi16(s[0], s[1]), _mm256_min_epi16(s[2], s[3]));
        const __m256i high = _mm256_max_epi16(_mm256_max_epi16(s[0], s[1]), _mm256_max_epi16(s[2], s[3]));
        const __m256i unclear = outside(low, high, range->clear_lo, range->clear_hi);
        if (_mm256_testz_si256(unclear, unclear)) continue;
        // 16 pixels can lie in two chunks.
        const uint32_t bits = (uint32_t)_mm256_movemask_epi8(unclear);
        clear[(x + k + __builtin_ctz(bits) / 2) / picture_chunk] = 0;
        clear[(x + k + (31 - __builtin_clz(bits)) / 2) / picture_chunk] = 0;
        const __m256i out = outside(low, high, range->lo, range->hi);
        counts->out += words_in(out);
        if (range->per_signal && !_mm256_testz_si256(out, out)) count_signals(s, range, counts);
    }
    const int16_t *const rest[4] = {signal[0] + k, signal[1] + k, signal[2] + k, signal[3] + k};
    picture_plain_judge(rest, x + k, n - k, range, counts, clear);
}

PICTURE_AVX2 picture_light_peaks picture_avx2_light(const int16_t *const signal[4], int n, int16_t black,
                                                    uint16_t *brightest, uint16_t *excursion) {
    const __m256i zero = _mm256_setzero_si256(), top = _mm256_set1_epi16(4095), dark = _mm256_set1_epi16(black);
    __m256i most = zero, deepest = zero;
    int x = 0;
    for (; x + 16 <= n; x += 16) {
        const __m256i r = picture_load(signal[1] + x), g = picture_load(signal[2] + x), b = picture_load(signal[3] + x);
        const __m256i max = _mm256_max_epi16(_mm256_max_epi16(r, g), b);
        const __m256i min = _mm256_min_epi16(_mm256_min_epi16(r, g), b);
        const __m256i held = _mm256_min_epi16(_mm256_max_epi16(max, zero), top);
        const __m256i below = _mm256_min_epi16(_mm256_max_epi16(_mm256_subs_epi16(dark, min), zero), top);
        picture_store(brightest + x, held);
        picture_store(excursion + x, below);
        most = _mm256_max_epi16(most, held);
        deepest = _mm256_max_epi16(deepest, below);
    }
    const int16_t *const rest[4] = {signal[0] + x, signal[1] + x, signal[2] + x, signal[3] + x};
    picture_light_peaks peaks = picture_plain_light(rest, n - x, black, brightest + x, excursion + x);
    const picture_light_peaks vector = {picture_highest_of_16(most), picture_highest_of_16(deepest)};
    if (vector.brightest > peaks.brightest) peaks.brightest = vector.brightest;
    if (vector.excursion > peaks.excursion) peaks.excursion = vector.excursion;
    return peaks;
}

#endif
