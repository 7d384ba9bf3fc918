#pragma once

// The hot loops of the photosensitivity kernels, row by row of 480 samples. Compiled twice from flash_loops.h; both
// tables give the same bits.

#include "../include/fgk_flash.h"

enum { flash_columns = FGK_FLASH_COLUMNS, flash_rows = FGK_FLASH_ROWS, flash_samples = FGK_FLASH_SAMPLES };

/// Bit 15 of a stored u' marks saturated red; the rest is u' · 32768.
enum { flash_red = 0x8000, flash_chromaticity = 32768 };
/// R + G + B of linear BT.709 up to which a sample has no colour.
#define flash_darkest 0.01f

/// From codes, of which the lowest `drop` bits are left out, to R', G', B' in steps of 1/4095: factors in units of 2^-13.
typedef struct flash_matrix {
    int drop;
    int32_t black, neutral;
    int32_t luma, red, green_cb, green_cr, blue;
} flash_matrix;

typedef struct flash_levels {
    uint16_t dark, step, bright_step;
} flash_levels;

/// Samples of one row of the pictures before, latest first.
typedef struct flash_past {
    int count;
    const uint16_t *a[FGK_FLASH_MOST_PAST], *b[FGK_FLASH_MOST_PAST];
} flash_past;

/// The sign of a sample's state is the direction of its last change, the rest the pictures since then; 0: none yet.
typedef struct flash_kernels {
    /// Codes of three components to steps of R', G', B'.
    void (*steps_row)(const uint16_t *const code[3], const flash_matrix *matrix, int16_t *const rgb[3]);
    /// Whether R' is anywhere so much above G' and B'.
    int (*may_be_red_row)(const int16_t *const rgb[3], int margin);
    void (*luminance_row)(const float *const rgb[3], const float *weights, float *y);
    /// Linear R, G, B to u' with its mark, and v'. Returns whether any is red.
    int (*colour_row)(const float *const rgb[3], const fgk_flash_reading *reading, uint16_t *u, uint16_t *v);
    /// Luminance below 180 cd/m² to levels. Returns 1 when some are above and have yet to be done.
    int (*level_row)(const float *luminance, uint16_t *level);
    /// Lowest and highest level of the pictures since the last change.
    void (*range_row)(const flash_past *past, const int8_t *state, uint16_t *low, uint16_t *high);
    void (*change_row)(const uint16_t *now, const uint16_t *low, const uint16_t *high, const flash_levels *levels,
                       int8_t *state, uint8_t *rise, uint8_t *fall);
    /// The same with extremes that are kept since the last change.
    void (*slow_row)(const uint16_t *now, uint16_t *low, uint16_t *high, const flash_levels *levels, int8_t *state,
                     uint8_t *rise, uint8_t *fall);
    void (*red_row)(const uint16_t *u, const uint16_t *v, const flash_past *past, int32_t distance, int8_t *state,
                    uint8_t *rise, uint8_t *fall);
    /// Ages the states of a row in which nothing can have changed.
    void (*age_row)(int8_t *state);
    /// Sum of bytes that are 0 or 1.
    int (*sum_row)(const uint8_t *mask);
    /// Keeps the samples of `mid` that have three neighbours, and returns how many they are.
    int (*company_row)(const uint8_t *above, const uint8_t *mid, const uint8_t *below, uint8_t *out);
    /// 1 where the count is at least `least`. Returns how many.
    int (*reach_row)(const uint8_t *count, int least, uint8_t *out);
} flash_kernels;

/// NULL on a machine without AVX2.
const flash_kernels *flash_avx2_kernels(void);
/// The table that new objects take.
const flash_kernels *flash_best_kernels(void);

/// Zeroed memory on a cache line, freed by `free`; NULL when there is none.
void *flash_room(uint64_t bytes);
