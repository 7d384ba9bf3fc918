// How wide the edges of a picture are, along its rows (Marziliano and others, A no-reference perceptual blur metric,
// ICIP 2002).
#include <stdlib.h>

#include "fgk_structure.h"
#include "structure_rows.h"

enum {
    pace = 8,
    /// Sobel gradient of an edge, in 8-bit codes: a step of 16 over two samples.
    strong = 64,
    /// The farthest that the ends of an edge are looked for.
    reach = 50,
};

/// From an edge to where the row no longer goes on in its direction.
static int way(const int32_t *row, int x, int step, int sign, int end) {
    int many = 0;
    while (many < reach && x != end && sign * (row[x] - row[x + step]) * step < 0) {
        x += step;
        many++;
    }
    return many;
}

static void measure_row(const int32_t *row, int width, int32_t least, fgk_edge_widths *sums) {
    for (int x = 2; x + 2 < width; x++) {
        const int32_t slope = row[x + 1] - row[x - 1], size = abs(slope);
        if (size < least || size < abs(row[x] - row[x - 2]) || size <= abs(row[x + 2] - row[x])) continue;
        const int sign = slope > 0 ? 1 : -1;
        sums->width += way(row, x, 1, sign, width - 1) + way(row, x, -1, sign, 0);
        sums->edges++;
    }
}

fgk_edge_widths fgk_edge_widths_find(const fgk_picture_component *luma, int interlaced, uint16_t *work, int32_t *row) {
    fgk_edge_widths sums = {0};
    const int width = luma->width, apart = interlaced ? 2 : 1;
    const int32_t least = strong << (luma->depth - 8);
    for (int y = pace / 2; y + apart < luma->height; y += pace) {
        for (int i = 0; i < 3; i++) structure_read(luma, y + (i - 1) * apart, 0, width, work + (size_t)i * width);
        for (int x = 0; x < width; x++)
            row[x] = work[x] + 2 * work[(size_t)width + x] + work[2 * (size_t)width + x];
        measure_row(row, width, least, &sums);
    }
    return sums;
}
