#include "../AVX2/picture_avx2.h"
#include "picture_occupancy_classify.h"

#if defined(__x86_64__)

/// Largest of R', G', B', and whether all 16 pixels are proved to be inside. Codes beyond the table only lie closer
/// together there.
PICTURE_AVX2_INLINE int is_narrow(const __m256i c[3], __m256i *max, const fgk_occupancy *t) {
    const picture_rooms *rooms = &t->rooms;
    const __m256i dark = _mm256_set1_epi16(t->dark);
    *max = _mm256_max_epi16(_mm256_max_epi16(c[0], c[1]), c[2]);
    const __m256i above = _mm256_sub_epi16(*max, dark);
    __m256i wide = _mm256_setzero_si256();
    for (int k = 0; k < 3; k++) {
        __m256i line[2];
        for (int i = 0; i < 2; i++) {
            const __m256i rise = _mm256_mulhi_epu16(above, _mm256_set1_epi16((int16_t)rooms->rise[i][k]));
            line[i] = _mm256_add_epi16(_mm256_set1_epi16(rooms->room[i][k]), rise);
        }
        const __m256i room = _mm256_min_epi16(line[0], line[1]);
        wide = _mm256_or_si256(wide, _mm256_cmpgt_epi16(_mm256_sub_epi16(*max, c[k]), room));
    }
    return _mm256_testz_si256(wide, _mm256_cmpgt_epi16(*max, dark));
}

/// Eight pixels as they are computed.
typedef struct lights {
    __m256 c[3], doubt, counts, bright;
} lights;

PICTURE_AVX2_INLINE __m256 look_up(const float *table, __m256i codes) { return _mm256_i32gather_ps(table, codes, 4); }

PICTURE_AVX2_INLINE __m256 weigh(const lights *p, const float *m) {
    const __m256 red = _mm256_mul_ps(_mm256_set1_ps(m[0]), p->c[0]);
    const __m256 green = _mm256_mul_ps(_mm256_set1_ps(m[1]), p->c[1]);
    return _mm256_add_ps(_mm256_add_ps(red, green), _mm256_mul_ps(_mm256_set1_ps(m[2]), p->c[2]));
}

/// Bits of the pixels that are surely outside, and of those in doubt.
PICTURE_AVX2_INLINE unsigned judge(const lights *p, const float *m, const float *certainty, float slack,
                                   unsigned *doubtful) {
    const __m256 c0 = weigh(p, m), c1 = weigh(p, m + 3), c2 = weigh(p, m + 6);
    const __m256 share = _mm256_mul_ps(_mm256_set1_ps(slack), _mm256_max_ps(_mm256_max_ps(c0, c1), c2));
    const __m256 room0 = _mm256_mul_ps(_mm256_add_ps(c0, share), _mm256_set1_ps(certainty[0]));
    const __m256 room1 = _mm256_mul_ps(_mm256_add_ps(c1, share), _mm256_set1_ps(certainty[1]));
    const __m256 room2 = _mm256_mul_ps(_mm256_add_ps(c2, share), _mm256_set1_ps(certainty[2]));
    const __m256 room = _mm256_min_ps(_mm256_min_ps(room0, room1), room2);
    const __m256 below = _mm256_sub_ps(_mm256_setzero_ps(), p->doubt);
    const __m256 may_be = _mm256_and_ps(_mm256_cmp_ps(room, p->doubt, _CMP_LT_OQ), p->counts);
    const __m256 is = _mm256_and_ps(_mm256_cmp_ps(room, below, _CMP_LT_OQ), p->bright);
    *doubtful = (unsigned)_mm256_movemask_ps(_mm256_andnot_ps(is, may_be));
    return (unsigned)_mm256_movemask_ps(is);
}

PICTURE_AVX2_INLINE lights light_up(const __m128i codes[3], __m128i max, const fgk_occupancy *t) {
    lights p;
    const __m256i top = _mm256_cvtepi16_epi32(max);
    for (int k = 0; k < 3; k++) p.c[k] = look_up(t->code_light, _mm256_cvtepi16_epi32(codes[k]));
    p.doubt = look_up(t->doubt, top);
    p.counts = _mm256_castsi256_ps(_mm256_cmpgt_epi32(top, _mm256_set1_epi32(t->dark)));
    p.bright = _mm256_castsi256_ps(_mm256_cmpgt_epi32(top, _mm256_set1_epi32(t->bright - 1)));
    return p;
}

PICTURE_AVX2_INLINE __m256i held(__m256i v) {
    return _mm256_min_epi16(_mm256_max_epi16(v, _mm256_setzero_si256()),
                            _mm256_set1_epi16(picture_occupancy_codes - 1));
}

PICTURE_AVX2_INLINE int compute_eight(const __m128i codes[3], __m128i max, int x, const fgk_occupancy *t,
                                      uint64_t outside[FGK_OCCUPANCY_GAMUTS], uint16_t *doubtful) {
    const lights p = light_up(codes, max, t);
    unsigned doubt[FGK_OCCUPANCY_GAMUTS] = {0}, any = 0;
    int doubts = 0;
    for (int n = 0; n < FGK_OCCUPANCY_GAMUTS; n++) {
        outside[n] += (uint64_t)_mm_popcnt_u32(judge(&p, t->matrix[n], t->certainty[n], t->slack, &doubt[n]));
        any |= doubt[n];
    }
    for (; any != 0; any &= any - 1) {
        const int i = __builtin_ctz(any);
        unsigned entry = (unsigned)(x + i);
        for (int n = 0; n < FGK_OCCUPANCY_GAMUTS; n++) entry |= (doubt[n] >> i & 1) << n << picture_occupancy_doubt;
        doubtful[doubts++] = (uint16_t)entry;
    }
    return doubts;
}

PICTURE_AVX2 int picture_avx2_classify(const int16_t *const signal[4], int n, const fgk_occupancy *t,
                                       uint64_t outside[FGK_OCCUPANCY_GAMUTS], uint16_t *doubtful) {
    int doubts = 0, x = 0;
    for (; x + picture_occupancy_group <= n; x += picture_occupancy_group) {
        __m256i c[3], max;
        for (int k = 0; k < 3; k++) c[k] = picture_load(signal[k + 1] + x);
        if (is_narrow(c, &max, t)) continue;
        __m128i low[3], high[3];
        for (int k = 0; k < 3; k++) {
            const __m256i codes = held(c[k]);
            low[k] = _mm256_castsi256_si128(codes);
            high[k] = _mm256_extracti128_si256(codes, 1);
        }
        max = held(max);
        doubts += compute_eight(low, _mm256_castsi256_si128(max), x, t, outside, doubtful + doubts);
        doubts += compute_eight(high, _mm256_extracti128_si256(max, 1), x + 8, t, outside, doubtful + doubts);
    }
    return doubts + picture_classify_body(signal, x, n, t, outside, doubtful + doubts);
}

#endif
