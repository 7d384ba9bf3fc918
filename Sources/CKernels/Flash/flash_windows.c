#include "flash_windows.h"

#include <stdlib.h>
#include <string.h>

enum { width = flash_columns + 1 };
/// Coarse blocks that show cheaply that no window can be full enough.
enum { block = 15, block_columns = flash_columns / block, block_rows = flash_rows / block };

int flash_windows_make(flash_windows *w, int columns, int rows) {
    w->columns = columns < flash_columns ? columns : flash_columns;
    w->rows = rows < flash_rows ? rows : flash_rows;
    if (w->columns == flash_columns && w->rows == flash_rows) return 1;
    w->sums = flash_room((uint64_t)width * (flash_rows + 1) * sizeof *w->sums);
    w->corners = flash_room(flash_samples);
    return w->sums && w->corners;
}

void flash_windows_free(flash_windows *w) {
    free(w->sums);
    free(w->corners);
}

static void add_up(uint32_t *sums, const uint8_t *mask) {
    for (int y = 0; y < flash_rows; y++) {
        const uint32_t *above = sums + (size_t)y * width + 1;
        uint32_t *out = sums + (size_t)(y + 1) * width + 1, run = 0;
        for (int x = 0; x < flash_columns; x++) out[x] = above[x] + (run += mask[(size_t)y * flash_columns + x]);
    }
}

/// Sum over columns x0 … x1 − 1 and rows y0 … y1 − 1.
static inline uint32_t between(const uint32_t *sums, int x0, int y0, int x1, int y1) {
    const uint32_t *top = sums + (size_t)y0 * width, *bottom = sums + (size_t)y1 * width;
    return bottom[x1] - bottom[x0] - top[x1] + top[x0];
}

static void block_sums(const uint8_t *mask, int sums[block_rows + 1][block_columns + 1]) {
    memset(sums, 0, sizeof(int) * (block_rows + 1) * (block_columns + 1));
    for (int j = 0; j < block_rows; j++) {
        uint8_t column[flash_columns] = {0};
        const uint8_t *row = mask + (size_t)j * block * flash_columns;
        for (int y = 0; y < block; y++, row += flash_columns)
            for (int x = 0; x < flash_columns; x++) column[x] += row[x];
        int run = 0;
        for (int i = 0; i < block_columns; i++) {
            for (int x = 0; x < block; x++) run += column[i * block + x];
            sums[j + 1][i + 1] = sums[j][i + 1] + run;
        }
    }
}

/// At least as many samples as the fullest window holds: those of all the blocks that a window can touch.
static int at_most(const flash_windows *w, const uint8_t *mask) {
    int sums[block_rows + 1][block_columns + 1];
    block_sums(mask, sums);
    int across = (w->columns + block - 2) / block + 1, down = (w->rows + block - 2) / block + 1;
    if (across > block_columns) across = block_columns;
    if (down > block_rows) down = block_rows;
    int most = 0;
    for (int j = 0; j + down <= block_rows; j++)
        for (int i = 0; i + across <= block_columns; i++) {
            const int sum = sums[j + down][i + across] - sums[j][i + across] - sums[j + down][i] + sums[j][i];
            if (sum > most) most = sum;
        }
    return most;
}

int flash_windows_fullest(flash_windows *w, const uint8_t *mask, int total, double limit) {
    if (!w->sums || total <= limit) return total;
    const int bound = at_most(w, mask);
    if (bound <= limit) return bound;
    add_up(w->sums, mask);
    uint32_t most = 0;
    for (int y = 0; y + w->rows <= flash_rows; y++)
        for (int x = 0; x + w->columns <= flash_columns; x++) {
            const uint32_t sum = between(w->sums, x, y, x + w->columns, y + w->rows);
            if (sum > most) most = sum;
        }
    return (int)most;
}

/// Marks the corners of full windows, by the sums of the last mask.
static void mark_corners(flash_windows *w, double limit) {
    memset(w->corners, 0, flash_samples);
    const uint32_t least = (uint32_t)limit + 1;
    for (int y = 0; y + w->rows <= flash_rows; y++)
        for (int x = 0; x + w->columns <= flash_columns; x++)
            w->corners[(size_t)y * flash_columns + x] =
                between(w->sums, x, y, x + w->columns, y + w->rows) >= least;
}

int flash_windows_keep(flash_windows *w, uint8_t *mask, int total, double limit) {
    if (total <= limit) return 0;
    if (!w->sums) return total;
    if (flash_windows_fullest(w, mask, total, limit) <= limit) return 0;
    mark_corners(w, limit);
    add_up(w->sums, w->corners);
    int kept = 0;
    for (int y = 0; y < flash_rows; y++)
        for (int x = 0; x < flash_columns; x++) {
            uint8_t *at = mask + (size_t)y * flash_columns + x;
            const int left = x + 1 > w->columns ? x + 1 - w->columns : 0, top = y + 1 > w->rows ? y + 1 - w->rows : 0;
            if (*at) *at = between(w->sums, left, top, x + 1, y + 1) > 0;
            kept += *at;
        }
    return kept;
}
