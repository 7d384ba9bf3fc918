#include <stdlib.h>
#include <string.h>

#include "picture_state.h"

/// Differences of a component that is not luma; luma's come from the tiles.
void picture_change_row(fgk_picture_state *state, int index, int y, const void *row) {
    const fgk_picture_component *c = &state->request.previous->component[index];
    const int bytes = state->layout[index].as_bytes;
    const void *previous = picture_row(state, c, y, bytes, state->slot[picture_slot_previous]);
    state->sad[index] += bytes ? state->kernels->sad_bytes(row, previous, c->width)
                               : state->kernels->sad_words(row, previous, c->width);
}

static int pixels_across(int tile, int size) {
    const int left = size - tile * FGK_PICTURE_TILE;
    return left < FGK_PICTURE_TILE ? left : FGK_PICTURE_TILE;
}

/// SAD of a tile as if it had 256 pixels.
static uint32_t whole_tile_sad(const fgk_picture_state *state, int tile) {
    const int across = pixels_across(tile % state->tile_columns, state->width);
    const int down = pixels_across(tile / state->tile_columns, state->height);
    return (uint32_t)((uint64_t)state->tiles.sad[tile] * 256 / (uint32_t)(across * down));
}

enum { digit_bits = 12, digits = 1 << digit_bits };

/// First digit at which the counts reach `rank`; takes what lies below it off the rank.
static uint32_t select_digit(const uint32_t *count, uint32_t *rank) {
    uint32_t d = 0;
    while (*rank > count[d]) *rank -= count[d++];
    return d;
}

/// Nearest-rank percentile by counting the two 12-bit digits of a SAD, which is below 2^24.
static uint32_t tile_sad_p99(const fgk_picture_state *state) {
    const int tiles = state->tile_columns * state->tile_rows;
    uint32_t count[digits] = {0}, rank = (uint32_t)(((uint64_t)tiles * 99 + 99) / 100);
    for (int t = 0; t < tiles; t++) count[whole_tile_sad(state, t) >> digit_bits]++;
    const uint32_t high = select_digit(count, &rank);
    memset(count, 0, sizeof count);
    for (int t = 0; t < tiles; t++) {
        const uint32_t sad = whole_tile_sad(state, t);
        if (sad >> digit_bits == high) count[sad & (digits - 1)]++;
    }
    return high << digit_bits | select_digit(count, &rank);
}

void picture_change_finish(fgk_picture_state *state, fgk_picture_result *result) {
    fgk_picture_change *change = &result->change;
    const uint64_t luma = state->field_sad[0] + state->field_sad[1];
    *change = (fgk_picture_change){.valid = 1, .luma_sad = luma, .tile_sad = state->tiles.sad,
                                   .tile_columns = state->tile_columns, .tile_rows = state->tile_rows};
    if (state->request.now->model != FGK_PICTURE_RGB) state->sad[0] = luma;
    memcpy(change->sad, state->sad, sizeof change->sad);
    memcpy(change->field_sad, state->field_sad, sizeof change->field_sad);
    change->is_repeat = !(change->sad[0] | change->sad[1] | change->sad[2] | change->sad[3]);
    change->tile_sad_p99 = tile_sad_p99(state);
}
