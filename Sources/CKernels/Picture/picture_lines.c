#include <string.h>

#include "picture_state.h"

int picture_lines_create(picture_line_counts *lines, int width, int height) {
    uint16_t **all[] = {&lines->row_max, &lines->row_count, &lines->column_max, &lines->column_count};
    int failed = 0;
    for (int i = 0; i < 4; i++) *all[i] = picture_room(sizeof(uint16_t) * (size_t)(i < 2 ? height : width), &failed);
    lines->byte_max = picture_room((size_t)width, &failed);
    lines->byte_count = picture_room((size_t)width, &failed);
    return !failed;
}

void picture_lines_clear(fgk_picture_state *state) {
    const size_t rows = sizeof(uint16_t) * (size_t)state->height, columns = sizeof(uint16_t) * (size_t)state->width;
    memset(state->lines.row_max, 0, rows);
    memset(state->lines.row_count, 0, rows);
    memset(state->lines.column_max, 0, columns);
    memset(state->lines.column_count, 0, columns);
}

void picture_lines_row(fgk_picture_state *state, int y, const void *luma) {
    picture_line_counts *l = &state->lines;
    const picture_kernels *k = state->kernels;
    const uint16_t threshold = state->request.line_threshold;
    l->row_max[y] = state->luma_as_bytes ? k->lines_bytes(luma, state->width, threshold, l->column_max,
                                                          l->column_count, &l->row_count[y])
                                         : k->lines_words(luma, state->width, threshold, l->column_max,
                                                          l->column_count, &l->row_count[y]);
}

void picture_lines_merge(fgk_picture_state *into, const fgk_picture_state *from) {
    // A row belongs to one band only; in every other band it is still 0.
    for (int y = 0; y < into->height; y++) {
        into->lines.row_max[y] |= from->lines.row_max[y];
        into->lines.row_count[y] |= from->lines.row_count[y];
    }
    for (int x = 0; x < into->width; x++) {
        uint16_t *max = &into->lines.column_max[x];
        if (from->lines.column_max[x] > *max) *max = from->lines.column_max[x];
        into->lines.column_count[x] = (uint16_t)(into->lines.column_count[x] + from->lines.column_count[x]);
    }
}

void picture_lines_finish(fgk_picture_state *state, fgk_picture_result *result) {
    const picture_line_counts *l = &state->lines;
    result->lines = (fgk_picture_lines){.valid = 1, .row_max = l->row_max, .row_count = l->row_count,
                                        .column_max = l->column_max, .column_count = l->column_count};
}
