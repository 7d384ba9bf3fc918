#include "picture_state.h"

static int lies_in_words(const fgk_picture_component *c) {
    if (c->bytes != 2 || c->step != 2 || c->shift || c->big_endian) return 0;
    // The vector kernel adds pairs of words as signed.
    return c->depth < 16 && !(((uintptr_t)c->data | (uintptr_t)c->stride) & 1);
}

int picture_sweep_is_defined(const fgk_picture_state *state) {
    static const unsigned all = FGK_PICTURE_LEVELS | FGK_PICTURE_TILES | FGK_PICTURE_LINES;
    if ((state->groups & all) != all || state->request.now->model == FGK_PICTURE_RGB) return 0;
    return state->luma_as_bytes || lies_in_words(&state->request.now->component[0]);
}

static void take_in(picture_scan *into, const picture_scan *from) {
    if (from->min < into->min) into->min = from->min;
    if (from->max > into->max) into->max = from->max;
    into->used |= from->used;
    into->sum += from->sum;
}

const void *picture_sweep_row(fgk_picture_state *state, int y) {
    picture_level_sums *sums = &state->levels[0];
    picture_line_counts *l = &state->lines;
    const fgk_picture_component *c = &state->request.now->component[0];
    const uint8_t *p = c->data + (ptrdiff_t)y * c->stride;
    const void *row = p;
    picture_swept found = {{UINT16_MAX, 0, 0, 0}, 0};
    if (state->luma_as_bytes) {
        const picture_byte_columns columns = {state->tiles.sum_lanes, l->byte_max, l->byte_count};
        state->kernels->sweep_bytes(p, c->width, state->request.line_threshold, &columns, &found);
        if (++l->rows_in_bytes == UINT8_MAX) picture_sweep_flush(state);
    } else {
        const picture_word_columns columns = {state->tiles.sum_lanes, l->column_max, l->column_count};
        state->kernels->sweep_words((const uint16_t *)row, c->width, c->depth, state->request.line_threshold, &columns,
                                    &found);
    }
    l->row_max[y] = found.scan.max;
    l->row_count[y] = found.count;
    // Rows with stray words are looked at again, to count these.
    if (!state->luma_as_bytes && found.scan.used >> c->depth)
        row = picture_scanned_row(state, c, y, 0, state->slot[picture_slot_now], &sums->scan, &sums->stray);
    else take_in(&sums->scan, &found.scan);
    picture_levels_count(state, 0, y, row);
    return row;
}

void picture_sweep_flush(fgk_picture_state *state) {
    picture_line_counts *l = &state->lines;
    for (int x = 0; l->rows_in_bytes && x < state->width; x++) {
        if (l->byte_max[x] > l->column_max[x]) l->column_max[x] = l->byte_max[x];
        l->column_count[x] = (uint16_t)(l->column_count[x] + l->byte_count[x]);
        l->byte_max[x] = l->byte_count[x] = 0;
    }
    l->rows_in_bytes = 0;
}
