#pragma once

// The hot loops of the photosensitivity kernels, row by row of 480 samples. A row falls into groups of 32, bit g of a set
// of groups being samples 32 g … 32 g + 31: quick tests on the codes say in which groups a change is possible at all, and
// only those are read as light. Compiled twice from flash_loops.h; both tables give the same bits.

#include "../include/fgk_flash.h"

enum { flash_columns = FGK_FLASH_COLUMNS, flash_rows = FGK_FLASH_ROWS, flash_samples = FGK_FLASH_SAMPLES };
enum { flash_group = 32, flash_groups = flash_columns / flash_group, flash_all_groups = (1 << flash_groups) - 1 };

/// Bit 15 of a stored u' marks saturated red; the rest is u' · 32768.
enum { flash_red = 0x8000, flash_chromaticity = 32768 };
/// R + G + B of linear BT.709 up to which a sample has no colour.
#define flash_darkest 0.01f

/// From codes, of which the lowest `drop` bits are left out, to R', G', B' in steps of 1/4095: factors in units of 2^-13.
typedef struct flash_matrix {
    int drop;
    /// 0: the codes are R', G', B' already.
    int is_ycbcr;
    int32_t black, neutral;
    int32_t luma, red, green_cb, green_cr, blue;
} flash_matrix;

/// What differences of Y', Cb and Cr come to at most in R', G' or B': factors in units of 1/flash_far of the least
/// difference that matters, and differences from which on that is reached anyway.
enum { flash_far = 8192 };
typedef struct flash_weights {
    uint16_t luma, red, green_cb, green_cr, blue;
    uint16_t most_luma, most_cb, most_cr;
} flash_weights;

/// What R' has to lie above G' and B' in a saturated red, in steps: above the larger of them, and above one and a half of it.
typedef struct flash_red_margin {
    int16_t plain, steep;
} flash_red_margin;

/// From which value on a change counts. With `most`, values are codes, and it holds for each of them the highest code
/// that is no change from it. Without, values are levels.
typedef struct flash_threshold {
    const uint16_t *most;
    uint16_t dark, step, bright_step;
} flash_threshold;

/// Samples of one row of the pictures before, latest first.
typedef struct flash_past {
    int count;
    const uint16_t *a[FGK_FLASH_MOST_PAST], *b[FGK_FLASH_MOST_PAST];
} flash_past;

/// One row of a detector. The sign of a sample's state is the direction of its last change, the rest the pictures since
/// then; 0: none yet.
typedef struct flash_turns {
    int8_t *state;
    /// Pictures that the states of each group have yet to be aged by.
    uint32_t late[flash_groups];
    uint8_t *rise, *fall;
    /// Samples of each group that rise and that fall.
    uint8_t *rises, *falls;
} flash_turns;

typedef struct flash_kernels {
    // Quick tests. They return the groups with any such sample.

    /// Codes that differ by `least` or more.
    unsigned (*far_row)(const uint16_t *now, const uint16_t *then, int least);
    /// The same of Y', Cb, Cr by what they come to.
    unsigned (*far_light_row)(const uint16_t *const now[3], const uint16_t *const then[3], const flash_weights *weights);
    /// Codes of `least` and more.
    unsigned (*reaching_row)(const uint16_t *code, int least);
    /// Takes values into the extremes; the groups with some `least` above the lowest after a fall, or below the highest
    /// after a rise.
    unsigned (*extremes_row)(const uint16_t *now, uint16_t *low, uint16_t *high, const int8_t *state, int least);

    // Of some groups of a row only.

    /// The groups that may hold a saturated red.
    unsigned (*may_be_red_row)(unsigned groups, const uint16_t *const code[3], const flash_matrix *matrix,
                               flash_red_margin margin);
    /// Levels of the luminance of linear light.
    void (*light_row)(unsigned groups, const uint16_t *const code[3], const flash_matrix *matrix,
                      const fgk_flash_reading *reading, uint16_t *level);
    /// u' with its mark, and v'. Returns the groups that hold a saturated red.
    unsigned (*colour_row)(unsigned groups, const uint16_t *const code[3], const flash_matrix *matrix,
                           const fgk_flash_reading *reading, uint16_t *u, uint16_t *v);
    /// Changes against the pictures before, back to the last change.
    void (*change_row)(unsigned groups, const uint16_t *now, const flash_past *past, const flash_threshold *threshold,
                       flash_turns *turns);
    /// Changes against extremes that are kept since the last change.
    void (*slow_row)(unsigned groups, const uint16_t *now, uint16_t *low, uint16_t *high,
                     const flash_threshold *threshold, flash_turns *turns);
    void (*red_row)(unsigned groups, const uint16_t *u, const uint16_t *v, const flash_past *past, int32_t distance,
                    flash_turns *turns);

    // Masks.

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
