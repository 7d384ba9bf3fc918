#include "../picture_take.h"
#include "picture_plain.h"

#include <stdlib.h>

uint16_t picture_plain_used_words(const uint16_t *row, int n) {
    uint16_t used = 0;
    for (int x = 0; x < n; x++) used |= row[x];
    return used;
}

static inline void scan_code(uint16_t code, picture_scan *scan) {
    if (code < scan->min) scan->min = code;
    if (code > scan->max) scan->max = code;
    scan->used |= code;
    scan->sum += code;
}

void picture_plain_scan_bytes(const uint8_t *row, int n, picture_scan *scan) {
    for (int x = 0; x < n; x++) scan_code(row[x], scan);
}

void picture_plain_scan_words(const uint16_t *row, int n, picture_scan *scan) {
    for (int x = 0; x < n; x++) scan_code(row[x], scan);
}

uint64_t picture_plain_sad_bytes(const uint8_t *a, const uint8_t *b, int n) {
    uint64_t sum = 0;
    for (int x = 0; x < n; x++) sum += (uint64_t)abs(a[x] - b[x]);
    return sum;
}

uint64_t picture_plain_sad_words(const uint16_t *a, const uint16_t *b, int n) {
    uint64_t sum = 0;
    for (int x = 0; x < n; x++) sum += (uint64_t)abs(a[x] - b[x]);
    return sum;
}

void picture_plain_tile_sad_bytes(const uint8_t *a, const uint8_t *b, int n, uint16_t *lanes) {
    for (int x = 0; x < n; x++) lanes[x / 16 * picture_byte_lanes] += (uint16_t)abs(a[x] - b[x]);
}

void picture_plain_tile_sad_words(const uint16_t *a, const uint16_t *b, int n, uint16_t *lanes) {
    for (int x = 0; x < n; x++) lanes[x] += (uint16_t)abs(a[x] - b[x]);
}

void picture_plain_tile_sum_bytes(const uint8_t *a, int n, uint16_t *lanes) {
    for (int x = 0; x < n; x++) lanes[x / 16 * picture_byte_lanes] += a[x];
}

void picture_plain_tile_sum_words(const uint16_t *a, int n, uint16_t *lanes) {
    for (int x = 0; x < n; x++) lanes[x] += a[x];
}

void picture_plain_take_bytes(const uint8_t *from, int pace, int n, uint16_t *out) {
    picture_take_bytes_body(from, pace, n, out);
}

void picture_plain_take_words(const uint16_t *from, int pace, int n, uint16_t highest, uint16_t *out) {
    picture_take_words_body(from, pace, n, highest, out);
}

uint32_t picture_plain_distance_bytes(const uint8_t *a, const uint8_t *b, int n, int step) {
    uint32_t sum = 0;
    for (int x = 0; x + FGK_PICTURE_ROW_CHUNK <= n; x += step)
        for (int i = x; i < x + FGK_PICTURE_ROW_CHUNK; i++) sum += (uint32_t)abs(a[i] - b[i]);
    return sum;
}

static inline int held(uint16_t code, uint16_t highest) { return code < highest ? code : highest; }

uint32_t picture_plain_distance_words(const uint16_t *a, const uint16_t *b, int n, int step, uint16_t highest) {
    uint32_t sum = 0;
    for (int x = 0; x + FGK_PICTURE_ROW_CHUNK <= n; x += step)
        for (int i = x; i < x + FGK_PICTURE_ROW_CHUNK; i++) sum += (uint32_t)abs(held(a[i], highest) - held(b[i], highest));
    return sum;
}
