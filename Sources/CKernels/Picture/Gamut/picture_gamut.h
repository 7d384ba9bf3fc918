#pragma once

// R', G', B' of the picture in 12-bit code units: groups R103, R103_FILTERED and LIGHT.
//
// For every chunk of 64 pixels the extremes of Y', Cb and Cr prove most often that no pixel can be out of range. Only
// the other chunks are brought into 12-bit units (codes shifted up; above 12 bits shifted down), interpolated to full
// chroma, converted to R'G'B' and judged. Only where one of these then lies within reach of the filter is it run. What
// is known of the chunks of a row is kept in a ring, because the filter looks at three rows.

#include "../../include/fgk_picture.h"
#include "../picture_histogram.h"
#include "../picture_kernels.h"

enum {
    /// Rows in the ring, a power of two: the filter reaches two rows up and down in interlaced pictures.
    picture_ring = 8,
    /// Pixels that are converted at a time.
    picture_run = 8 * picture_chunk,
    /// Pixels on either side of a run that are fetched for the filter; it needs three.
    picture_reach = 8,
    /// What the tighter range is tighter by, in 12-bit units: more than all roundings of interpolation, filter and
    /// matrix together, which come to 4.5.
    picture_margin = 8
};

/// A luma row: which chunks are proved, or found, to be in the tighter range.
typedef struct picture_marks {
    int y, all_clear;
    uint8_t *clear;
} picture_marks;

/// Extremes per chunk of the second and third component in a row of theirs.
typedef struct picture_chroma_bounds {
    int y;
    uint16_t *lo[2], *hi[2];
} picture_chroma_bounds;

typedef struct picture_gamut {
    /// Whether rows can be judged where they lie, and what is the same for all of them.
    int is_raw;
    picture_raw raw;
    int is_rgb, column_shift, row_shift, chroma_width, chunks;
    picture_matrix matrix;
    picture_range range;
    int16_t black;
    /// The active rectangle: columns x0 … x1 − 1, rows y0 … y1 − 1.
    int x0, x1, y0, y1;
    /// Rows of the band, first … last − 1. Rows beside it are judged as well, for the filter, but not counted.
    int first, last;
    picture_marks ring[picture_ring];
    picture_chroma_bounds chroma[picture_ring];
    /// Extremes of luma per chunk.
    uint16_t *lo, *hi;
    /// What is proved of the R', G', B' of each chunk of the row in hand.
    int16_t *least, *most;
    /// Pixels and rows from one that is filtered to the next.
    int pace;
    /// Samples of one run: of three rows, of two chroma rows, after the sum over rows, at full width, after the sum
    /// along the row.
    uint16_t *row[3][3], *chroma_row[2], *down[3], *wide[3], *across[3];
    int16_t *signal[4];
    uint16_t *brightest_codes, *excursion_codes;
    /// Where marks go that nobody reads.
    uint8_t *no_marks;
    /// Work space of the filter: chunks that are clear in three rows, one more at either end, and those that are clear
    /// with their neighbours.
    uint8_t *all_rows, *is_clear;
    /// Outside and inside the active rectangle.
    fgk_picture_excursions plain[2], filtered[2], uncounted[2];
    picture_histogram brightest, excursion;
    picture_light_peaks peaks;
    uint64_t light_pixels;
} picture_gamut;

struct fgk_picture_state;

int picture_gamut_create(picture_gamut *gamut, int width);
void picture_gamut_destroy(picture_gamut *gamut);
/// Prepares for the request of the state. Returns 0 when R', G', B' are not defined for it.
int picture_gamut_begin(struct fgk_picture_state *state);
/// Forgets the rows of the band before.
void picture_gamut_enter_band(struct fgk_picture_state *state, int first, int last);
/// Measures rows first … last − 1 of the band.
void picture_gamut_rows(struct fgk_picture_state *state, int first, int last);
void picture_gamut_merge(struct fgk_picture_state *into, const struct fgk_picture_state *from);
void picture_gamut_finish(struct fgk_picture_state *state, fgk_picture_result *result);

/// Which chroma rows luma row y lies between: (weight · a + (4 − weight) · b) / 4.
typedef struct picture_chroma_site {
    int a, b, weight;
} picture_chroma_site;
picture_chroma_site picture_gamut_chroma_site(const struct fgk_picture_state *state, int y);

/// Samples of pixels x … x + n − 1 of row y in 12-bit units, edge samples repeated beyond the edge, 4:2:0 interpolated
/// between rows: Y', Cb, Cr at chroma width (or R', G', B'), chroma with a sample more. x is a multiple of 4.
void picture_gamut_fetch(struct fgk_picture_state *state, int x, int y, int n, uint16_t *const part[3]);
/// Marks what the extremes prove.
void picture_gamut_prove(struct fgk_picture_state *state, picture_marks *marks);
/// Prepares for judging rows where they lie.
void picture_gamut_begin_raw(struct fgk_picture_state *state);
/// Judges the pixels x … x + n − 1 of a row where they lie, as far as that goes; returns how many. Takes their peaks of
/// light as well.
int picture_gamut_judge_raw(struct fgk_picture_state *state, const picture_marks *row, int x, int n, int is_counted);
/// Points `out` at n full-width samples of what was fetched.
void picture_gamut_widen(struct fgk_picture_state *state, uint16_t *const part[3], int n, const uint16_t *out[3]);
/// Y', R', G', B' into `signal`, from samples in 12-bit units or, when `of_sums`, sums of 16 such samples.
void picture_gamut_convert(struct fgk_picture_state *state, const uint16_t *const in[3], int n, int of_sums);
/// Judges the signals of n pixels of row y, x and every `pace`th after it, into [outside, inside] the active rectangle.
void picture_gamut_judge(struct fgk_picture_state *state, int x, int y, int n, int pace,
                         fgk_picture_excursions counts[2], uint8_t *clear);
/// The row above or below (step −1 or 1) that the filter reads, of the same field, the edge row repeated.
int picture_gamut_neighbour(const struct fgk_picture_state *state, int y, int step);
/// Whether row y is one of those that are filtered.
int picture_gamut_is_filtered(const struct fgk_picture_state *state, int y);
/// Filters and judges row y, whose marks are in the ring with those of its neighbours.
void picture_gamut_filter(struct fgk_picture_state *state, int y);
/// Enters the signals of the pixels x … x + n − 1 of row y into the light histograms.
void picture_gamut_light(struct fgk_picture_state *state, int x, int y, int n);
void picture_gamut_light_merge(picture_gamut *into, const picture_gamut *from);
void picture_gamut_light_finish(picture_gamut *gamut, fgk_picture_light *light);
