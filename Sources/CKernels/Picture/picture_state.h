#pragma once

// What a state owns, and the steps of the pass that share it.

#include "../include/fgk_picture.h"
#include "Gamut/picture_gamut.h"
#include "Occupancy/picture_occupancy.h"
#include "picture_histogram.h"
#include "picture_kernels.h"

/// Rows that have to be in hand at the same time.
enum {
    picture_slot_now,
    picture_slot_previous,
    picture_slot_next,
    picture_slot_above,
    picture_slot_below,
    picture_slot_red,
    picture_slot_green,
    picture_slot_blue,
    picture_slots
};

/// How a component lies on the luma raster.
typedef struct picture_layout {
    int column_shift, row_shift;
    /// 1 when its rows can be read as bytes in `now` and in every neighbour that is used.
    int as_bytes;
} picture_layout;

typedef struct picture_level_sums {
    picture_scan scan;
    uint64_t samples, stray, histogram_samples;
} picture_level_sums;

typedef struct picture_tile_sums {
    uint32_t *sum, *sad;
    /// Vertical sums since the last flush: luma, and difference of even and odd rows.
    uint16_t *sum_lanes, *sad_lanes[2];
    int rows_in_lanes;
} picture_tile_sums;

typedef struct picture_line_counts {
    uint16_t *row_max, *row_count, *column_max, *column_count;
    /// The same per column of the last rows, of pictures of bytes.
    uint8_t *byte_max, *byte_count;
    int rows_in_bytes;
} picture_line_counts;

struct fgk_picture_state {
    int width, height, depth;
    int tile_columns, tile_rows;
    const picture_kernels *kernels;

    fgk_picture_request request;
    unsigned groups;
    picture_layout layout[4];
    /// 1 when luma is the first component and its rows can be read as bytes.
    int luma_as_bytes;
    /// 1 when luma's levels, sums of tiles and lines are measured together.
    int is_swept;
    /// Weights of R', G', B' in luma, 2^13 in all.
    uint32_t luma_weights[3];

    uint16_t *slot[picture_slots];
    picture_level_sums levels[4];
    picture_histogram histogram[4];
    uint64_t sad[4], field_sad[2];
    picture_tile_sums tiles;
    /// Work space: the SAD of each tile as if it had 256 pixels.
    uint32_t *whole_sads;
    picture_beyond beyond[4];
    picture_line_counts lines;
    /// ROWS: per row.
    uint32_t *distance;
    fgk_picture_comb_sums *comb;
    picture_gamut gamut;
    /// OCCUPANCY: pixels looked at, and outside of each gamut.
    uint64_t looked_at, outside[FGK_OCCUPANCY_GAMUTS];
    /// Luma, then the components.
    uint16_t *grid[4];
    /// Columns of the grid at full, half and quarter width.
    uint32_t *grid_column[3];
    /// From each of these columns to the next; 0 where the steps are uneven.
    int grid_pace[3];
};

/// Zeroed memory that starts a cache line; sets `failed` when there is none.
void *picture_room(size_t bytes, int *failed);

/// 0 when the picture is in order.
int picture_check(const fgk_picture *picture);
/// 1 when two pictures have the same raster, model, depth and subsampling.
int picture_alike(const fgk_picture *a, const fgk_picture *b);
/// Binary logarithm of the subsampling that leaves `part` of `whole` samples, or −1.
int picture_subsampling(int whole, int part);

/// Whether row y enters a histogram of every nth row: of each group of n rows the first and the second in turn, which
/// sees both fields.
int picture_row_is_counted(int y, int n);
/// Row y of a component in host order without stray codes: bytes when `as_bytes`, else words. Returns the picture's own
/// memory where that serves, else `slot`.
const void *picture_row(const fgk_picture_state *state, const fgk_picture_component *component, int y, int as_bytes,
                        uint16_t *slot);
/// The same, and enters the codes into `scan` and the number of stray ones into `stray`.
const void *picture_scanned_row(const fgk_picture_state *state, const fgk_picture_component *component, int y,
                                int as_bytes, uint16_t *slot, picture_scan *scan, uint64_t *stray);
