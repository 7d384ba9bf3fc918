#include <stdlib.h>

#include "picture_plain.h"

static inline void place(uint16_t code, picture_beyond *b) {
    b->below += code < b->lo;
    b->above += code > b->hi;
    b->reserved_low += code < b->reserved_lo;
    b->reserved_high += code > b->reserved_hi;
}

void picture_plain_beyond_bytes(const uint8_t *row, int n, picture_beyond *beyond) {
    for (int x = 0; x < n; x++) place(row[x], beyond);
}

void picture_plain_beyond_words(const uint16_t *row, int n, picture_beyond *beyond) {
    for (int x = 0; x < n; x++) place(row[x], beyond);
}

static inline void line_code(uint16_t code, uint16_t threshold, uint16_t *max, uint16_t *count) {
    if (code > *max) *max = code;
    *count = (uint16_t)(*count + (code > threshold));
}

uint16_t picture_plain_lines_bytes(const uint8_t *row, int n, uint16_t threshold, uint16_t *column_max,
                                   uint16_t *column_count, uint16_t *count) {
    uint16_t max = 0;
    for (int x = 0; x < n; x++) {
        line_code(row[x], threshold, &max, count);
        line_code(row[x], threshold, &column_max[x], &column_count[x]);
    }
    return max;
}

uint16_t picture_plain_lines_words(const uint16_t *row, int n, uint16_t threshold, uint16_t *column_max,
                                   uint16_t *column_count, uint16_t *count) {
    uint16_t max = 0;
    for (int x = 0; x < n; x++) {
        line_code(row[x], threshold, &max, count);
        line_code(row[x], threshold, &column_max[x], &column_count[x]);
    }
    return max;
}

static inline void comb_code(int above, int b, int below, int previous, int next, picture_comb_row *sums) {
    const int around = above + below;
    sums->now += (uint64_t)abs(around - 2 * b);
    sums->previous += (uint64_t)abs(around - 2 * previous);
    sums->next += (uint64_t)abs(around - 2 * next);
    sums->still += (uint64_t)(2 * abs(b - previous));
}

void picture_plain_comb_bytes(const uint8_t *const r[5], int n, picture_comb_row *sums) {
    for (int x = 0; x < n; x++) comb_code(r[0][x], r[1][x], r[2][x], r[3][x], r[4][x], sums);
}

static inline int held(uint16_t code, uint16_t highest) { return code < highest ? code : highest; }

void picture_plain_comb_words(const uint16_t *const r[5], int n, uint16_t highest, picture_comb_row *sums) {
    for (int x = 0; x < n; x++)
        comb_code(held(r[0][x], highest), held(r[1][x], highest), held(r[2][x], highest), held(r[3][x], highest),
                  held(r[4][x], highest), sums);
}
