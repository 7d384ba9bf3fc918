#pragma once

// Picture structure: what the checks of cuts, repeats, single colours and faults need beside the fused picture kernels.
// All but the test for blends is in integers.

#include <stdint.h>

#include "fgk_picture_frame.h"

/// A small picture made of the 480 × 270 luma grid: 120 × 66 means, and the same without their surroundings, so that
/// pictures can be compared whatever their brightness.
typedef struct fgk_small fgk_small;

fgk_small *fgk_small_create(void);
void fgk_small_destroy(fgk_small *small);
void fgk_small_fill(fgk_small *small, const uint16_t *luma_grid, int depth);

/// Share of blocks of `now`, in per mille, that are not found again in `before` within 5 % of the width and 9 % of the
/// height. A change of brightness or contrast does not hide a block.
int fgk_small_unlike(const fgk_small *now, const fgk_small *before);
/// Whether `middle` is a mixture of its two neighbours (a dissolve, a blended frame, a cut between two fields).
int fgk_small_is_blend(const fgk_small *before, const fgk_small *middle, const fgk_small *after);

/// The colour that most of a point-sampled grid has.
typedef struct fgk_modal {
    /// Mean codes of the commonest cell of a 16 × 16 × 16 histogram.
    int code[3];
    /// Samples within `tolerance` of it in every component.
    uint32_t within;
} fgk_modal;

/// Looks at every `pace`th of `count` samples. `components` is 1 or 3; `cells` is work space for 4096 counts, `picked` for
/// the samples looked at, four times.
fgk_modal fgk_modal_colour(const uint16_t *const grid[3], int components, int count, int pace, int depth,
                           const int tolerance[3], uint32_t *cells, uint16_t *picked);

/// For tests: with 1 the plain loops are used; 0 undoes it. Returns 1 when AVX2 will be used.
int fgk_structure_force_plain(int on);

/// Share of the tiles, in per mille of those that moved at all, whose SAD grew by 15 % or more over `before`.
int fgk_tiles_risen(const uint32_t *now, const uint32_t *before, int count, uint32_t moved);

/// A run of lines that differs from the lines on both sides, while those agree.
typedef struct fgk_stray_lines {
    /// First line, and lines.
    int y, count;
} fgk_stray_lines;

/// Looks for runs of up to four stray lines in luma (or G' of R'G'B'); `field` is −1 for frames, else the parity of the
/// field to look at, whose lines are then taken as neighbours. `distances` is what group ROWS of the picture kernels found
/// between these lines, or NULL. Returns how many were found, up to `capacity`.
typedef struct fgk_line_work fgk_line_work;
fgk_line_work *fgk_line_work_create(int width, int height);
void fgk_line_work_destroy(fgk_line_work *work);
int fgk_stray_lines_find(const fgk_picture_component *luma, int field, const uint32_t *distances, fgk_line_work *work,
                         fgk_stray_lines *found, int capacity);

/// Adds 1 to `hits` of every pixel that is brighter, or darker, than all eight samples at a distance of two by more than
/// `margin` codes. `rows` is work space for 5 · width samples.
void fgk_outliers_count(const fgk_picture_component *luma, int margin, uint16_t *hits, uint16_t *rows);

/// Sums of |p(x) − p(x + 1)| of luma per column and of |p(y) − p(y + 1)| per row. `work` is room for two rows, `sums`
/// for one.
void fgk_gradients(const fgk_picture_component *luma, uint64_t *columns, uint64_t *rows, uint16_t *work,
                   uint32_t *sums);

/// The regular grid on which gradients stand out most from those around them.
typedef struct fgk_block_grid {
    /// Median of the gradients on the grid, each divided by the mean of the six around it, over the median of the others;
    /// 1000 is none.
    int per_mille;
    /// Pixels from one line of the grid to the next.
    int side;
} fgk_block_grid;

/// Looks for sides of 4 to 24. Gradients below `least` are as good as none. `work` holds a value for each line.
fgk_block_grid fgk_block_grid_find(const uint64_t *gradients, int lines, uint64_t least, uint16_t *work);

/// Offsets that edges of chroma are held against those of luma at: −12 … 12 luma samples.
#define FGK_CHROMA_LAGS 25

/// Sums over the gradients c of chroma (|ΔCb| + |ΔCr|) and y of luma beside them, y at every offset. Of deeper pictures the
/// gradients are those of 10 bits.
typedef struct fgk_chroma_edges {
    /// Samples of chroma, and those with a gradient of at least 24 8-bit codes.
    int64_t many, strong;
    int64_t c, cc;
    int64_t y[FGK_CHROMA_LAGS], yy[FGK_CHROMA_LAGS], cy[FGK_CHROMA_LAGS];
} fgk_chroma_edges;

typedef struct fgk_chroma_work fgk_chroma_work;
fgk_chroma_work *fgk_chroma_work_create(int width, int height);
void fgk_chroma_work_destroy(fgk_chroma_work *work);

/// Adds a quarter of the rows of a Y'CbCr picture. Offset k − 12 is that of luma to the right of chroma sample x, which is
/// held to lie on luma sample x · ratio.
void fgk_chroma_edges_across(const fgk_picture_component component[3], int interlaced, fgk_chroma_work *work,
                             fgk_chroma_edges *sums);
/// The same down 96 columns, of the frame (`field` −1) or of one of its fields (0, 1), in lines of that.
void fgk_chroma_edges_down(const fgk_picture_component component[3], int field, fgk_chroma_work *work,
                           fgk_chroma_edges *sums);

/// Samples of a row above `threshold` in the left and in the right part of it: from 2 % to 40 % and from 60 % to 98 % of
/// the width, in per mille of those looked at.
void fgk_row_halves(const fgk_picture_component *luma, int y, int threshold, uint16_t *work, int halves[2]);

/// The shift of row y, in samples to the right, at which it fits row `other` best.
typedef struct fgk_row_shift {
    int shift;
    /// Mean difference at that shift and without it, in 1/16 code.
    int32_t best, plain;
} fgk_row_shift;

/// Looks for shifts of up to 32 samples; `work` holds two rows.
fgk_row_shift fgk_row_shift_find(const fgk_picture_component *luma, int y, int other, uint16_t *work);

/// Edges across the rows of a picture, and the sum of their widths: the samples from one local extreme to the other.
typedef struct fgk_edge_widths {
    int64_t edges, width;
} fgk_edge_widths;

/// Looks at every eighth row, smoothed over three lines (of one field where `interlaced`); edges are where the Sobel
/// gradient is highest along the row and at least 64 8-bit codes. `work` holds three rows, `row` one.
fgk_edge_widths fgk_edge_widths_find(const fgk_picture_component *luma, int interlaced, uint16_t *work, int32_t *row);
