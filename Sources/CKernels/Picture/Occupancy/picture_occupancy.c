#include "picture_occupancy.h"

#include "../picture_state.h"

/// Sample of a component at pixel x of the run, before it was widened, in 12-bit units: chroma between two samples is
/// not rounded.
static double sample(const fgk_picture_state *state, int component, int x) {
    const uint16_t *row = state->gamut.row[0][component];
    const int shift = component == 0 ? 0 : state->gamut.column_shift, part = x & ((1 << shift) - 1);
    const double near = row[x >> shift];
    if (part == 0 || state->request.repeat_chroma) return near;
    return near + (row[(x >> shift) + 1] - near) * part / (1 << shift);
}

static unsigned compute(const fgk_picture_state *state, int x) {
    const fgk_picture *now = state->request.now;
    const fgk_occupancy *tables = state->request.occupancy;
    double c[3];
    for (int i = 0; i < 3; i++) c[i] = sample(state, i, x);
    if (!state->gamut.is_rgb) {
        const double kr = now->kr, kb = now->kb, kg = 1 - kr - kb, unit = now->full_range ? 2 : 2 * 219.0 / 224;
        const double luma = c[0], blue = (c[1] - 2048) * unit, red = (c[2] - 2048) * unit;
        c[0] = luma + (1 - kr) * red;
        c[1] = luma - (1 - kb) * kb / kg * blue - (1 - kr) * kr / kg * red;
        c[2] = luma + (1 - kb) * blue;
    }
    const double black = tables->colour.black, scale = 1 / (tables->colour.white - black);
    return fgk_occupancy_outside(tables, (c[0] - black) * scale, (c[1] - black) * scale, (c[2] - black) * scale);
}

int picture_occupancy_is_looked_at(const fgk_picture_state *state, int y) {
    return (state->groups & FGK_PICTURE_OCCUPANCY) != 0 && picture_row_is_counted(y, state->request.occupancy_rows);
}

static void thin_out(const int16_t *restrict from, int n, int16_t *restrict to) {
    for (int i = 0; i < n; i++) to[i] = from[2 * i];
}

void picture_occupancy_run(fgk_picture_state *state, int n) {
    const picture_gamut *g = &state->gamut;
    const int16_t *signal[4] = {g->signal[0], g->signal[1], g->signal[2], g->signal[3]};
    const int pace = state->request.occupancy_pace == 2 ? 2 : 1, count = (n + pace - 1) / pace;
    int16_t thin[3][picture_run / 2];
    for (int k = 0; pace == 2 && k < 3; k++) {
        thin_out(signal[k + 1], count, thin[k]);
        signal[k + 1] = thin[k];
    }
    uint16_t doubtful[picture_run + 1];
    const int doubts = state->kernels->classify(signal, count, state->request.occupancy, state->outside, doubtful);
    state->looked_at += (uint64_t)count;
    for (int i = 0; i < doubts; i++) {
        const unsigned doubt = (unsigned)doubtful[i] >> picture_occupancy_doubt;
        const int x = pace * (doubtful[i] & ((1 << picture_occupancy_doubt) - 1));
        const unsigned outside = compute(state, x) & doubt;
        for (int k = 0; k < FGK_OCCUPANCY_GAMUTS; k++) state->outside[k] += outside >> k & 1;
    }
}

void picture_occupancy_merge(fgk_picture_state *into, const fgk_picture_state *from) {
    into->looked_at += from->looked_at;
    for (int k = 0; k < FGK_OCCUPANCY_GAMUTS; k++) into->outside[k] += from->outside[k];
}

void picture_occupancy_finish(const fgk_picture_state *state, fgk_picture_result *result) {
    result->occupancy.valid = 1;
    result->occupancy.pixels = state->looked_at;
    for (int k = 0; k < FGK_OCCUPANCY_GAMUTS; k++) result->occupancy.outside[k] = state->outside[k];
}
