#pragma once

// What the picture kernels report. All counts and sums are exact integers. Pointers lead into the state that measured
// and are valid until it begins another picture. `valid` is 0 where a group was not asked for or has no meaning for the
// picture; the rest of that part is then zero.

#include <stdint.h>

#include "fgk_occupancy.h"

/// Columns and rows of the point-sampled grid.
#define FGK_PICTURE_GRID_COLUMNS 480
#define FGK_PICTURE_GRID_ROWS 270
/// Pixels along the side of a tile.
#define FGK_PICTURE_TILE 16
/// Rows of a band that combing is summed over.
#define FGK_PICTURE_COMB_ROWS 64
/// Bins of the light histograms.
#define FGK_PICTURE_LIGHT_BINS 4096

/// Group LEVELS: the codes of one component.
typedef struct fgk_picture_levels {
    int valid;
    /// Samples measured, their sum, and how many held more than `depth` bits (measured as the highest code).
    uint64_t samples, sum, stray;
    /// Lowest and highest code, and the OR of all codes (bits that are never set tell of padding).
    uint16_t min, max, used;
    /// Count per bin; bin = code >> histogram_shift. Up to 12 bits there is a bin for every code, above that 4096 bins.
    const uint32_t *histogram;
    int bins, histogram_shift;
    /// Samples in the histogram: all of them, or those of the rows that `histogram_rows` selects.
    uint64_t histogram_samples;
} fgk_picture_levels;

/// Group LIMITS: samples of one component outside given codes.
typedef struct fgk_picture_limits {
    int valid;
    uint64_t samples;
    /// Codes < lo and > hi of the request.
    uint64_t below, above;
    /// Codes that SDI reserves for timing (BT.656, BT.1120: 0–3 and 1020–1023 at 10 bit, 0 and 255 at 8 bit, at other
    /// depths the 8-bit codes with all their fractions).
    uint64_t reserved_low, reserved_high;
} fgk_picture_limits;

/// Pixels whose Y', R', G' or B' lies outside lo … hi, EBU R 103.
typedef struct fgk_picture_excursions {
    /// Pixels looked at, and pixels of which any of the four signals is out of range.
    uint64_t pixels, out;
    /// Per signal, in the order Y', R', G', B': pixels below lo and above hi. 0 unless `per_signal` is asked for.
    uint64_t below[4], above[4];
    /// Lowest value below lo and highest value above hi in 12-bit code units (16 per 8-bit code, 4 per 10-bit code);
    /// lo or hi itself when nothing went beyond it, or `per_signal` is not asked for.
    int32_t lowest[4], highest[4];
} fgk_picture_excursions;

/// Groups R103 and R103_FILTERED.
typedef struct fgk_picture_gamut {
    int valid;
    fgk_picture_excursions raster, active;
} fgk_picture_gamut;

/// Group LIGHT: brightest and darkest of R', G', B' of each pixel of the active rectangle, in 12-bit code units held to
/// 0 … 4095. Nominal white is 3760 in narrow range; in full range it is the highest code shifted up (4080 at 8 bit, 4092
/// at 10 bit). Black is 256 in narrow range and 0 in full range.
typedef struct fgk_picture_light {
    int valid;
    /// Highest max(R', G', B') of all pixels, and how far the lowest min(R', G', B') lies below black; 0 if it does not.
    uint16_t highest, deepest;
    /// Pixels in the histograms: all, or those of the rows that `light_rows` selects.
    uint64_t pixels;
    /// Pixels by max(R', G', B').
    const uint32_t *brightest;
    /// Pixels by how far min(R', G', B') lies below black; bin 0 is not used, pixels at or above black are not counted.
    const uint32_t *excursion;
} fgk_picture_light;

/// Group CHANGE: difference from the previous picture.
typedef struct fgk_picture_change {
    int valid;
    /// 1 when no sample of any component differs.
    int is_repeat;
    /// Sum of absolute differences per component in codes, over all samples.
    uint64_t sad[4];
    /// The same for luma, and for the luma rows of the top (even) and the bottom (odd) field.
    uint64_t luma_sad, field_sad[2];
    /// Luma SAD per 16 × 16 tile, row-major, as many as in fgk_picture_tiles; tiles at the right and the bottom edge
    /// hold fewer pixels.
    const uint32_t *tile_sad;
    int tile_columns, tile_rows;
    /// 99th percentile (nearest rank) of the tile SAD; an edge tile counts as SAD · 256 / its pixels, rounded down.
    uint32_t tile_sad_p99;
} fgk_picture_change;

/// Groups TILES and GRID: small versions of the picture.
typedef struct fgk_picture_tiles {
    int valid;
    int columns, rows;
    /// Sum of the luma codes per 16 × 16 tile, row-major.
    const uint32_t *luma_sum;
    /// 480 × 270 point samples of luma, row-major. Cell (i, j) takes luma sample
    /// (floor((2i + 1) · width / 960), floor((2j + 1) · height / 540)).
    const uint16_t *luma_grid;
    /// Group GRID: the same of the first three components (Y', Cb, Cr or R', G', B'), each the sample that covers that
    /// luma sample. NULL where not asked for or absent.
    const uint16_t *component_grid[3];
} fgk_picture_tiles;

/// Group LINES: luma per row and per column.
typedef struct fgk_picture_lines {
    int valid;
    /// Highest luma code, and pixels with luma > line_threshold.
    const uint16_t *row_max, *row_count, *column_max, *column_count;
} fgk_picture_lines;

/// Samples that are compared together by group ROWS, from one such chunk to the next, and up to which width every chunk
/// is compared.
#define FGK_PICTURE_ROW_CHUNK 32
#define FGK_PICTURE_ROW_PACE 128
#define FGK_PICTURE_ROW_NARROW 512

/// Group ROWS: luma rows against those above them in the picture or, where it is interlaced, in their field.
typedef struct fgk_picture_rows {
    int valid;
    /// Rows from one to the one that it is held against: 1 or 2.
    int pitch;
    /// Σ |p(x, y) − p(x, y − pitch)| over the chunks; 0 for the first rows.
    const uint32_t *distance;
} fgk_picture_rows;

/// Sums of group COMB over rows b between a (above) and c (below); ' is the previous and " the next picture.
typedef struct fgk_picture_comb_sums {
    /// Σ |a + c − 2b|.
    uint64_t delta;
    /// Σ |a + c − 2b'| into alpha[y & 1] and Σ |a + c − 2b"| into alpha[(y ^ 1) & 1].
    uint64_t alpha[2];
    /// Σ 2·|b − b'| into gamma[(y ^ 1) & 1].
    uint64_t gamma[2];
    /// Samples that were compared.
    uint64_t samples;
} fgk_picture_comb_sums;

/// Group COMB: the sums of FFmpeg's idet, on luma, over those of the rows 2 … height − 3 that `comb_rows` selects.
typedef struct fgk_picture_comb {
    int valid;
    fgk_picture_comb_sums total;
    /// The same per band of 64 rows (rows 0 … 63, 64 … 127, …).
    const fgk_picture_comb_sums *band;
    int bands;
} fgk_picture_comb;

/// Everything measured on one picture.
typedef struct fgk_picture_result {
    fgk_picture_levels levels[4];
    fgk_picture_limits limits[4];
    fgk_picture_gamut gamut, gamut_filtered;
    fgk_picture_light light;
    fgk_picture_occupancy occupancy;
    fgk_picture_change change;
    fgk_picture_tiles tiles;
    fgk_picture_lines lines;
    fgk_picture_rows rows;
    fgk_picture_comb comb;
} fgk_picture_result;
