#include <stdlib.h>
#include <string.h>

#include "fgk_structure.h"

static int cell_of(const uint16_t *const grid[3], int components, int i, int depth) {
    const int shift = depth - 4;
    int cell = grid[0][i] >> shift;
    for (int c = 1; c < components; c++) cell = cell << 4 | grid[c][i] >> shift;
    return cell;
}

fgk_modal fgk_modal_colour(const uint16_t *const grid[3], int components, int count, int pace, int depth,
                           const int tolerance[3], uint32_t *cells) {
    memset(cells, 0, 4096 * sizeof *cells);
    for (int i = 0; i < count; i += pace) cells[cell_of(grid, components, i, depth)]++;
    int modal = 0;
    for (int i = 1; i < 4096; i++)
        if (cells[i] > cells[modal]) modal = i;
    uint64_t sum[3] = {0, 0, 0};
    for (int i = 0; i < count; i += pace) {
        if (cell_of(grid, components, i, depth) != modal) continue;
        for (int c = 0; c < components; c++) sum[c] += grid[c][i];
    }
    fgk_modal result = {{0, 0, 0}, 0};
    for (int c = 0; c < components; c++) result.code[c] = (int)((sum[c] + cells[modal] / 2) / cells[modal]);
    for (int i = 0; i < count; i += pace) {
        int within = 1;
        for (int c = 0; c < components; c++) within &= abs(grid[c][i] - result.code[c]) <= tolerance[c];
        result.within += (uint32_t)within;
    }
    return result;
}

int fgk_tiles_risen(const uint32_t *now, const uint32_t *before, int count, uint32_t moved) {
    uint64_t all = 0, risen = 0;
    for (int i = 0; i < count; i++) {
        if (now[i] < moved && before[i] < moved) continue;
        all++;
        risen += (uint64_t)now[i] * 20 >= (uint64_t)before[i] * 23;
    }
    return all ? (int)(risen * 1000 / all) : 0;
}
