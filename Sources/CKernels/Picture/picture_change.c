#include <stdlib.h>
#include <string.h>

#include "picture_state.h"

/// Differences of a component that is not luma; luma's come from the tiles.
void picture_change_row(fgk_picture_state *state, int index, int y, const void *row) {
    if (!picture_row_is_counted(y, state->request.change_rows)) return;
    const fgk_picture_component *c = &state->request.previous->component[index];
    const int bytes = state->layout[index].as_bytes;
    const void *previous = picture_row(state, c, y, bytes, state->slot[picture_slot_previous]);
    state->sad[index] += bytes ? state->kernels->sad_bytes(row, previous, c->width)
                               : state->kernels->sad_words(row, previous, c->width);
}

enum { digit_bits = 12, digits = 1 << digit_bits };

/// SAD of each tile of a row as if it had 256 pixels.
static void whole_tile_sads(const fgk_picture_state *state, int row, uint32_t *out) {
    const int columns = state->tile_columns, right = state->width - (columns - 1) * FGK_PICTURE_TILE;
    const int left = state->height - row * FGK_PICTURE_TILE, down = left < FGK_PICTURE_TILE ? left : FGK_PICTURE_TILE;
    const uint32_t *sad = state->tiles.sad + (size_t)row * (size_t)columns;
    if (down == FGK_PICTURE_TILE) memcpy(out, sad, (size_t)columns * sizeof *out);
    else
        for (int x = 0; x < columns; x++) out[x] = (uint32_t)((uint64_t)sad[x] * 16 / (uint32_t)down);
    out[columns - 1] = (uint32_t)((uint64_t)sad[columns - 1] * 256 / (uint32_t)(right * down));
    // Of an edge tile more than its share of rows may have been compared.
    for (int x = 0; x < columns; x++) out[x] = out[x] < digits * digits ? out[x] : digits * digits - 1;
}

/// First digit at which the counts reach `rank`; takes what lies below it off the rank.
static uint32_t select_digit(const uint32_t *count, uint32_t *rank) {
    uint32_t d = 0;
    while (*rank > count[d]) *rank -= count[d++];
    return d;
}

/// Nearest-rank percentile by counting the two 12-bit digits of a SAD, which is below 2^24.
static uint32_t tile_sad_p99(const fgk_picture_state *state) {
    const int tiles = state->tile_columns * state->tile_rows;
    uint32_t count[digits] = {0}, rank = (uint32_t)(((uint64_t)tiles * 99 + 99) / 100), *sads = state->whole_sads;
    for (int y = 0; y < state->tile_rows; y++) whole_tile_sads(state, y, sads + (size_t)y * (size_t)state->tile_columns);
    for (int t = 0; t < tiles; t++) count[sads[t] >> digit_bits]++;
    const uint32_t high = select_digit(count, &rank);
    memset(count, 0, sizeof count);
    for (int t = 0; t < tiles; t++)
        if (sads[t] >> digit_bits == high) count[sads[t] & (digits - 1)]++;
    return high << digit_bits | select_digit(count, &rank);
}

/// Rows that were passed over count like those that were compared.
static void extrapolate(fgk_picture_state *state) {
    const int n = state->request.change_rows;
    if (n <= 1) return;
    for (int i = 0; i < 4; i++) state->sad[i] *= (uint64_t)n;
    for (int i = 0; i < 2; i++) state->field_sad[i] *= (uint64_t)n;
    for (int t = 0; t < state->tile_columns * state->tile_rows; t++) state->tiles.sad[t] *= (uint32_t)n;
}

void picture_change_finish(fgk_picture_state *state, fgk_picture_result *result) {
    fgk_picture_change *change = &result->change;
    extrapolate(state);
    const uint64_t luma = state->field_sad[0] + state->field_sad[1];
    *change = (fgk_picture_change){.valid = 1, .luma_sad = luma, .tile_sad = state->tiles.sad,
                                   .tile_columns = state->tile_columns, .tile_rows = state->tile_rows};
    if (state->request.now->model != FGK_PICTURE_RGB) state->sad[0] = luma;
    memcpy(change->sad, state->sad, sizeof change->sad);
    memcpy(change->field_sad, state->field_sad, sizeof change->field_sad);
    change->is_repeat = !(change->sad[0] | change->sad[1] | change->sad[2] | change->sad[3]);
    change->tile_sad_p99 = tile_sad_p99(state);
}
