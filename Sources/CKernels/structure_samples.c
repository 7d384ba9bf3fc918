#include <stdlib.h>
#include <string.h>

#include "fgk_structure.h"
#include "structure_rows.h"

void structure_read(const fgk_picture_component *component, int y, int x, int count, uint16_t *to) {
    const fgk_picture_component c = *component;
    const uint8_t *from = c.data + y * c.stride + (ptrdiff_t)x * c.step;
    if (c.bytes == 1 && c.step == 1 && !c.shift) return structure_best_kernels()->widen_row(from, count, to);
    if (c.bytes == 1) {
        for (int i = 0; i < count; i++) to[i] = (uint16_t)(from[(ptrdiff_t)i * c.step] >> c.shift);
        return;
    }
    const uint16_t highest = (uint16_t)((1u << c.depth) - 1);
    if (c.step == 2 && !c.shift && !c.big_endian && !((uintptr_t)from & 1)) {
        structure_best_kernels()->clamp_row((const uint16_t *)(const void *)from, count, highest, to);
        return;
    }
    for (int i = 0; i < count; i++) {
        const uint8_t *at = from + (ptrdiff_t)i * c.step;
        const unsigned word = c.big_endian ? at[0] << 8 | at[1] : at[1] << 8 | at[0];
        const uint16_t code = (uint16_t)(word >> c.shift);
        to[i] = code > highest ? highest : code;
    }
}

/// The same for bytes, which are compared where they lie.
static void count_byte_outliers(const fgk_picture_component *luma, uint8_t margin, uint16_t *hits) {
    const structure_kernels *k = structure_best_kernels();
    for (int y = 2; y + 2 < luma->height; y++) {
        const uint8_t *row[5];
        for (int i = 0; i < 5; i++) row[i] = luma->data + (y - 2 + i) * luma->stride;
        k->outlier_row_of_bytes(row, luma->width, margin, hits + (size_t)y * luma->width);
    }
}

void fgk_outliers_count(const fgk_picture_component *luma, int margin, uint16_t *hits, uint16_t *rows) {
    const structure_kernels *k = structure_best_kernels();
    const int width = luma->width, height = luma->height;
    if (luma->bytes == 1 && luma->step == 1 && !luma->shift && margin < 256)
        return count_byte_outliers(luma, (uint8_t)margin, hits);
    // Codes of 16 bits are halved, so that signed words, which every processor compares, hold them.
    const int spare = luma->depth > 15;
    const int16_t *const words = (const int16_t *)rows;
    for (int y = 0; y < height; y++) {
        uint16_t *to = rows + (size_t)(y % 5) * width;
        structure_read(luma, y, 0, width, to);
        for (int x = 0; spare && x < width; x++) to[x] >>= 1;
        if (y < 4) continue;
        const int16_t *row[5];
        for (int i = 0; i < 5; i++) row[i] = words + (size_t)((y - 4 + i) % 5) * width;
        k->outlier_row(row, width, (int16_t)(margin >> spare), hits + (size_t)(y - 2) * width);
    }
}

void fgk_gradients(const fgk_picture_component *luma, uint64_t *columns, uint64_t *rows, uint16_t *work,
                   uint32_t *sums) {
    const structure_kernels *k = structure_best_kernels();
    const int width = luma->width, height = luma->height;
    memset(sums, 0, (size_t)width * sizeof *sums);
    memset(rows, 0, (size_t)height * sizeof *rows);
    for (int y = 0; y < height; y++) {
        uint16_t *now = work + (size_t)(y & 1) * width, *above = work + (size_t)(~y & 1) * width;
        structure_read(luma, y, 0, width, now);
        k->across_row(now, width, sums);
        if (y) rows[y - 1] = k->down_row(now, above, width);
    }
    for (int x = 0; x < width; x++) columns[x] = sums[x];
}
