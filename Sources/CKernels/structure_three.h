#pragma once

#include <stdlib.h>

#include "fgk_hits.h"
#include "structure_rows.h"

/// Reading single samples of three pictures.
enum { structure_before, structure_now, structure_after };

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
