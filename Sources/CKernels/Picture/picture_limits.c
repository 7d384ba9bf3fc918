#include "picture_state.h"

void picture_limits_clear(fgk_picture_state *state) {
    // One 8-bit code at either end, with its fractions at higher depths.
    const int unit = 1 << (state->depth - 8);
    for (int i = 0; i < 4; i++)
        state->beyond[i] = (picture_beyond){.lo = state->request.lo[i], .hi = state->request.hi[i],
                                            .reserved_lo = (uint16_t)unit,
                                            .reserved_hi = (uint16_t)((1 << state->depth) - 1 - unit)};
}

void picture_limits_row(fgk_picture_state *state, int index, const void *row) {
    const int n = state->request.now->component[index].width;
    if (state->layout[index].as_bytes) state->kernels->beyond_bytes(row, n, &state->beyond[index]);
    else state->kernels->beyond_words(row, n, &state->beyond[index]);
}

void picture_limits_merge(fgk_picture_state *into, const fgk_picture_state *from) {
    for (int i = 0; i < 4; i++) {
        into->beyond[i].below += from->beyond[i].below;
        into->beyond[i].above += from->beyond[i].above;
        into->beyond[i].reserved_low += from->beyond[i].reserved_low;
        into->beyond[i].reserved_high += from->beyond[i].reserved_high;
    }
}

void picture_limits_finish(fgk_picture_state *state, fgk_picture_result *result) {
    for (int i = 0; i < state->request.now->components; i++) {
        const picture_beyond *b = &state->beyond[i];
        const fgk_picture_component *c = &state->request.now->component[i];
        result->limits[i] = (fgk_picture_limits){
            .valid = 1, .samples = (uint64_t)c->width * (uint64_t)c->height, .below = b->below, .above = b->above,
            .reserved_low = b->reserved_low, .reserved_high = b->reserved_high};
    }
}
