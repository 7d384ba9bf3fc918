#pragma once

#include "../picture_kernels.h"

/// The body of `prove`, compiled once per instruction set. Value · 2^13 relative to mid-grey, which is 2048 in 12-bit
/// units; the extremes of a sum are the sums of the extremes.
static inline __attribute__((always_inline)) void picture_prove_body(const picture_bounds *b, int chunks,
                                                                     const picture_matrix *m,
                                                                     const picture_range *range, const picture_proof *proof) {
    uint8_t *clear = proof->clear;
    int16_t *least = proof->least, *most = proof->most;
    const int lo = (range->clear_lo - 2048) * 8192, hi = (range->clear_hi - 2048) * 8192;
    const int red_cr = m->red_cr, green_cb = m->green_cb, green_cr = m->green_cr, blue_cb = m->blue_cb;
    const uint16_t *y_lo = b->lo[0], *cb_lo = b->lo[1], *cr_lo = b->lo[2], *cb_lo2 = b->lo[3], *cr_lo2 = b->lo[4];
    const uint16_t *y_hi = b->hi[0], *cb_hi = b->hi[1], *cr_hi = b->hi[2], *cb_hi2 = b->hi[3], *cr_hi2 = b->hi[4];
    for (int k = 0; k < chunks; k++) {
        const int y0 = (y_lo[k] - 2048) * 8192, y1 = (y_hi[k] - 2048) * 8192;
        // What lies between two chroma rows has no wider bounds than the two.
        const int u0 = (cb_lo[k] < cb_lo2[k] ? cb_lo[k] : cb_lo2[k]) - 2048;
        const int u1 = (cb_hi[k] > cb_hi2[k] ? cb_hi[k] : cb_hi2[k]) - 2048;
        const int v0 = (cr_lo[k] < cr_lo2[k] ? cr_lo[k] : cr_lo2[k]) - 2048;
        const int v1 = (cr_hi[k] > cr_hi2[k] ? cr_hi[k] : cr_hi2[k]) - 2048;
        const int red0 = red_cr * v0, red1 = red_cr * v1, blue0 = blue_cb * u0, blue1 = blue_cb * u1;
        const int green0 = -green_cb * u1 - green_cr * v1, green1 = -green_cb * u0 - green_cr * v0;
        int down = red0 < blue0 ? red0 : blue0, up = red1 > blue1 ? red1 : blue1;
        down = green0 < down ? green0 : down;
        up = green1 > up ? green1 : up;
        down = down < 0 ? down : 0;
        up = up > 0 ? up : 0;
        clear[k] = (y0 + down >= lo) & (y1 + up <= hi);
        // Interpolation and matrix round by less than two units.
        least[k] = (int16_t)(((y0 + down) >> 13) + 2048 - 2);
        most[k] = (int16_t)(((y1 + up) >> 13) + 2048 + 3);
    }
}
