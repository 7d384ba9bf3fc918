#include "picture_state.h"

#include <stdlib.h>
#include <string.h>

/// Zeroed memory on a cache line, and a failure that is remembered.
static void *room(size_t bytes, int *failed) {
    void *p = aligned_alloc(64, (bytes + 63) / 64 * 64);
    if (p) memset(p, 0, bytes);
    else *failed = 1;
    return p;
}

static int allocate(fgk_picture_state *s) {
    int failed = 0;
    const size_t lanes = (size_t)s->tile_columns * picture_word_lanes, tiles = (size_t)s->tile_columns * s->tile_rows;
    const size_t cells = (size_t)FGK_PICTURE_GRID_COLUMNS * FGK_PICTURE_GRID_ROWS;
    for (int i = 0; i < picture_slots; i++) s->slot[i] = room(lanes * 2, &failed);
    for (int i = 0; i < 4; i++) s->histogram[i] = room(4 * (size_t)s->bins * picture_histogram_tables, &failed);
    s->tiles.sum = room(tiles * 4, &failed);
    s->tiles.sad = room(tiles * 4, &failed);
    s->tiles.sum_lanes = room(lanes * 2, &failed);
    for (int i = 0; i < 2; i++) s->tiles.sad_lanes[i] = room(lanes * 2, &failed);
    s->luma_grid = room(cells * 2, &failed);
    for (int i = 0; i < 3; i++) s->component_grid[i] = room(cells * 2, &failed);
    s->grid_column = room(FGK_PICTURE_GRID_COLUMNS * 4, &failed);
    return !failed;
}

fgk_picture_state *fgk_picture_state_create(int width, int height, int depth) {
    if (width < 1 || width > 32767 || height < 1 || height > 32767 || depth < 8 || depth > 16) return NULL;
    fgk_picture_state *s = calloc(1, sizeof *s);
    if (!s) return NULL;
    s->width = width;
    s->height = height;
    s->depth = depth;
    s->tile_columns = (width + FGK_PICTURE_TILE - 1) / FGK_PICTURE_TILE;
    s->tile_rows = (height + FGK_PICTURE_TILE - 1) / FGK_PICTURE_TILE;
    s->histogram_shift = depth > 12 ? depth - 12 : 0;
    s->bins = 1 << (depth - s->histogram_shift);
    if (!allocate(s)) {
        fgk_picture_state_destroy(s);
        return NULL;
    }
    for (int i = 0; i < FGK_PICTURE_GRID_COLUMNS; i++)
        s->grid_column[i] = (uint32_t)((2 * (uint64_t)i + 1) * (uint32_t)width / (2 * FGK_PICTURE_GRID_COLUMNS));
    fgk_picture_state_use_plain(s, 0);
    return s;
}

void fgk_picture_state_destroy(fgk_picture_state *s) {
    if (!s) return;
    for (int i = 0; i < picture_slots; i++) free(s->slot[i]);
    for (int i = 0; i < 4; i++) free(s->histogram[i]);
    free(s->tiles.sum);
    free(s->tiles.sad);
    free(s->tiles.sum_lanes);
    for (int i = 0; i < 2; i++) free(s->tiles.sad_lanes[i]);
    free(s->luma_grid);
    for (int i = 0; i < 3; i++) free(s->component_grid[i]);
    free(s->grid_column);
    free(s);
}

int fgk_picture_state_use_plain(fgk_picture_state *s, int plain) {
    const picture_kernels *best = plain ? NULL : picture_avx2_kernels();
    s->kernels = best ? best : &picture_plain_kernels;
    return best != NULL;
}
