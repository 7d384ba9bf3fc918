// The loops of the structure kernels, in plain C for the compiler to vectorise. Each file that includes this compiles
// them for its own instruction set. Integers: the results do not depend on the set.
#include <stdlib.h>
#include <string.h>

#include "structure_rows.h"

static void clamp_row(const uint16_t *restrict from, int count, uint16_t highest, uint16_t *restrict to) {
    for (int i = 0; i < count; i++) to[i] = from[i] > highest ? highest : from[i];
}

static void widen_row(const uint8_t *restrict from, int count, uint16_t *restrict to) {
    for (int i = 0; i < count; i++) to[i] = from[i];
}

static inline int16_t lower(int16_t a, int16_t b) { return a < b ? a : b; }
static inline int16_t higher(int16_t a, int16_t b) { return a > b ? a : b; }

/// Samples whose outliers are found together: few have any, and then `hits` are not touched.
enum { outlier_block = 64 };

static inline __attribute__((always_inline)) void outlier_words(const int16_t *const row[5], int x, int count, int16_t margin,
                                 uint16_t *restrict hits) {
    const int16_t *restrict u = row[0] + x, *restrict m = row[2] + x, *restrict d = row[4] + x;
    uint16_t out[outlier_block], any = 0;
    for (int i = 0; i < count; i++) {
        const int16_t upper_low = lower(lower(u[i - 2], u[i]), u[i + 2]);
        const int16_t lower_low = lower(lower(d[i - 2], d[i]), d[i + 2]);
        const int16_t low = lower(lower(upper_low, lower_low), lower(m[i - 2], m[i + 2]));
        const int16_t upper_high = higher(higher(u[i - 2], u[i]), u[i + 2]);
        const int16_t lower_high = higher(higher(d[i - 2], d[i]), d[i + 2]);
        const int16_t high = higher(higher(upper_high, lower_high), higher(m[i - 2], m[i + 2]));
        // Differences of 15-bit codes fit.
        const int16_t above = (int16_t)(m[i] - high), below = (int16_t)(low - m[i]);
        out[i] = higher(above, below) > margin;
        any |= out[i];
    }
    for (int i = 0; any && i < count; i++) hits[x + i] = (uint16_t)(hits[x + i] + out[i]);
}

static void outlier_row(const int16_t *const row[5], int width, int16_t margin, uint16_t *restrict hits) {
    int x = 2;
    for (; x + outlier_block <= width - 2; x += outlier_block) outlier_words(row, x, outlier_block, margin, hits);
    if (x < width - 2) outlier_words(row, x, width - 2 - x, margin, hits);
}

static inline uint8_t lower_byte(uint8_t a, uint8_t b) { return a < b ? a : b; }
static inline uint8_t higher_byte(uint8_t a, uint8_t b) { return a > b ? a : b; }
/// How far a lies above b, if it does.
static inline uint8_t beyond(uint8_t a, uint8_t b) { return (uint8_t)(a > b ? a - b : 0); }

static inline __attribute__((always_inline)) void outlier_bytes(const uint8_t *const row[5], int x, int count, uint8_t margin,
                                 uint16_t *restrict hits) {
    const uint8_t *restrict u = row[0] + x, *restrict m = row[2] + x, *restrict d = row[4] + x;
    uint8_t out[outlier_block], any = 0;
    for (int i = 0; i < count; i++) {
        const uint8_t upper_low = lower_byte(lower_byte(u[i - 2], u[i]), u[i + 2]);
        const uint8_t lower_low = lower_byte(lower_byte(d[i - 2], d[i]), d[i + 2]);
        const uint8_t low = lower_byte(lower_byte(upper_low, lower_low), lower_byte(m[i - 2], m[i + 2]));
        const uint8_t upper_high = higher_byte(higher_byte(u[i - 2], u[i]), u[i + 2]);
        const uint8_t lower_high = higher_byte(higher_byte(d[i - 2], d[i]), d[i + 2]);
        const uint8_t high = higher_byte(higher_byte(upper_high, lower_high), higher_byte(m[i - 2], m[i + 2]));
        out[i] = beyond(higher_byte(beyond(m[i], high), beyond(low, m[i])), margin);
        any |= out[i];
    }
    for (int i = 0; any && i < count; i++) hits[x + i] = (uint16_t)(hits[x + i] + (out[i] != 0));
}

static void outlier_row_of_bytes(const uint8_t *const row[5], int width, uint8_t margin, uint16_t *restrict hits) {
    int x = 2;
    for (; x + outlier_block <= width - 2; x += outlier_block) outlier_bytes(row, x, outlier_block, margin, hits);
    if (x < width - 2) outlier_bytes(row, x, width - 2 - x, margin, hits);
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

/// |gradient| of luma at the scale of chroma: a difference over twice the spacing of chroma, smoothed by 1 2 1 where
/// chroma is the coarser of the two.
static void luma_edges(const uint16_t *restrict row, int count, int ratio, int spare, int16_t *restrict edges) {
    const int margin = ratio > 1 ? ratio + 1 : 1;
    memset(edges, 0, (size_t)count * sizeof *edges);
    for (int i = margin; ratio == 1 && i < count - margin; i++)
        edges[i] = (int16_t)(abs(row[i + 1] - row[i - 1]) >> spare);
    for (int i = margin; ratio > 1 && i < count - margin; i++) {
        const uint16_t *a = row + i - ratio, *b = row + i + ratio;
        edges[i] = (int16_t)((abs(b[-1] + 2 * b[0] + b[1] - a[-1] - 2 * a[0] - a[1]) / 4) >> spare);
    }
}

static void chroma_edges(const uint16_t *restrict cb, const uint16_t *restrict cr, int count, int spare,
                         int16_t *restrict edges) {
    edges[0] = edges[count - 1] = 0;
    for (int i = 1; i < count - 1; i++)
        edges[i] = (int16_t)((abs(cb[i + 1] - cb[i - 1]) + abs(cr[i + 1] - cr[i - 1])) >> spare);
}

static void every_nth(const int16_t *restrict from, int count, int n, int16_t *restrict to) {
    // The usual subsampling gets a loop of its own, which the compiler can vectorise.
    for (int i = 0; n == 2 && i < count; i++) to[i] = from[2 * i];
    for (int i = 0; n != 2 && i < count; i++) to[i] = from[i * n];
}

static int64_t sum_of(const int16_t *a, int count) {
    int32_t sum = 0;
    for (int i = 0; i < count; i++) sum += a[i];
    return sum;
}

static int64_t product_of(const int16_t *a, const int16_t *b, int count) {
    // 512 products of 11 bits by 11 bits fit.
    int64_t sum = 0;
    for (int from = 0; from < count; from += 512) {
        const int to = from + 512 < count ? from + 512 : count;
        int32_t part = 0;
        for (int i = from; i < to; i++) part += a[i] * b[i];
        sum += part;
    }
    return sum;
}

static const structure_kernels table = {
    .clamp_row = clamp_row,
    .widen_row = widen_row,
    .outlier_row = outlier_row,
    .outlier_row_of_bytes = outlier_row_of_bytes,
    .across_row = across_row,
    .down_row = down_row,
    .luma_edges = luma_edges,
    .chroma_edges = chroma_edges,
    .every_nth = every_nth,
    .sum_of = sum_of,
    .product_of = product_of,
};
