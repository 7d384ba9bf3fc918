#include <math.h>
#include <string.h>

#include "flash_pattern.h"

#pragma STDC FP_CONTRACT OFF

enum { side = window_side, bits = 6 };

spectrum *flash_spectrum_create(void) {
    spectrum *z = flash_room(sizeof *z);
    if (!z) return NULL;
    z->kernels = flash_best_kernels();
    for (int k = 0; k < side / 2; k++) {
        z->cosine[k] = (float)cos(2 * M_PI * k / side);
        z->sine[k] = (float)sin(2 * M_PI * k / side);
    }
    for (int i = 0; i < side; i++) z->hann[i] = (float)(0.5 - 0.5 * cos(2 * M_PI * (i + 0.5) / side));
    return z;
}

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
            const float c = z->cosine[k * (side / 2 / half)], s = z->sine[k * (side / 2 / half)];
            // All columns at once: this is what the time goes into.
            for (int a = k, b = k + half; a < side; a += 2 * half, b += 2 * half)
                z->kernels->combine_rows(z->re[a], z->im[a], z->re[b], z->im[b], c, s);
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
