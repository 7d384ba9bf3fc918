#pragma once

#include <string.h>

#include "../picture_kernels.h"
#include "picture_occupancy.h"

// Plain `classify`, which the vector kernel uses for the rest of a run. Sums are formed in the same order in both, so
// that they give the same bits.

#define PICTURE_OCCUPANCY_INLINE static inline __attribute__((always_inline))

/// 16 pixels: R', G', B' and the largest of them.
typedef struct picture_occupancy_pixels {
    int16_t c[3][picture_occupancy_group], max[picture_occupancy_group];
} picture_occupancy_pixels;

PICTURE_OCCUPANCY_INLINE int16_t picture_larger(int16_t a, int16_t b) { return a > b ? a : b; }
PICTURE_OCCUPANCY_INLINE int16_t picture_smaller(int16_t a, int16_t b) { return a < b ? a : b; }

PICTURE_OCCUPANCY_INLINE void picture_take_pixels(const int16_t *const signal[4], int x, int n,
                                                  picture_occupancy_pixels *p) {
    memset(p, 0, sizeof *p);
    for (int k = 0; k < 3; k++) {
        for (int i = 0; i < n; i++)
            p->c[k][i] = picture_smaller(picture_larger(signal[k + 1][x + i], 0), picture_occupancy_codes - 1);
    }
    for (int i = 0; i < picture_occupancy_group; i++)
        p->max[i] = picture_larger(picture_larger(p->c[0][i], p->c[1][i]), p->c[2][i]);
}

/// Whether the pixels are proved to be inside of every gamut.
PICTURE_OCCUPANCY_INLINE int picture_is_narrow(const picture_occupancy_pixels *p, const fgk_occupancy *t) {
    const picture_rooms *rooms = &t->rooms;
    int wide = 0;
    for (int i = 0; i < picture_occupancy_group; i++) {
        const uint32_t above = (uint16_t)(p->max[i] - t->dark);
        for (int k = 0; k < 3; k++) {
            const int below = p->max[i] - p->c[k][i];
            const int one = rooms->room[0][k] + (int)(above * rooms->rise[0][k] >> 16);
            const int other = rooms->room[1][k] + (int)(above * rooms->rise[1][k] >> 16);
            wide |= ((below > one) | (below > other)) & (p->max[i] > t->dark);
        }
    }
    return !wide;
}

/// Pixels as they are computed.
typedef struct picture_occupancy_lights {
    float light[3][picture_occupancy_group], doubt[picture_occupancy_group];
    /// Not surely dark, and surely not dark.
    int32_t counts[picture_occupancy_group], bright[picture_occupancy_group];
} picture_occupancy_lights;

PICTURE_OCCUPANCY_INLINE void picture_light_up(const picture_occupancy_pixels *p, const fgk_occupancy *t,
                                               picture_occupancy_lights *lights) {
    for (int k = 0; k < 3; k++)
        for (int i = 0; i < picture_occupancy_group; i++) lights->light[k][i] = t->code_light[p->c[k][i]];
    for (int i = 0; i < picture_occupancy_group; i++) {
        lights->doubt[i] = t->doubt[p->max[i]];
        lights->counts[i] = p->max[i] > t->dark;
        lights->bright[i] = p->max[i] >= t->bright;
    }
}

/// Counts pixels surely outside of a gamut, and marks those in doubt.
PICTURE_OCCUPANCY_INLINE int picture_outside(const picture_occupancy_lights *p, const float *m, const float *certainty,
                                             float slack, int mark,
                                             int32_t *doubtful) {
    int outside = 0;
    for (int i = 0; i < picture_occupancy_group; i++) {
        const float r = p->light[0][i], g = p->light[1][i], b = p->light[2][i];
        const float c0 = m[0] * r + m[1] * g + m[2] * b, c1 = m[3] * r + m[4] * g + m[5] * b;
        const float c2 = m[6] * r + m[7] * g + m[8] * b;
        const float high = c0 > c1 ? c0 : c1, share = slack * (high > c2 ? high : c2);
        const float room0 = (c0 + share) * certainty[0], room1 = (c1 + share) * certainty[1];
        const float room2 = (c2 + share) * certainty[2], low = room0 < room1 ? room0 : room1;
        const float room = low < room2 ? low : room2;
        const int32_t may_be = (room < p->doubt[i]) & p->counts[i], is = (room < -p->doubt[i]) & p->bright[i];
        doubtful[i] |= may_be > is ? mark : 0;
        outside += is;
    }
    return outside;
}

/// The pixels from x on.
PICTURE_OCCUPANCY_INLINE int picture_classify_body(const int16_t *const signal[4], int x, int n,
                                                   const fgk_occupancy *t, uint64_t outside[FGK_OCCUPANCY_GAMUTS], uint16_t *doubtful) {
    int doubts = 0;
    for (; x < n; x += picture_occupancy_group) {
        const int count = n - x < picture_occupancy_group ? n - x : picture_occupancy_group;
        picture_occupancy_pixels p;
        picture_occupancy_lights lights;
        int32_t near[picture_occupancy_group] = {0}, any = 0;
        picture_take_pixels(signal, x, count, &p);
        if (picture_is_narrow(&p, t)) continue;
        picture_light_up(&p, t, &lights);
        for (int k = 0; k < FGK_OCCUPANCY_GAMUTS; k++)
            outside[k] += (uint64_t)picture_outside(&lights, t->matrix[k], t->certainty[k], t->slack, 1 << k, near);
        for (int i = 0; i < picture_occupancy_group; i++) any |= near[i];
        for (int i = 0; any != 0 && i < picture_occupancy_group; i++) {
            doubtful[doubts] = (uint16_t)((x + i) | near[i] << picture_occupancy_doubt);
            doubts += near[i] != 0;
        }
    }
    return doubts;
}
