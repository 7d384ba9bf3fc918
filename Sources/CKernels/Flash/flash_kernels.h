#pragma once

// The hot loops of the photosensitivity kernels, row by row of 240 samples. A row falls into groups of 16, bit g of a set
// of groups being samples 16 g … 16 g + 15: quick tests on the codes say in which groups a change is possible at all, and
// only those are read as light. Compiled twice from flash_loops.h; both tables give the same bits.

#include "../include/fgk_flash.h"

enum { flash_columns = FGK_FLASH_COLUMNS, flash_rows = FGK_FLASH_ROWS, flash_samples = FGK_FLASH_SAMPLES };
enum { flash_group = 16, flash_groups = flash_columns / flash_group, flash_all_groups = (1 << flash_groups) - 1 };

/// Bit 15 of a stored u' marks saturated red; the rest is u' · 32768.
enum { flash_red = 0x8000, flash_chromaticity = 32768 };
/// R + G + B of linear BT.709 up to which a sample has no colour.
#define flash_darkest 0.01f

/// Luminance above 180 cd/m² is brought below by eighth-parts of ninths, so many at once, each of 1280 levels: what lies
/// above 180 · (9/8)^(steps − 1) is multiplied by (8/9)^steps, one line after the other.
enum { flash_bends = 6 };
static const struct {
    float above, factor;
    int steps;
} flash_bend[flash_bends] = {
    {1053.32003f, 0.151900653f, 16}, {1053.32003f, 0.151900653f, 16}, {410.525522f, 0.389744343f, 8},
    {256.289062f, 0.624295077f, 4},  {202.5f, 0.790123457f, 2},      {180, 0.888888889f, 1},
};

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

/// What Cr is at least in a saturated red: `least`, and start + luma · slope / 65536. A `least` above all codes: none is.
typedef struct flash_red_code {
    int least;
    uint16_t start, slope;
} flash_red_code;

/// A difference that is no change yet, by the lower of two values: the largest of `floor`, of two lines that fall from
/// `start` by `slope` / 65536 for each step of value · 2^shift, and of `high` for values above `from`.
typedef struct flash_gap {
    int shift;
    uint16_t floor, start[2], slope[2];
    uint16_t from, high;
} flash_gap;

/// Steps of R', G', B' have to be further apart than each of these, in one of the three at least, for a change.
typedef struct flash_gaps {
    int count;
    flash_gap gap[2];
} flash_gaps;

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
    /// Every other sample of two rows, beginning with `shift`: those of even columns from the upper, others from the lower.
    void (*points_row)(const uint16_t *upper, const uint16_t *lower, int shift, uint16_t *out);

    // Quick tests. They return the groups with any such sample.

    /// Codes that differ by more than a gap.
    unsigned (*far_row)(const uint16_t *now, const uint16_t *then, const flash_gap *gap);
    /// Y', Cb, Cr that differ by what may matter.
    unsigned (*far_light_row)(const uint16_t *const now[3], const uint16_t *const then[3], const flash_weights *weights);
    /// Cr that is high enough for a saturated red.
    unsigned (*reddish_row)(const uint16_t *luma, const uint16_t *cr, flash_red_code red);
    /// Takes values into the extremes; the groups with some that lie further than the gap above the lowest after a fall,
    /// or below the highest after a rise.
    unsigned (*extremes_row)(const uint16_t *now, uint16_t *low, uint16_t *high, const int8_t *state, const flash_gap *gap);

    // Of some groups of a row only.

    /// The groups of which R', G', B' differ by what may matter.
    unsigned (*far_steps_row)(unsigned groups, const uint16_t *const now[3], const uint16_t *const then[3],
                              const flash_matrix *matrix, const flash_gaps *gaps);
    /// A bit for each sample of each group that is a saturated red, lowest first. Returns the groups with any.
    unsigned (*marks_row)(unsigned groups, const uint16_t *const code[3], const flash_matrix *matrix,
                          const fgk_flash_reading *reading, flash_red_margin margin, uint16_t *marks);
    /// Levels of the luminance of linear light.
    void (*light_row)(unsigned groups, const uint16_t *const code[3], const flash_matrix *matrix,
                      const fgk_flash_reading *reading, uint16_t *level);
    /// u' with its mark, and v'.
    void (*colour_row)(unsigned groups, const uint16_t *const code[3], const flash_matrix *matrix,
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
