#pragma once

#include "fgk_picture_frame.h"
#include "fgk_structure.h"

/// The hot loops, compiled twice from structure_loops.h; both tables give the same bits.
typedef struct structure_kernels {
    /// Codes held to the highest; and bytes as words.
    void (*clamp_row)(const uint16_t *from, int count, uint16_t highest, uint16_t *to);
    void (*widen_row)(const uint8_t *from, int count, uint16_t *to);
    /// Adds 1 to the hits of each sample of the middle row of five that stands out by more than `margin`.
    void (*outlier_row)(const int16_t *const row[5], int width, int16_t margin, uint16_t *hits);
    void (*outlier_row_of_bytes)(const uint8_t *const row[5], int width, uint8_t margin, uint16_t *hits);
    /// Adds |p(x) − p(x + 1)| to the sums of the columns; and the sum of |p − above|.
    void (*across_row)(const uint16_t *row, int width, uint32_t *sums);
    uint64_t (*down_row)(const uint16_t *row, const uint16_t *above, int width);
    /// |gradients| of luma and of chroma without their `spare` lowest bits; 0 at the ends.
    void (*luma_edges)(const uint16_t *row, int count, int ratio, int spare, int16_t *edges);
    void (*chroma_edges)(const uint16_t *cb, const uint16_t *cr, int count, int spare, int16_t *edges);
    /// `count` samples, every nth.
    void (*every_nth)(const int16_t *from, int count, int n, int16_t *to);
    /// Sum, and sum of products, of gradients of at most 11 bits.
    int64_t (*sum_of)(const int16_t *a, int count);
    int64_t (*product_of)(const int16_t *a, const int16_t *b, int count);
} structure_kernels;

/// NULL on a machine without AVX2.
const structure_kernels *structure_avx2_kernels(void);
const structure_kernels *structure_best_kernels(void);

/// Reads samples x … x + count − 1 of a row as codes.
void structure_read(const fgk_picture_component *component, int y, int x, int count, uint16_t *to);
