#include "picture_state.h"

static int grid_row(const fgk_picture_state *state, int j) {
    return (int)((2 * (int64_t)j + 1) * state->height / (2 * FGK_PICTURE_GRID_ROWS));
}

static void take(const void *row, int as_bytes, const uint32_t *column, int shift, uint16_t *out) {
    const uint8_t *bytes = row;
    const uint16_t *words = row;
    if (as_bytes)
        for (int i = 0; i < FGK_PICTURE_GRID_COLUMNS; i++) out[i] = bytes[column[i] >> shift];
    else
        for (int i = 0; i < FGK_PICTURE_GRID_COLUMNS; i++) out[i] = words[column[i] >> shift];
}

static void take_components(fgk_picture_state *state, int y, size_t at) {
    const fgk_picture *now = state->request.now;
    const int components = now->components < 3 ? 1 : 3;
    for (int c = 0; c < components; c++) {
        const picture_layout *l = &state->layout[c];
        const void *row = picture_row(state, &now->component[c], y >> l->row_shift, l->as_bytes,
                                      state->slot[picture_slot_now], NULL);
        take(row, l->as_bytes, state->grid_column, l->column_shift, state->component_grid[c] + at);
    }
}

void picture_grid_band(fgk_picture_state *state, int first, int last) {
    for (int j = 0; j < FGK_PICTURE_GRID_ROWS; j++) {
        const int y = grid_row(state, j);
        if (y < first || y >= last) continue;
        const size_t at = (size_t)j * FGK_PICTURE_GRID_COLUMNS;
        const void *luma = picture_luma_row(state, state->request.now, y, picture_slot_now);
        take(luma, state->luma_as_bytes, state->grid_column, 0, state->luma_grid + at);
        if (state->groups & FGK_PICTURE_GRID) take_components(state, y, at);
    }
}

void picture_grid_merge(fgk_picture_state *into, const fgk_picture_state *from) {
    // A sample belongs to one band only; in every other band it is still 0.
    const size_t cells = (size_t)FGK_PICTURE_GRID_COLUMNS * FGK_PICTURE_GRID_ROWS;
    for (size_t i = 0; i < cells; i++) into->luma_grid[i] |= from->luma_grid[i];
    for (int c = 0; into->groups & FGK_PICTURE_GRID && c < 3; c++)
        for (size_t i = 0; i < cells; i++) into->component_grid[c][i] |= from->component_grid[c][i];
}
