#include "../Gamut/picture_proof.h"
#include "picture_plain.h"

void picture_plain_raise_bytes(const uint8_t *row, int n, uint16_t *out) {
    for (int x = 0; x < n; x++) out[x] = (uint16_t)(row[x] << 4);
}

void picture_plain_raise_words(const uint16_t *row, int n, int depth, uint16_t *out) {
    const int highest = (1 << depth) - 1, up = depth < 12 ? 12 - depth : 0, down = depth > 12 ? depth - 12 : 0;
    for (int x = 0; x < n; x++) out[x] = (uint16_t)((row[x] < highest ? row[x] : highest) << up >> down);
}

void picture_plain_blend(const uint16_t *a, const uint16_t *b, int weight, int n, uint16_t *out) {
    for (int x = 0; x < n; x++) out[x] = (uint16_t)((weight * a[x] + (4 - weight) * b[x] + 2) >> 2);
}

static inline void stretch(uint16_t code, uint16_t *lo, uint16_t *hi) {
    if (code < *lo) *lo = code;
    if (code > *hi) *hi = code;
}

static int start_chunk(int k, int chunk, int more, int n, uint16_t *lo, uint16_t *hi) {
    lo[k] = UINT16_MAX;
    hi[k] = 0;
    return (k + 1) * chunk + more < n ? (k + 1) * chunk + more : n;
}

void picture_plain_bound_bytes(const uint8_t *row, int n, int chunk, int more, uint16_t *lo, uint16_t *hi) {
    for (int k = 0; k * chunk < n; k++) {
        const int end = start_chunk(k, chunk, more, n, lo, hi);
        for (int x = k * chunk; x < end; x++) stretch(row[x], &lo[k], &hi[k]);
    }
}

void picture_plain_bound_words(const uint16_t *row, int n, int chunk, int more, uint16_t *lo, uint16_t *hi) {
    for (int k = 0; k * chunk < n; k++) {
        const int end = start_chunk(k, chunk, more, n, lo, hi);
        for (int x = k * chunk; x < end; x++) stretch(row[x], &lo[k], &hi[k]);
    }
}

void picture_plain_prove(const picture_bounds *bounds, int chunks, const picture_matrix *matrix,
                         const picture_range *range, const picture_proof *proof) {
    picture_prove_body(bounds, chunks, matrix, range, proof);
}

void picture_plain_double_width(const uint16_t *row, int n, uint16_t *out) {
    for (int x = 0; x < n; x++) out[x] = x & 1 ? (uint16_t)((row[x / 2] + row[x / 2 + 1] + 1) >> 1) : row[x / 2];
}

void picture_plain_sum_down(const uint16_t *a, const uint16_t *b, const uint16_t *c, int n, uint16_t *out) {
    for (int x = 0; x < n; x++) out[x] = (uint16_t)((a[x] + 2 * b[x] + c[x] + 2) >> 2);
}

void picture_plain_sum_across(const uint16_t *row, int n, uint16_t *out) {
    for (int x = 0; x < n; x++) {
        const uint16_t *p = row + x;
        out[x] = (uint16_t)(p[-3] + p[3] + 2 * (p[-2] + p[2]) + 3 * (p[-1] + p[1]) + 4 * p[0]);
    }
}

void picture_plain_sum_across_halved(const uint16_t *row, int n, uint16_t *out) {
    for (int x = 0; x < n; x++) {
        const uint16_t *p = row + 2 * x;
        out[x] = (uint16_t)(p[-3] + p[3] + 2 * (p[-2] + p[2]) + 3 * (p[-1] + p[1]) + 4 * p[0]);
    }
}

void picture_plain_sum_across_chroma(const uint16_t *row, int n, uint16_t *out) {
    // The samples between these are means of their neighbours: half of the weights 1, 3, 3 and 1 goes to either.
    for (int x = 0; x < n; x++) {
        const uint16_t *p = row + x;
        out[x] = (uint16_t)(((p[-2] + p[2] + 1) >> 1) + 4 * (p[-1] + p[1]) + 7 * p[0]);
    }
}

static inline void matrix_scaled(const uint16_t *const in[3], int n, int scale, const picture_matrix *m,
                                 int16_t *const out[4]) {
    const int mid = 2048 << scale, shift = 13 + scale, half = 1 << (shift - 1);
    for (int x = 0; x < n; x++) {
        const int y = (in[0][x] - mid) * 8192, u = in[1][x] - mid, v = in[2][x] - mid;
        out[0][x] = (int16_t)(((y + half) >> shift) + 2048);
        out[1][x] = (int16_t)(((y + m->red_cr * v + half) >> shift) + 2048);
        out[2][x] = (int16_t)(((y - m->green_cb * u - m->green_cr * v + half) >> shift) + 2048);
        out[3][x] = (int16_t)(((y + m->blue_cb * u + half) >> shift) + 2048);
    }
}

void picture_plain_matrix(const uint16_t *const in[3], int n, const picture_matrix *m, int16_t *const out[4]) {
    matrix_scaled(in, n, 0, m, out);
}

void picture_plain_matrix_of_sums(const uint16_t *const in[3], int n, const picture_matrix *m, int16_t *const out[4]) {
    matrix_scaled(in, n, 4, m, out);
}

/// Enters one signal of one pixel; returns 1 when it is out of range.
static inline int enter(int value, int i, const picture_range *range, fgk_picture_excursions *counts) {
    const int below = value < range->lo, above = value > range->hi;
    if (!range->per_signal) return below | above;
    counts->below[i] += (uint64_t)below;
    counts->above[i] += (uint64_t)above;
    if (value < counts->lowest[i]) counts->lowest[i] = value;
    if (value > counts->highest[i]) counts->highest[i] = value;
    return below | above;
}

void picture_plain_judge(const int16_t *const signal[4], int x, int n, const picture_range *range,
                         fgk_picture_excursions *counts, uint8_t *clear) {
    for (int k = 0; k < n; k++) {
        int out = 0, is_clear = 1;
        for (int i = 0; i < 4; i++) {
            const int value = signal[i][k];
            out |= enter(value, i, range, counts);
            is_clear &= value >= range->clear_lo && value <= range->clear_hi;
        }
        counts->out += (uint64_t)out;
        if (!is_clear) clear[(x + k) / picture_chunk] = 0;
    }
}

picture_light_peaks picture_plain_light(const int16_t *const signal[4], int n, int16_t black, uint16_t *brightest,
                                        uint16_t *excursion) {
    picture_light_peaks peaks = {0, 0};
    for (int x = 0; x < n; x++) {
        int max = signal[1][x], min = max;
        for (int i = 2; i < 4; i++) {
            if (signal[i][x] > max) max = signal[i][x];
            if (signal[i][x] < min) min = signal[i][x];
        }
        brightest[x] = (uint16_t)(max < 0 ? 0 : max > 4095 ? 4095 : max);
        excursion[x] = (uint16_t)(min >= black ? 0 : black - min > 4095 ? 4095 : black - min);
        if (brightest[x] > peaks.brightest) peaks.brightest = brightest[x];
        if (excursion[x] > peaks.excursion) peaks.excursion = excursion[x];
    }
    return peaks;
}
