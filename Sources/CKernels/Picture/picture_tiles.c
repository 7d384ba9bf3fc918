#include <string.h>

#include "picture_state.h"

static size_t lane_count(const fgk_picture_state *state) { return (size_t)state->tile_columns * picture_word_lanes; }

static inline __attribute__((always_inline)) uint64_t add_so_many(const uint16_t *lanes, int per_tile, int tiles,
                                                                   uint32_t *sums) {
    uint64_t total = 0;
    for (int t = 0; t < tiles; t++) {
        uint32_t sum = 0;
        for (int i = 0; i < per_tile; i++) sum += lanes[t * per_tile + i];
        sums[t] += sum;
        total += sum;
    }
    return total;
}

/// Adds the lanes of each tile to its sum; returns the sum of all.
static uint64_t add_lanes(const uint16_t *lanes, int per_tile, int tiles, uint32_t *sums) {
    return per_tile == picture_word_lanes ? add_so_many(lanes, picture_word_lanes, tiles, sums)
                                          : add_so_many(lanes, picture_byte_lanes, tiles, sums);
}

void picture_tiles_flush(fgk_picture_state *state, int y) {
    picture_tile_sums *t = &state->tiles;
    if (!t->rows_in_lanes) return;
    const int lanes = state->luma_as_bytes ? picture_byte_lanes : picture_word_lanes, columns = state->tile_columns;
    const size_t first = (size_t)(y / FGK_PICTURE_TILE) * (size_t)columns;
    if (state->groups & FGK_PICTURE_TILES) {
        add_lanes(t->sum_lanes, lanes, columns, t->sum + first);
        memset(t->sum_lanes, 0, lane_count(state) * sizeof(uint16_t));
    }
    for (int field = 0; state->groups & FGK_PICTURE_CHANGE && field < 2; field++) {
        state->field_sad[field] += add_lanes(t->sad_lanes[field], lanes, columns, t->sad + first);
        memset(t->sad_lanes[field], 0, lane_count(state) * sizeof(uint16_t));
    }
    t->rows_in_lanes = 0;
}

void picture_tiles_row(fgk_picture_state *state, int y, const void *luma) {
    const picture_kernels *k = state->kernels;
    picture_tile_sums *t = &state->tiles;
    if (state->groups & FGK_PICTURE_TILES && !state->is_swept) {
        if (state->luma_as_bytes) k->tile_sum_bytes(luma, state->width, t->sum_lanes);
        else k->tile_sum_words(luma, state->width, t->sum_lanes);
    }
    if (state->groups & FGK_PICTURE_CHANGE && picture_row_is_counted(y, state->request.change_rows)) {
        const void *previous = picture_luma_row(state, state->request.previous, y, picture_slot_previous);
        if (state->luma_as_bytes) k->tile_sad_bytes(luma, previous, state->width, t->sad_lanes[y & 1]);
        else k->tile_sad_words(luma, previous, state->width, t->sad_lanes[y & 1]);
    }
    // A lane holds 65535: 16 rows of 12-bit codes, a single row of 16-bit codes.
    const int most = 65535 / ((1 << state->depth) - 1);
    if (++t->rows_in_lanes >= most || y % FGK_PICTURE_TILE == FGK_PICTURE_TILE - 1) picture_tiles_flush(state, y);
}

void picture_tiles_merge(fgk_picture_state *into, const fgk_picture_state *from) {
    const int tiles = into->tile_columns * into->tile_rows;
    for (int i = 0; i < tiles; i++) into->tiles.sum[i] += from->tiles.sum[i];
    for (int i = 0; i < tiles; i++) into->tiles.sad[i] += from->tiles.sad[i];
}

void picture_tiles_finish(fgk_picture_state *state, fgk_picture_result *result) {
    fgk_picture_tiles *tiles = &result->tiles;
    *tiles = (fgk_picture_tiles){.valid = 1, .columns = state->tile_columns, .rows = state->tile_rows,
                                 .luma_sum = state->tiles.sum};
    picture_grid_finish(state, tiles);
}
