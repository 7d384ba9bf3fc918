#pragma once

#include "picture_kernels.h"

// Bodies of `take`, compiled once per instruction set. The paces of HD and UHD, and of their chroma, are constants, for
// the compiler to vectorise.

static inline __attribute__((always_inline)) void picture_take_bytes_at(const uint8_t *from, int pace, int n,
                                                                        uint16_t *out) {
    for (int i = 0; i < n; i++) out[i] = from[i * pace];
}

static inline __attribute__((always_inline)) void picture_take_bytes_body(const uint8_t *from, int pace, int n,
                                                                          uint16_t *out) {
    if (pace == 2) picture_take_bytes_at(from, 2, n, out);
    else if (pace == 4) picture_take_bytes_at(from, 4, n, out);
    else if (pace == 8) picture_take_bytes_at(from, 8, n, out);
    else picture_take_bytes_at(from, pace, n, out);
}

static inline __attribute__((always_inline)) void picture_take_words_at(const uint16_t *from, int pace, int n,
                                                                        uint16_t highest, uint16_t *out) {
    for (int i = 0; i < n; i++) out[i] = from[i * pace] < highest ? from[i * pace] : highest;
}

static inline __attribute__((always_inline)) void picture_take_words_body(const uint16_t *from, int pace, int n,
                                                                          uint16_t highest, uint16_t *out) {
    if (pace == 2) picture_take_words_at(from, 2, n, highest, out);
    else if (pace == 4) picture_take_words_at(from, 4, n, highest, out);
    else if (pace == 8) picture_take_words_at(from, 8, n, highest, out);
    else picture_take_words_at(from, pace, n, highest, out);
}
