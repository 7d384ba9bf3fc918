// The loops of the structure kernels, in plain C for the compiler to vectorise. Each file that includes this compiles
// them for its own instruction set. Integers: the results do not depend on the set.
#include <stdlib.h>

#include "structure_rows.h"

static void clamp_row(const uint16_t *restrict from, int count, uint16_t highest, uint16_t *restrict to) {
    for (int i = 0; i < count; i++) to[i] = from[i] > highest ? highest : from[i];
}

static void widen_row(const uint8_t *restrict from, int count, uint16_t *restrict to) {
    for (int i = 0; i < count; i++) to[i] = from[i];
}

static uint32_t distance_of_bytes(const uint8_t *restrict a, const uint8_t *restrict b) {
    uint32_t sum = 0;
    for (int i = 0; i < structure_chunk; i++) sum += (uint32_t)abs(a[i] - b[i]);
    return sum;
}

static uint32_t distance_of_words(const uint16_t *restrict a, const uint16_t *restrict b, uint16_t highest) {
    uint32_t sum = 0;
    for (int i = 0; i < structure_chunk; i++) {
        const uint16_t p = a[i] > highest ? highest : a[i], q = b[i] > highest ? highest : b[i];
        sum += (uint16_t)(p > q ? p - q : q - p);
    }
    return sum;
}

static inline int16_t lower(int16_t a, int16_t b) { return a < b ? a : b; }
static inline int16_t higher(int16_t a, int16_t b) { return a > b ? a : b; }

static void outlier_row(const int16_t *const row[5], int width, int16_t margin, uint16_t *restrict hits) {
    const int16_t *u = row[0], *m = row[2], *d = row[4];
    for (int x = 2; x < width - 2; x++) {
        const int16_t upper_low = lower(lower(u[x - 2], u[x]), u[x + 2]);
        const int16_t lower_low = lower(lower(d[x - 2], d[x]), d[x + 2]);
        const int16_t low = lower(lower(upper_low, lower_low), lower(m[x - 2], m[x + 2]));
        const int16_t upper_high = higher(higher(u[x - 2], u[x]), u[x + 2]);
        const int16_t lower_high = higher(higher(d[x - 2], d[x]), d[x + 2]);
        const int16_t high = higher(higher(upper_high, lower_high), higher(m[x - 2], m[x + 2]));
        // Differences of 15-bit codes fit.
        const int16_t above = (int16_t)(m[x] - high), below = (int16_t)(low - m[x]);
        hits[x] = (uint16_t)(hits[x] + (higher(above, below) > margin));
    }
}

static void across_row(const uint16_t *restrict row, int width, uint32_t *restrict sums) {
    for (int x = 0; x + 1 < width; x++) {
        const uint16_t p = row[x], q = row[x + 1];
        sums[x] += (uint16_t)(p > q ? p - q : q - p);
    }
}

static uint64_t down_row(const uint16_t *restrict row, const uint16_t *restrict above, int width) {
    uint32_t sum = 0;
    for (int x = 0; x < width; x++) {
        const uint16_t p = row[x], q = above[x];
        sum += (uint16_t)(p > q ? p - q : q - p);
    }
    return sum;
}

static const structure_kernels table = {
    .clamp_row = clamp_row,
    .widen_row = widen_row,
    .distance_of_bytes = distance_of_bytes,
    .distance_of_words = distance_of_words,
    .outlier_row = outlier_row,
    .across_row = across_row,
    .down_row = down_row,
};
