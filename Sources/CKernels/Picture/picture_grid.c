#include <string.h>

#include "picture_state.h"

static const size_t cells = (size_t)FGK_PICTURE_GRID_COLUMNS * FGK_PICTURE_GRID_ROWS;

/// Whether grid g (0: luma, 1 … 3: components) is filled. Unless luma is derived, the first component is luma's grid.
static int is_filled(const fgk_picture_state *state, int g) {
    const fgk_picture *now = state->request.now;
    if (g < 2) return g == 0 || (state->groups & FGK_PICTURE_GRID && now->model == FGK_PICTURE_RGB);
    return state->groups & FGK_PICTURE_GRID && now->components >= 3;
}

static int grid_row(const fgk_picture_state *state, int j) {
    return (int)((2 * (int64_t)j + 1) * state->height / (2 * FGK_PICTURE_GRID_ROWS));
}

static void take_component(const fgk_picture_state *state, int index, int y, uint16_t *out) {
    const picture_layout l = state->layout[index];
    picture_take(state, &state->request.now->component[index], y >> l.row_shift, l.column_shift,
                 FGK_PICTURE_GRID_COLUMNS, out);
}

static void take_luma(const fgk_picture_state *state, int y, uint16_t *out) {
    if (state->request.now->model != FGK_PICTURE_RGB) return take_component(state, 0, y, out);
    uint16_t rgb[3][FGK_PICTURE_GRID_COLUMNS];
    for (int i = 0; i < 3; i++) take_component(state, i, y, rgb[i]);
    picture_weigh(state, rgb[0], rgb[1], rgb[2], FGK_PICTURE_GRID_COLUMNS, out);
}

void picture_grid_rows(fgk_picture_state *state, int first, int last) {
    // Not later than the first grid row that can lie in these rows.
    int j = (int)((int64_t)first * FGK_PICTURE_GRID_ROWS / state->height) - 1;
    for (j = j < 0 ? 0 : j; j < FGK_PICTURE_GRID_ROWS && grid_row(state, j) < last; j++) {
        const int y = grid_row(state, j);
        if (y < first) continue;
        const size_t at = (size_t)j * FGK_PICTURE_GRID_COLUMNS;
        take_luma(state, y, state->grid[0] + at);
        for (int g = 1; g < 4; g++)
            if (is_filled(state, g)) take_component(state, g - 1, y, state->grid[g] + at);
    }
}

void picture_grid_clear(fgk_picture_state *state) {
    for (int g = 0; g < 4; g++)
        if (is_filled(state, g)) memset(state->grid[g], 0, cells * sizeof(uint16_t));
}

void picture_grid_merge(fgk_picture_state *into, const fgk_picture_state *from) {
    // A sample belongs to one band only; in every other band it is still 0.
    for (int g = 0; g < 4; g++)
        for (size_t i = 0; is_filled(into, g) && i < cells; i++) into->grid[g][i] |= from->grid[g][i];
}

void picture_grid_finish(const fgk_picture_state *state, fgk_picture_tiles *tiles) {
    tiles->luma_grid = state->grid[0];
    if (!(state->groups & FGK_PICTURE_GRID)) return;
    tiles->component_grid[0] = is_filled(state, 1) ? state->grid[1] : state->grid[0];
    for (int g = 2; g < 4; g++)
        if (is_filled(state, g)) tiles->component_grid[g - 1] = state->grid[g];
}
