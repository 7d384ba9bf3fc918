#pragma once

// Picture kernels: one pass over a decoded picture, row by row, that gathers what was asked for and nothing else.
// Integers only, so that any split into bands and any instruction set give the same bits.

#include "fgk_occupancy.h"
#include "fgk_picture_frame.h"
#include "fgk_picture_result.h"

/// Codes per component: histogram, extremes, sum, used bits.
#define FGK_PICTURE_LEVELS 0x001u
/// Samples outside given codes and on codes reserved by SDI.
#define FGK_PICTURE_LIMITS 0x002u
/// Pixels with Y', R', G' or B' outside given codes, as coded.
#define FGK_PICTURE_R103 0x004u
/// The same after the filter of EBU R 103.
#define FGK_PICTURE_R103_FILTERED 0x008u
/// Extremes and histograms of the brightest and darkest of R', G', B'.
#define FGK_PICTURE_LIGHT 0x010u
/// Difference from the previous picture. Needs `previous`.
#define FGK_PICTURE_CHANGE 0x020u
/// Luma per 16 × 16 tile and on the point-sampled grid.
#define FGK_PICTURE_TILES 0x040u
/// The first three components on the point-sampled grid. Brings TILES with it.
#define FGK_PICTURE_GRID 0x080u
/// Luma extremes and counts per row and column.
#define FGK_PICTURE_LINES 0x100u
/// Interlace sums. Needs `previous` and `next`.
#define FGK_PICTURE_COMB 0x200u
/// Pixels outside of smaller gamuts. Needs `occupancy`.
#define FGK_PICTURE_OCCUPANCY 0x400u
/// Luma rows against those above them. Not for R'G'B', nor for samples that do not lie in a plane of their own.
#define FGK_PICTURE_ROWS 0x800u

typedef struct fgk_picture_rectangle {
    int x, y, width, height;
} fgk_picture_rectangle;

/// What to measure on which picture. The pictures must live until `fgk_picture_finish`.
typedef struct fgk_picture_request {
    /// FGK_PICTURE_… flags.
    unsigned groups;
    const fgk_picture *now;
    /// Neighbours in time, or NULL. One that differs from `now` in size, model, depth or subsampling counts as absent.
    const fgk_picture *previous, *next;
    /// LEVELS: every nth row enters the histogram (0 and 1: every row), taking from group g of n rows the first when g
    /// is even and the second when it is odd, so that both fields are seen. All else in LEVELS is over every row.
    int histogram_rows;
    /// LIMITS: lowest and highest permitted code per component.
    uint16_t lo[4], hi[4];
    /// R103: lowest and highest permitted code of Y', R', G' and B' (EBU R 103: 20 and 984 at 10 bit).
    uint16_t gamut_lo, gamut_hi;
    /// R103, R103_FILTERED: 1 counts each signal by itself too and finds its extremes.
    int per_signal;
    /// R103_FILTERED: 2 looks at every second pixel of every second row of the frame, or of each field: the filter
    /// passes little that a quarter of the pixels does not show. 0 and 1 look at all.
    int filter_pace;
    /// LIGHT: every nth row enters the histograms, as with `histogram_rows`. `highest` and `deepest` are over every row.
    int light_rows;
    /// R103, LIGHT: 0 interpolates chroma linearly between its samples, 1 repeats each sample over the luma it covers.
    /// Repeating keeps synthetic test patterns with hard edges in range that no chroma filter has touched.
    int repeat_chroma;
    /// COMB: every nth row is compared, as with `histogram_rows`.
    int comb_rows;
    /// CHANGE: every nth row is compared, as with `histogram_rows`, and counts n-fold.
    int change_rows;
    /// LINES: luma above this code is counted.
    uint16_t line_threshold;
    /// OCCUPANCY: tables for pictures of this kind.
    const fgk_occupancy *occupancy;
    /// OCCUPANCY: every nth row is looked at, as with `histogram_rows`; of these, 2 looks at every second pixel, those
    /// that have chroma samples of their own where chroma is halved. 0 and 1 look at all.
    int occupancy_rows, occupancy_pace;
    /// R103, LIGHT: the active picture in luma pixels, clipped to the raster; the raster when width or height is 0.
    fgk_picture_rectangle active;
} fgk_picture_request;

/// Memory and sums for pictures of one size and depth. Not to be used by two threads at once.
typedef struct fgk_picture_state fgk_picture_state;

/// Returned by the functions below.
#define FGK_PICTURE_OK 0
/// The description of the picture contradicts itself or names a format that is not supported.
#define FGK_PICTURE_INVALID 1
/// The picture has another size or depth than the state was made for.
#define FGK_PICTURE_MISMATCH 2

/// Makes a state that measures pictures of this luma raster and depth in bits, on the best instruction set of the
/// machine. NULL when out of memory or out of range. This is the only function that allocates.
fgk_picture_state *fgk_picture_state_create(int width, int height, int depth);
void fgk_picture_state_destroy(fgk_picture_state *state);

/// Chooses the plain C kernels (1) or the best of the machine (0). Returns 1 when AVX2 is in use afterwards.
int fgk_picture_state_use_plain(fgk_picture_state *state, int plain);

/// Measures a picture: begin, one band of all rows, finish.
int fgk_picture_measure(fgk_picture_state *state, const fgk_picture_request *request, fgk_picture_result *result);

/// The same in parts, for several threads: each has a state of its own, begins the same request and measures its bands;
/// then one state takes in the others and finishes. Luma rows first … last − 1; the bands of all threads together must
/// cover every row once. The result does not depend on the split.
int fgk_picture_begin(fgk_picture_state *state, const fgk_picture_request *request);
void fgk_picture_band(fgk_picture_state *state, int first, int last);
void fgk_picture_merge(fgk_picture_state *into, const fgk_picture_state *from);
void fgk_picture_finish(fgk_picture_state *state, fgk_picture_result *result);

/// Mean code, or NaN when nothing was measured.
double fgk_picture_mean(const fgk_picture_levels *levels);
/// First code whose cumulative count reaches `fraction` (0 … 1) of the histogram, or −1 when it is empty. Above 12 bits
/// the lowest code of the bin.
int fgk_picture_percentile(const fgk_picture_levels *levels, double fraction);
