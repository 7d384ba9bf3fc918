#include <math.h>

#include "flash_pattern.h"

#pragma STDC FP_CONTRACT OFF

/// The three digits of base 4 the other way round.
static int reversed(int value) { return (value & 3) << 4 | (value & 12) | value >> 4; }

void flash_turntable_fill(flash_turntable *t) {
    for (int i = 0; i < window_side; i++) {
        const double angle = 2 * M_PI * i / window_side;
        t->cosine[i] = (float)cos(angle);
        t->sine[i] = (float)sin(angle);
        t->hann[i] = (float)(0.5 - 0.5 * cos(2 * M_PI * (i + 0.5) / window_side));
        t->reversed[i] = (uint8_t)reversed(i);
    }
}
