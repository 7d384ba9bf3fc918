#pragma once

// The hot loops, one entry per loop and sample size. There are two tables, plain C and AVX2, that give the same bits.
// "bytes" are 8-bit samples as decoded, "words" 16-bit samples in host order that hold no code above the depth.

#include <stddef.h>
#include <stdint.h>

#include "../include/fgk_picture_result.h"

/// Running extremes, OR and sum of codes. Starts as {UINT16_MAX, 0, 0, 0}.
typedef struct picture_scan {
    uint16_t min, max, used;
    uint64_t sum;
} picture_scan;

/// Running counts of codes below and above limits, and below and above the codes that are not reserved.
typedef struct picture_beyond {
    uint16_t lo, hi, reserved_lo, reserved_hi;
    uint64_t below, above, reserved_low, reserved_high;
} picture_beyond;

/// Lanes per tile in the vertical sums: a byte kernel leaves sums of 8 samples in some of 8 lanes, a word kernel leaves
/// one sample in each of 16 lanes. A lane grows by at most 16 times the highest 8-bit code, or by the highest code.
enum { picture_byte_lanes = 8, picture_word_lanes = 16 };

/// Running sums of interlace detection over one row, as in fgk_picture_comb_sums: |a + c − 2b| of the row itself, of
/// the previous and of the next picture, and 2·|b − b'|.
typedef struct picture_comb_row {
    uint64_t now, previous, next, still;
} picture_comb_row;

/// Weights of Cb and Cr in R', G', B', 2^13 for 1; G' subtracts its two.
typedef struct picture_matrix {
    int16_t red_cr, green_cb, green_cr, blue_cb;
} picture_matrix;

/// Permitted values of Y', R', G', B' in 12-bit units, and a tighter pair: a pixel inside that stays permitted when it
/// is averaged with others inside, whatever the rounding.
typedef struct picture_range {
    int16_t lo, hi, clear_lo, clear_hi;
    /// 1 to count each signal by itself too.
    int per_signal;
} picture_range;

typedef struct picture_light_peaks {
    uint16_t brightest, excursion;
} picture_light_peaks;

/// Pixels that are proved or judged together.
enum { picture_chunk = 64 };

/// Lowest and highest sample that chunk k, pixels 64k … 64k + 63, depends on: Y', Cb and Cr, and Cb and Cr in the other
/// chroma row that it lies between.
typedef struct picture_bounds {
    const uint16_t *lo[5], *hi[5];
} picture_bounds;

/// What the bounds prove of each chunk: whether all of it is inside the tighter range, and what no R', G' or B' of it
/// lies below or above.
typedef struct picture_proof {
    uint8_t *clear;
    int16_t *least, *most;
} picture_proof;

/// What is kept per column of luma: sums of tiles as in `tile_sum`, maxima, and counts of codes above a threshold.
typedef struct picture_byte_columns {
    uint16_t *lanes;
    uint8_t *max, *count;
} picture_byte_columns;

typedef struct picture_word_columns {
    uint16_t *lanes, *max, *count;
} picture_word_columns;

/// The same of a row: of words, extremes and sum are of codes held at the highest, and `used` is of the words as they are.
typedef struct picture_swept {
    picture_scan scan;
    uint16_t count;
} picture_swept;

/// Rows of Y'CbCr with chroma of half the width, as they were decoded: luma, Cb and Cr of the two chroma rows that it lies
/// between, of which the first has `weight` of four parts. Bytes, or words of up to 12 bits.
typedef struct picture_raw {
    const void *luma, *cb[2], *cr[2];
    int weight, depth;
    picture_matrix matrix;
    picture_range range;
    int16_t black;
} picture_raw;

