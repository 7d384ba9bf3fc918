#pragma once

#include <stdlib.h>

#include "fgk_hits.h"
#include "structure_rows.h"

/// Reading single samples of three pictures.
enum { structure_before, structure_now, structure_after };

/// Asks for the rows first … last − 1 of a tile before they are read.
static inline void structure_fetch(const fgk_picture_component *c, int x, int first, int last, int pace) {
    for (int y = first < 0 ? 0 : first; y < last && y < c->height; y += pace)
        __builtin_prefetch(c->data + y * c->stride + (ptrdiff_t)x * c->step);
}

/// Reads 16 samples, which must be there.
static inline void structure_read_16(const fgk_picture_component *c, int x, int y, uint16_t to[16]) {
    const uint8_t *from = c->data + y * c->stride + (ptrdiff_t)x * c->step;
    if (c->bytes == 1 && c->step == 1 && !c->shift)
        for (int i = 0; i < 16; i++) to[i] = from[i];
    else structure_read(c, y, x, 16, to);
}

static inline int structure_code(const fgk_picture_component *c, int x, int y) {
    uint16_t code;
    structure_read(c, y, x, 1, &code);
    return code;
}

/// How far a code lies outside of what the pictures before and after span; negative below.
static inline int structure_beyond(int code, int a, int b) {
    const int low = a < b ? a : b, high = a < b ? b : a;
    return code > high ? code - high : code < low ? code - low : 0;
}

/// The same at a place of three pictures.
static inline int structure_beyond_at(const fgk_three luma, int x, int y) {
    return structure_beyond(structure_code(&luma[structure_now], x, y),
                            structure_code(&luma[structure_before], x, y),
                            structure_code(&luma[structure_after], x, y));
}
