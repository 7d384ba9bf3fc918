#pragma once

// The hot loops, one entry per loop and sample size. There are two tables, plain C and AVX2, that give the same bits.
// "bytes" are 8-bit samples as decoded, "words" 16-bit samples in host order that hold no code above the depth.

#include <stddef.h>
#include <stdint.h>

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

typedef struct picture_kernels {
    /// OR of all words.
    uint16_t (*used_words)(const uint16_t *row, int n);
    void (*scan_bytes)(const uint8_t *row, int n, picture_scan *scan);
    void (*scan_words)(const uint16_t *row, int n, picture_scan *scan);
    /// Sum of absolute differences.
    uint64_t (*sad_bytes)(const uint8_t *a, const uint8_t *b, int n);
    uint64_t (*sad_words)(const uint16_t *a, const uint16_t *b, int n);
    /// Adds |a − b| or a to the vertical sums.
    void (*tile_sad_bytes)(const uint8_t *a, const uint8_t *b, int n, uint16_t *lanes);
    void (*tile_sad_words)(const uint16_t *a, const uint16_t *b, int n, uint16_t *lanes);
    void (*tile_sum_bytes)(const uint8_t *a, int n, uint16_t *lanes);
    void (*tile_sum_words)(const uint16_t *a, int n, uint16_t *lanes);
} picture_kernels;

extern const picture_kernels picture_plain_kernels;

/// The AVX2 table, or NULL on a machine without it.
const picture_kernels *picture_avx2_kernels(void);
