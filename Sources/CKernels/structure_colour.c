#include <stdlib.h>
#include <string.h>

#include "fgk_structure.h"

enum { cell_count = 4096 };

static void pick(const uint16_t *restrict grid, int many, int pace, uint16_t *restrict to) {
    for (int i = 0; i < many; i++) to[i] = grid[(size_t)i * (size_t)pace];
}

/// Cell of each sample.
static void place(const uint16_t *restrict codes, int components, int many, int depth, uint16_t *restrict cell) {
    const int shift = depth - 4;
    for (int i = 0; i < many; i++) cell[i] = codes[i] >> shift;
    for (int c = 1; c < components; c++)
        for (int i = 0; i < many; i++) cell[i] = (uint16_t)(cell[i] << 4 | codes[(size_t)c * (size_t)many + i] >> shift);
}

/// The first of the fullest cells.
static int fullest(const uint32_t *cells) {
    int32_t most = 0;
    for (int i = 0; i < cell_count; i++) most = (int32_t)cells[i] > most ? (int32_t)cells[i] : most;
    int modal = 0;
    while (cells[modal] != (uint32_t)most) modal++;
    return modal;
}

static uint64_t sum_in_cell(const uint16_t *restrict codes, const uint16_t *restrict cell, int many, int modal) {
    uint64_t all = 0;
    for (int first = 0; first < many; first += 4096) {
        const int last = many - first < 4096 ? many : first + 4096;
        uint32_t sum = 0;
        for (int i = first; i < last; i++) sum += cell[i] == modal ? codes[i] : 0;
        all += sum;
    }
    return all;
}

/// Takes the mark off the samples that differ from `code` by more than `tolerance`.
static void hold_against(const uint16_t *restrict codes, int many, int code, int tolerance, uint16_t *restrict within) {
    const uint16_t least = (uint16_t)(code > tolerance ? code - tolerance : 0);
    const uint16_t most = (uint16_t)(code + tolerance < UINT16_MAX ? code + tolerance : UINT16_MAX);
    for (int i = 0; i < many; i++) within[i] &= (codes[i] >= least) & (codes[i] <= most);
}

fgk_modal fgk_modal_colour(const uint16_t *const grid[3], int components, int count, int pace, int depth,
                           const int tolerance[3], uint32_t *cells, uint16_t *picked) {
    const int many = (count + pace - 1) / pace;
    uint16_t *cell = picked + 3 * (size_t)many;
    for (int c = 0; c < components; c++) pick(grid[c], many, pace, picked + (size_t)c * (size_t)many);
    place(picked, components, many, depth, cell);
    memset(cells, 0, cell_count * sizeof *cells);
    for (int i = 0; i < many; i++) cells[cell[i]]++;
    const int modal = fullest(cells);
    fgk_modal result = {{0, 0, 0}, 0};
    for (int c = 0; c < components; c++) {
        const uint64_t sum = sum_in_cell(picked + (size_t)c * (size_t)many, cell, many, modal);
        result.code[c] = (int)((sum + cells[modal] / 2) / cells[modal]);
    }
    uint16_t *within = cell;
    for (int i = 0; i < many; i++) within[i] = 1;
    for (int c = 0; c < components; c++)
        hold_against(picked + (size_t)c * (size_t)many, many, result.code[c], tolerance[c], within);
    for (int i = 0; i < many; i++) result.within += within[i];
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
