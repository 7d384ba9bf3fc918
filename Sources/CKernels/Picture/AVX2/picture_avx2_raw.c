#include "picture_avx2.h"

#if defined(__x86_64__)

// Even and odd pixels are judged apart: the even ones have chroma samples of their own, the odd ones the mean of two.

/// What is the same for all pixels.
typedef struct raw_constants {
    __m256i red, green, blue, half, mid, lo, hi, highest, weight, other;
    __m128i by, up;
} raw_constants;

/// Lowest and highest of Y', R', G', B' in a chunk, of R', G', B' in all, and the count of pixels out of range.
typedef struct raw_lanes {
    __m256i lowest, highest, bottom, top, out;
} raw_lanes;

PICTURE_AVX2_INLINE raw_constants prepare(const picture_raw *raw) {
    const picture_matrix *m = &raw->matrix;
    const uint32_t green = (uint32_t)-m->green_cr << 16 | (uint16_t)-m->green_cb;
    return (raw_constants){.red = _mm256_set1_epi16(m->red_cr), .green = _mm256_set1_epi32((int)green),
                           .blue = _mm256_set1_epi16(m->blue_cb), .half = _mm256_set1_epi32(4096),
                           .mid = _mm256_set1_epi16(2048), .lo = _mm256_set1_epi16(raw->range.lo),
                           .hi = _mm256_set1_epi16(raw->range.hi),
                           .highest = _mm256_set1_epi16((short)((1 << raw->depth) - 1)),
                           .weight = _mm256_set1_epi16((short)raw->weight),
                           .other = _mm256_set1_epi16((short)(4 - raw->weight)), .by = _mm_cvtsi32_si128(13),
                           .up = _mm_cvtsi32_si128(12 - raw->depth)};
}

/// 16 samples in 12-bit units.
PICTURE_AVX2_INLINE __m256i raised(const void *row, int x, int is_bytes, const raw_constants *c) {
    if (is_bytes) return _mm256_slli_epi16(picture_widen((const uint8_t *)row + x), 4);
    return _mm256_sll_epi16(_mm256_min_epu16(picture_load((const uint16_t *)row + x), c->highest), c->up);
}

/// 16 samples of chroma, between its rows.
PICTURE_AVX2_INLINE __m256i mixed(const void *const rows[2], int x, int is_bytes, int is_blended,
                                  const raw_constants *c) {
    const __m256i a = raised(rows[0], x, is_bytes, c);
    if (!is_blended) return a;
    const __m256i b = raised(rows[1], x, is_bytes, c);
    const __m256i sum = _mm256_add_epi16(_mm256_mullo_epi16(a, c->weight), _mm256_mullo_epi16(b, c->other));
    return _mm256_srli_epi16(_mm256_add_epi16(sum, _mm256_set1_epi16(2)), 2);
}

/// The even and the odd of 32 samples of luma in 12-bit units.
PICTURE_AVX2_INLINE void split_luma(const void *row, int x, int is_bytes, const raw_constants *c, __m256i out[2]) {
    if (is_bytes) {
        const __m256i v = picture_load((const uint8_t *)row + x), mask = _mm256_set1_epi16(0x0FF0);
        out[0] = _mm256_and_si256(_mm256_slli_epi16(v, 4), mask);
        out[1] = _mm256_and_si256(_mm256_srli_epi16(v, 4), mask);
        return;
    }
    const __m256i a = picture_load((const uint16_t *)row + x), b = picture_load((const uint16_t *)row + x + 16);
    const __m256i low = _mm256_set1_epi32(0xFFFF);
    const __m256i even = _mm256_packus_epi32(_mm256_and_si256(a, low), _mm256_and_si256(b, low));
    const __m256i odd = _mm256_packus_epi32(_mm256_srli_epi32(a, 16), _mm256_srli_epi32(b, 16));
    out[0] = _mm256_sll_epi16(_mm256_min_epu16(_mm256_permute4x64_epi64(even, 0xD8), c->highest), c->up);
    out[1] = _mm256_sll_epi16(_mm256_min_epu16(_mm256_permute4x64_epi64(odd, 0xD8), c->highest), c->up);
}

