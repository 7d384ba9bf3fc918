#include "picture_state.h"

#include <stdlib.h>
#include <string.h>

void *picture_room(size_t bytes, int *failed) {
    void *p = aligned_alloc(64, (bytes + 63) / 64 * 64);
    if (p) memset(p, 0, bytes);
    else *failed = 1;
    return p;
}

static int allocate(fgk_picture_state *s) {
    int failed = 0;
    const size_t lanes = (size_t)s->tile_columns * picture_word_lanes, tiles = (size_t)s->tile_columns * s->tile_rows;
    const size_t cells = (size_t)FGK_PICTURE_GRID_COLUMNS * FGK_PICTURE_GRID_ROWS;
    for (int i = 0; i < picture_slots; i++) s->slot[i] = picture_room(lanes * 2, &failed);
    const int shift = s->depth > 12 ? s->depth - 12 : 0;
    for (int i = 0; i < 4; i++) failed |= !picture_histogram_create(&s->histogram[i], 1 << (s->depth - shift), shift);
    s->tiles.sum = picture_room(tiles * 4, &failed);
    s->tiles.sad = picture_room(tiles * 4, &failed);
    s->whole_sads = picture_room(tiles * 4, &failed);
    s->tiles.sum_lanes = picture_room(lanes * 2, &failed);
    for (int i = 0; i < 2; i++) s->tiles.sad_lanes[i] = picture_room(lanes * 2, &failed);
    for (int i = 0; i < 4; i++) s->grid[i] = picture_room(cells * 2, &failed);
    for (int i = 0; i < 3; i++) s->grid_column[i] = picture_room(FGK_PICTURE_GRID_COLUMNS * 4, &failed);
    s->comb = picture_room(sizeof *s->comb * (size_t)picture_comb_bands(s), &failed);
    s->distance = picture_room(sizeof *s->distance * (size_t)s->height, &failed);
    failed |= !picture_lines_create(&s->lines, s->width, s->height);
    failed |= !picture_gamut_create(&s->gamut, s->width);
    return !failed;
}

static void place_grid(fgk_picture_state *s, int shift) {
    uint32_t *column = s->grid_column[shift];
    for (uint32_t i = 0; i < FGK_PICTURE_GRID_COLUMNS; i++)
        column[i] = (2 * i + 1) * (uint32_t)s->width / (2 * FGK_PICTURE_GRID_COLUMNS) >> shift;
    const uint32_t pace = column[1] - column[0];
    s->grid_pace[shift] = (int)pace;
    for (uint32_t i = 1; i < FGK_PICTURE_GRID_COLUMNS; i++)
        if (column[i] - column[i - 1] != pace) s->grid_pace[shift] = 0;
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
    if (!allocate(s)) {
        fgk_picture_state_destroy(s);
        return NULL;
    }
    for (int shift = 0; shift < 3; shift++) place_grid(s, shift);
    fgk_picture_state_use_plain(s, 0);
    return s;
}

void fgk_picture_state_destroy(fgk_picture_state *s) {
    if (!s) return;
    for (int i = 0; i < picture_slots; i++) free(s->slot[i]);
    for (int i = 0; i < 4; i++) picture_histogram_destroy(&s->histogram[i]);
    free(s->tiles.sum);
    free(s->tiles.sad);
    free(s->whole_sads);
    free(s->tiles.sum_lanes);
    for (int i = 0; i < 2; i++) free(s->tiles.sad_lanes[i]);
    for (int i = 0; i < 4; i++) free(s->grid[i]);
    for (int i = 0; i < 3; i++) free(s->grid_column[i]);
    free(s->comb);
    free(s->distance);
    free(s->lines.row_max);
    free(s->lines.row_count);
    free(s->lines.column_max);
    free(s->lines.column_count);
    free(s->lines.byte_max);
    free(s->lines.byte_count);
    picture_gamut_destroy(&s->gamut);
    free(s);
}

int fgk_picture_state_use_plain(fgk_picture_state *s, int plain) {
    const picture_kernels *best = plain ? NULL : picture_avx2_kernels();
    s->kernels = best ? best : &picture_plain_kernels;
    return best != NULL;
}