/// Samples x … x + n − 1 of row y as bytes or words, in the picture's memory or in `slot`. Words may be stray.
const void *picture_span(const fgk_picture_component *component, int x, int y, int n, int as_bytes, uint16_t *slot);
/// The first n samples of the grid's columns, in row y of a component of full, half or quarter width.
void picture_take(const fgk_picture_state *state, const fgk_picture_component *component, int y, int column_shift,
                  int n, uint16_t *out);
/// Luma from R', G', B'.
void picture_weigh(const fgk_picture_state *state, const uint16_t *r, const uint16_t *g, const uint16_t *b, int n,
                   uint16_t *luma);
/// Luma row y: the first component, or derived from R', G', B'. Bytes when `luma_as_bytes`.
const void *picture_luma_row(const fgk_picture_state *state, const fgk_picture *picture, int y, int slot);

/// Whether luma's levels, sums of tiles and lines are measured together.
int picture_sweep_is_defined(const fgk_picture_state *state);
/// Luma row y, measured so.
const void *picture_sweep_row(fgk_picture_state *state, int y);
/// Brings what is counted per column in bytes into the columns.
void picture_sweep_flush(fgk_picture_state *state);

/// Enters a row that has been scanned into the histogram, where it is one of those that count.
void picture_levels_count(fgk_picture_state *state, int index, int y, const void *row);
/// Row y of a component, measured.
const void *picture_levels_row(fgk_picture_state *state, int index, int y);
void picture_levels_finish(fgk_picture_state *state, fgk_picture_result *result);
void picture_levels_merge(fgk_picture_state *into, const fgk_picture_state *from);

void picture_change_row(fgk_picture_state *state, int index, int y, const void *row);
void picture_change_finish(fgk_picture_state *state, fgk_picture_result *result);

void picture_tiles_row(fgk_picture_state *state, int y, const void *luma);
/// Empties the vertical sums into the tiles of the tile row that holds row y.
void picture_tiles_flush(fgk_picture_state *state, int y);
void picture_tiles_finish(fgk_picture_state *state, fgk_picture_result *result);
void picture_tiles_merge(fgk_picture_state *into, const fgk_picture_state *from);

/// Point samples of the rows first … last − 1.
void picture_grid_rows(fgk_picture_state *state, int first, int last);
void picture_grid_merge(fgk_picture_state *into, const fgk_picture_state *from);
void picture_grid_clear(fgk_picture_state *state);
void picture_grid_finish(const fgk_picture_state *state, fgk_picture_tiles *tiles);

void picture_limits_clear(fgk_picture_state *state);
void picture_limits_row(fgk_picture_state *state, int index, const void *row);
void picture_limits_merge(fgk_picture_state *into, const fgk_picture_state *from);
void picture_limits_finish(fgk_picture_state *state, fgk_picture_result *result);

int picture_lines_create(picture_line_counts *lines, int width, int height);
void picture_lines_clear(fgk_picture_state *state);
void picture_lines_row(fgk_picture_state *state, int y, const void *luma);
void picture_lines_merge(fgk_picture_state *into, const fgk_picture_state *from);
void picture_lines_finish(fgk_picture_state *state, fgk_picture_result *result);

/// Whether group ROWS has a meaning for the picture.
int picture_distance_is_defined(const fgk_picture_state *state);
void picture_distance_clear(fgk_picture_state *state);
void picture_distance_row(fgk_picture_state *state, int y);
void picture_distance_merge(fgk_picture_state *into, const fgk_picture_state *from);
void picture_distance_finish(fgk_picture_state *state, fgk_picture_result *result);

int picture_comb_bands(const fgk_picture_state *state);
void picture_comb_clear(fgk_picture_state *state);
void picture_comb_row_at(fgk_picture_state *state, int y, const void *luma);
void picture_comb_merge(fgk_picture_state *into, const fgk_picture_state *from);
void picture_comb_finish(fgk_picture_state *state, fgk_picture_result *result);