typedef struct picture_kernels {
    /// n samples, every `pace`th from the first on. Words above the highest code are held there.
    void (*take_bytes)(const uint8_t *from, int pace, int n, uint16_t *out);
    void (*take_words)(const uint16_t *from, int pace, int n, uint16_t highest, uint16_t *out);
    /// OR of all words.
    uint16_t (*used_words)(const uint16_t *row, int n);
    void (*scan_bytes)(const uint8_t *row, int n, picture_scan *scan);
    void (*scan_words)(const uint16_t *row, int n, picture_scan *scan);
    void (*beyond_bytes)(const uint8_t *row, int n, picture_beyond *beyond);
    void (*beyond_words)(const uint16_t *row, int n, picture_beyond *beyond);

    /// Scan, sums of tiles and lines of a row of luma. Words up to 15 bits.
    void (*sweep_bytes)(const uint8_t *row, int n, uint16_t threshold, const picture_byte_columns *columns,
                        picture_swept *swept);
    void (*sweep_words)(const uint16_t *row, int n, int depth, uint16_t threshold, const picture_word_columns *columns,
                        picture_swept *swept);

    /// Sum of absolute differences.
    uint64_t (*sad_bytes)(const uint8_t *a, const uint8_t *b, int n);
    uint64_t (*sad_words)(const uint16_t *a, const uint16_t *b, int n);
    /// Adds |a − b| or a to the vertical sums.
    void (*tile_sad_bytes)(const uint8_t *a, const uint8_t *b, int n, uint16_t *lanes);
    void (*tile_sad_words)(const uint16_t *a, const uint16_t *b, int n, uint16_t *lanes);
    void (*tile_sum_bytes)(const uint8_t *a, int n, uint16_t *lanes);
    void (*tile_sum_words)(const uint16_t *a, int n, uint16_t *lanes);

    /// Raises `column_max`, counts codes above `threshold` per column, and returns the row's own maximum and count.
    uint16_t (*lines_bytes)(const uint8_t *row, int n, uint16_t threshold, uint16_t *column_max,
                            uint16_t *column_count, uint16_t *count);
    uint16_t (*lines_words)(const uint16_t *row, int n, uint16_t threshold, uint16_t *column_max,
                            uint16_t *column_count, uint16_t *count);
    /// Rows: above, b, below, b', b". Words up to 14 bits; those above the highest code are held there.
    void (*comb_bytes)(const uint8_t *const row[5], int n, picture_comb_row *sums);
    void (*comb_words)(const uint16_t *const row[5], int n, uint16_t highest, picture_comb_row *sums);

    /// Sum of absolute differences over 32 samples of every `step`, as far as whole chunks go. Words above the highest
    /// code are held there.
    uint32_t (*distance_bytes)(const uint8_t *a, const uint8_t *b, int n, int step);
    uint32_t (*distance_words)(const uint16_t *a, const uint16_t *b, int n, int step, uint16_t highest);

    /// Codes in 12-bit units; those that are stray for the depth are held at the highest code.
    void (*raise_bytes)(const uint8_t *row, int n, uint16_t *out);
    void (*raise_words)(const uint16_t *row, int n, int depth, uint16_t *out);
    /// (weight·a + (4 − weight)·b + 2) / 4 of 12-bit values.
    void (*blend)(const uint16_t *a, const uint16_t *b, int weight, int n, uint16_t *out);
    /// Lowest and highest of each `chunk` (64, 32 or 16) samples and `more` (0 or 1) samples after it.
    void (*bound_bytes)(const uint8_t *row, int n, int chunk, int more, uint16_t *lo, uint16_t *hi);
    void (*bound_words)(const uint16_t *row, int n, int chunk, int more, uint16_t *lo, uint16_t *hi);
    /// Whichever way Y', Cb and Cr combine.
    void (*prove)(const picture_bounds *bounds, int chunks, const picture_matrix *matrix, const picture_range *range,
                  const picture_proof *proof);
    /// n samples from n / 2 + 1: every second one is the rounded mean of its neighbours.
    void (*double_width)(const uint16_t *row, int n, uint16_t *out);
    /// (a + 2b + c + 2) / 4 of 12-bit values.
    void (*sum_down)(const uint16_t *a, const uint16_t *b, const uint16_t *c, int n, uint16_t *out);
    /// Σ weight·row[x − 3 … x + 3] with the weights 1 2 3 4 3 2 1.
    void (*sum_across)(const uint16_t *row, int n, uint16_t *out);
    /// The same of every second sample only: out[i] belongs to row[2i].
    void (*sum_across_halved)(const uint16_t *row, int n, uint16_t *out);
    /// The same for chroma of half the width, which is interpolated between its samples: out[i] belongs to row[i].
    void (*sum_across_chroma)(const uint16_t *row, int n, uint16_t *out);
    /// Y', R', G', B' in 12-bit units from Y', Cb, Cr: in 12-bit units, and in sums of 16 such values. Each result is
    /// rounded once, half up.
    void (*matrix)(const uint16_t *const in[3], int n, const picture_matrix *matrix, int16_t *const out[4]);
    void (*matrix_of_sums)(const uint16_t *const in[3], int n, const picture_matrix *matrix, int16_t *const out[4]);
    /// Counts pixels out of range; the first pixel is number x of its row. Takes the mark off every chunk with a pixel
    /// outside the tighter range.
    void (*judge)(const int16_t *const signal[4], int x, int n, const picture_range *range,
                  fgk_picture_excursions *counts, uint8_t *clear);
    /// `raise`, `blend`, `double_width`, `matrix`, `judge` and the peaks of `light` in one, for n pixels from x on, both
    /// multiples of 64, with a chroma sample after them. Not per signal.
    void (*judge_raw_bytes)(const picture_raw *raw, int x, int n, fgk_picture_excursions *counts, uint8_t *clear,
                            picture_light_peaks *peaks);
    void (*judge_raw_words)(const picture_raw *raw, int x, int n, fgk_picture_excursions *counts, uint8_t *clear,
                            picture_light_peaks *peaks);
    /// max(R', G', B') held to 0 … 4095, and how far min(R', G', B') lies below black. Returns the largest of either.
    picture_light_peaks (*light)(const int16_t *const signal[4], int n, int16_t black, uint16_t *brightest,
                                 uint16_t *excursion);
    /// Counts the pixels outside of each gamut and returns how many are in doubt: see picture_occupancy.h.
    int (*classify)(const int16_t *const signal[4], int n, const fgk_occupancy *tables,
                    uint64_t outside[FGK_OCCUPANCY_GAMUTS], uint16_t *doubtful);
} picture_kernels;

extern const picture_kernels picture_plain_kernels;

/// The AVX2 table, or NULL on a machine without it.
const picture_kernels *picture_avx2_kernels(void);
