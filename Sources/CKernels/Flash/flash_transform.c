#include <math.h>
#include <string.h>

#include "flash_pattern.h"

#pragma STDC FP_CONTRACT OFF

enum { side = window_side, bits = 6 };

static int reversed(int value) {
    int out = 0;
    for (int b = 0; b < bits; b++) out |= (value >> b & 1) << (bits - 1 - b);
    return out;
}

static void swap_rows(float (*rows)[side], int a, int b) {
    float spare[side];
    memcpy(spare, rows[a], sizeof spare);
    memcpy(rows[a], rows[b], sizeof spare);
    memcpy(rows[b], spare, sizeof spare);
}

/// Combines rows a and b with the root of unity (c, −s). All columns at once: this loop is what the time goes into.
static void combine(spectrum *z, int a, int b, float c, float s) {
    float *restrict ar = z->re[a], *restrict ai = z->im[a], *restrict br = z->re[b], *restrict bi = z->im[b];
    for (int i = 0; i < side; i++) {
        const float tr = br[i] * c + bi[i] * s, ti = bi[i] * c - br[i] * s;
        br[i] = ar[i] - tr;
        bi[i] = ai[i] - ti;
        ar[i] += tr;
        ai[i] += ti;
    }
}

/// Transforms all columns.
static void transform_columns(spectrum *z) {
    for (int i = 0; i < side; i++) {
        const int j = reversed(i);
        if (j <= i) continue;
        swap_rows(z->re, i, j);
        swap_rows(z->im, i, j);
    }
    for (int half = 1; half < side; half *= 2)
        for (int k = 0; k < half; k++) {
            const double angle = M_PI * k / half;
            const float c = (float)cos(angle), s = (float)sin(angle);
            for (int a = k; a < side; a += 2 * half) combine(z, a, a + half, c, s);
        }
}

static void transpose(float (*m)[side]) {
    for (int y = 0; y < side; y++)
        for (int x = 0; x < y; x++) {
            const float spare = m[y][x];
            m[y][x] = m[x][y];
            m[x][y] = spare;
        }
}

void flash_transform(spectrum *z) {
    transform_columns(z);
    transpose(z->re);
    transpose(z->im);
    transform_columns(z);
}
