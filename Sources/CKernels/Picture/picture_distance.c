#include <string.h>

#include "picture_state.h"

int picture_distance_is_defined(const fgk_picture_state *state) {
    const fgk_picture *now = state->request.now;
    const fgk_picture_component *luma = &now->component[0];
    if (now->model == FGK_PICTURE_RGB || luma->step != luma->bytes || luma->shift) return 0;
    return luma->bytes == 1 || (!luma->big_endian && !(((uintptr_t)luma->data | (uintptr_t)luma->stride) & 1));
}

void picture_distance_clear(fgk_picture_state *state) {
    memset(state->distance, 0, sizeof *state->distance * (size_t)state->height);
}

void picture_distance_row(fgk_picture_state *state, int y) {
    const fgk_picture *now = state->request.now;
    const fgk_picture_component *c = &now->component[0];
    const int pitch = now->interlaced ? 2 : 1;
    if (y < pitch) return;
    const uint8_t *a = c->data + y * c->stride, *b = a - pitch * c->stride;
    const int step = c->width <= FGK_PICTURE_ROW_NARROW ? FGK_PICTURE_ROW_CHUNK : FGK_PICTURE_ROW_PACE;
    state->distance[y] =
        c->bytes == 1 ? state->kernels->distance_bytes(a, b, c->width, step)
                      : state->kernels->distance_words((const uint16_t *)(const void *)a,
                                                       (const uint16_t *)(const void *)b, c->width, step,
                                                       (uint16_t)((1u << c->depth) - 1));
}

void picture_distance_merge(fgk_picture_state *into, const fgk_picture_state *from) {
    // A row belongs to one band only; in every other band it is still 0.
    for (int y = 0; y < into->height; y++) into->distance[y] |= from->distance[y];
}

void picture_distance_finish(fgk_picture_state *state, fgk_picture_result *result) {
    result->rows = (fgk_picture_rows){.valid = 1, .pitch = state->request.now->interlaced ? 2 : 1,
                                      .distance = state->distance};
}
