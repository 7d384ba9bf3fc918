#include <stdlib.h>

#include "fgk_picture_result.h"
#include "fgk_structure.h"
#include "structure_rows.h"

enum {
    tile = FGK_PICTURE_TILE,
    // Samples on both sides of an edge that are looked at, and the places beside the grid.
    side = 3,
    places = 5,
};

/// Samples on both sides of an edge: 2 · side of each of 16 lines across it.
typedef struct strip {
    uint16_t sample[tile][2 * side];
} strip;

static void read_upright(const fgk_picture_component *luma, int x, int y, strip *to) {
    for (int i = 0; i < tile; i++) structure_read(luma, y + i, x - side, 2 * side, to->sample[i]);
}

static void read_level(const fgk_picture_component *luma, int x, int y, strip *to) {
    for (int j = 0; j < 2 * side; j++) {
        uint16_t row[tile];
        structure_read(luma, y - side + j, x, tile, row);
        for (int i = 0; i < tile; i++) to->sample[i][j] = row[i];
    }
}

static int is_broken(const strip *edge, int step) {
    int sums[2 * side - 1] = {0};
    for (int i = 0; i < tile; i++)
        for (int j = 0; j + 1 < 2 * side; j++) sums[j] += abs(edge->sample[i][j] - edge->sample[i][j + 1]);
    int within = 0;
    for (int j = 0; j + 1 < 2 * side; j++)
        if (j != side - 1 && sums[j] > within) within = sums[j];
    return sums[side - 1] > step * tile && sums[side - 1] > 3 * within;
}

static int differ(uint32_t a, uint32_t b, uint32_t moved) {
    const uint32_t larger = a > b ? a : b, smaller = a > b ? b : a;
    return larger > moved && larger > 2 * smaller;
}

/// Counts an edge at its place and at four beside it.
static void count(const fgk_picture_component *luma, int x, int y, int upright, int step, int counts[places]) {
    static const int beside[places] = {0, -7, -5, 5, 7};
    for (int i = 0; i < places; i++) {
        strip edge;
        if (upright) read_upright(luma, x + beside[i], y, &edge);
        else read_level(luma, x, y + beside[i], &edge);
        counts[i] += is_broken(&edge, step);
    }
}

fgk_broken_edges fgk_broken_edges_find(const fgk_picture_component *luma, const uint32_t *tile_sad, int columns, int rows,
                                       uint32_t moved, int step) {
    fgk_broken_edges found = {0};
    int counts[places] = {0};
    const int whole = luma->height / tile, across = luma->width / tile;
    for (int i = 0; i < columns * rows; i++) found.changed += tile_sad[i] > moved;
    if (found.changed * 5 > columns * rows * 3) return found;
    for (int row = 0; row < whole; row++)
        for (int column = 0; column < across; column++) {
            const uint32_t own = tile_sad[row * columns + column];
            const int before = counts[0];
            if (column && differ(own, tile_sad[row * columns + column - 1], moved))
                count(luma, column * tile, row * tile, 1, step, counts);
            if (row && differ(own, tile_sad[(row - 1) * columns + column], moved))
                count(luma, column * tile, row * tile, 0, step, counts);
            if (counts[0] > before && !found.x && !found.y) found.x = column, found.y = row;
        }
    found.on_grid = counts[0];
    for (int i = 1; i < places; i++)
        if (counts[i] > found.beside) found.beside = counts[i];
    return found;
}

void fgk_row_halves(const fgk_picture_component *luma, int y, int threshold, uint16_t *work, int halves[2]) {
    const int width = luma->width;
    structure_read(luma, y, 0, width, work);
    for (int half = 0; half < 2; half++) {
        const int from = width * (half ? 60 : 2) / 100, to = width * (half ? 98 : 40) / 100;
        int bright = 0;
        for (int x = from; x < to; x++) bright += work[x] > threshold;
        halves[half] = to > from ? bright * 1000 / (to - from) : 0;
    }
}

fgk_row_shift fgk_row_shift_find(const fgk_picture_component *luma, int y, int other, uint16_t *work) {
    enum { reach = 32 };
    const int width = luma->width, many = width - 2 * reach;
    fgk_row_shift found = {0, 0, 0};
    if (many < 64) return found;
    structure_read(luma, y, 0, width, work);
    structure_read(luma, other, 0, width, work + width);
    uint32_t best = UINT32_MAX;
    for (int shift = -reach; shift <= reach; shift++) {
        uint32_t sum = 0;
        const uint16_t *a = work + reach, *b = work + width + reach - shift;
        for (int x = 0; x < many; x++) sum += (uint32_t)abs(a[x] - b[x]);
        if (!shift) found.plain = (int32_t)((uint64_t)sum * 16 / (uint32_t)many);
        // Of equals the smaller shift.
        if (sum < best || (sum == best && abs(shift) < abs(found.shift))) best = sum, found.shift = shift;
    }
    found.best = (int32_t)((uint64_t)best * 16 / (uint32_t)many);
    return found;
}