/// Matrix and judgement of 16 pixels, as in picture_avx2_matrix and picture_avx2_judge.
PICTURE_AVX2_INLINE void judge_pixels(__m256i y, __m256i cb, __m256i cr, const raw_constants *c, raw_lanes *s) {
    const __m256i u = _mm256_sub_epi16(cb, c->mid), v = _mm256_sub_epi16(cr, c->mid);
    const __m256i g0 = _mm256_madd_epi16(_mm256_unpacklo_epi16(u, v), c->green);
    const __m256i g1 = _mm256_madd_epi16(_mm256_unpackhi_epi16(u, v), c->green);
    const __m256i red = _mm256_add_epi16(y, _mm256_mulhrs_epi16(_mm256_slli_epi16(v, 2), c->red));
    const __m256i blue = _mm256_add_epi16(y, _mm256_mulhrs_epi16(_mm256_slli_epi16(u, 2), c->blue));
    const __m256i green =
        _mm256_add_epi16(y, _mm256_packs_epi32(_mm256_sra_epi32(_mm256_add_epi32(g0, c->half), c->by),
                                               _mm256_sra_epi32(_mm256_add_epi32(g1, c->half), c->by)));
    const __m256i bottom = _mm256_min_epi16(_mm256_min_epi16(red, green), blue), low = _mm256_min_epi16(bottom, y);
    const __m256i top = _mm256_max_epi16(_mm256_max_epi16(red, green), blue), high = _mm256_max_epi16(top, y);
    s->bottom = _mm256_min_epi16(s->bottom, bottom);
    s->top = _mm256_max_epi16(s->top, top);
    s->lowest = _mm256_min_epi16(s->lowest, low);
    s->highest = _mm256_max_epi16(s->highest, high);
    s->out = _mm256_sub_epi16(
        s->out, _mm256_or_si256(_mm256_cmpgt_epi16(c->lo, low), _mm256_cmpgt_epi16(high, c->hi)));
}

PICTURE_AVX2_INLINE void judge_chunk(const picture_raw *raw, int x, int is_bytes, int is_blended,
                                     const raw_constants *c, raw_lanes *s) {
    for (int i = x; i < x + picture_chunk; i += 32) {
        __m256i y[2];
        split_luma(raw->luma, i, is_bytes, c, y);
        const __m256i cb = mixed(raw->cb, i / 2, is_bytes, is_blended, c);
        const __m256i cr = mixed(raw->cr, i / 2, is_bytes, is_blended, c);
        judge_pixels(y[0], cb, cr, c, s);
        judge_pixels(y[1], _mm256_avg_epu16(cb, mixed(raw->cb, i / 2 + 1, is_bytes, is_blended, c)),
                     _mm256_avg_epu16(cr, mixed(raw->cr, i / 2 + 1, is_bytes, is_blended, c)), c, s);
    }
}

PICTURE_AVX2_INLINE int held_signed(int value) { return value < 0 ? 0 : value > 4095 ? 4095 : value; }

PICTURE_AVX2_INLINE void judge_raw(const picture_raw *raw, int is_bytes, int is_blended, int x, int n,
                                   fgk_picture_excursions *counts, uint8_t *clear, picture_light_peaks *peaks) {
    const raw_constants c = prepare(raw);
    const __m256i least = _mm256_set1_epi16(INT16_MIN), most = _mm256_set1_epi16(INT16_MAX);
    const __m256i clear_lo = _mm256_set1_epi16(raw->range.clear_lo), clear_hi = _mm256_set1_epi16(raw->range.clear_hi);
    raw_lanes s = {.bottom = most, .top = least, .out = _mm256_setzero_si256()};
    for (int end = x + n; x < end; x += picture_chunk) {
        s.lowest = most;
        s.highest = least;
        judge_chunk(raw, x, is_bytes, is_blended, &c, &s);
        const __m256i unclear =
            _mm256_or_si256(_mm256_cmpgt_epi16(clear_lo, s.lowest), _mm256_cmpgt_epi16(s.highest, clear_hi));
        clear[x / picture_chunk] &= (uint8_t)_mm256_testz_si256(unclear, unclear);
    }
    // 16-bit lanes take a count of up to 32767 groups, more than a row has.
    counts->out += picture_sum_of_8(_mm256_madd_epi16(s.out, _mm256_set1_epi16(1)));
    const int bottom = picture_lowest_of_16(_mm256_xor_si256(s.bottom, least)) - 32768;
    const int top = picture_highest_of_16(_mm256_xor_si256(s.top, least)) - 32768;
    const int brightest = held_signed(top), excursion = held_signed(raw->black - bottom);
    if (brightest > peaks->brightest) peaks->brightest = (uint16_t)brightest;
    if (excursion > peaks->excursion) peaks->excursion = (uint16_t)excursion;
}

PICTURE_AVX2 void picture_avx2_judge_raw_bytes(const picture_raw *raw, int x, int n, fgk_picture_excursions *counts,
                                               uint8_t *clear, picture_light_peaks *peaks) {
    if (raw->weight == 4) judge_raw(raw, 1, 0, x, n, counts, clear, peaks);
    else judge_raw(raw, 1, 1, x, n, counts, clear, peaks);
}

PICTURE_AVX2 void picture_avx2_judge_raw_words(const picture_raw *raw, int x, int n, fgk_picture_excursions *counts,
                                               uint8_t *clear, picture_light_peaks *peaks) {
    if (raw->weight == 4) judge_raw(raw, 0, 0, x, n, counts, clear, peaks);
    else judge_raw(raw, 0, 1, x, n, counts, clear, peaks);
}

#endif
