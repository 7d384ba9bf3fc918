#include "../picture_state.h"

/// R', G', B' as they are, and luma from them.
static void mix(const fgk_picture_state *state, const uint16_t *const in[3], int n, int scale) {
    const uint32_t *w = state->luma_weights, half = 1u << scale >> 1;
    int16_t *const *signal = state->gamut.signal;
    for (int x = 0; x < n; x++) {
        const uint32_t luma = w[0] * in[0][x] + w[1] * in[1][x] + w[2] * in[2][x];
        signal[0][x] = (int16_t)((luma + (4096u << scale)) >> (13 + scale));
        for (int i = 0; i < 3; i++) signal[i + 1][x] = (int16_t)((in[i][x] + half) >> scale);
    }
}

void picture_gamut_convert(fgk_picture_state *state, const uint16_t *const in[3], int n, int of_sums) {
    const picture_gamut *g = &state->gamut;
    if (g->is_rgb) mix(state, in, n, of_sums ? 4 : 0);
    else if (of_sums) state->kernels->matrix_of_sums(in, n, &g->matrix, g->signal);
    else state->kernels->matrix(in, n, &g->matrix, g->signal);
}

static void judge_part(fgk_picture_state *state, int x, int from, int to, fgk_picture_excursions *counts,
                       uint8_t *clear) {
    if (from >= to) return;
    int16_t *const *s = state->gamut.signal;
    const int16_t *const part[4] = {s[0] + from, s[1] + from, s[2] + from, s[3] + from};
    state->kernels->judge(part, x + from, to - from, &state->gamut.range, counts, clear);
}

/// Pixels x, x + pace, … that lie before `edge`, of n.
static int before(int x, int n, int pace, int edge) {
    const int count = edge <= x ? 0 : (edge - x + pace - 1) / pace;
    return count < n ? count : n;
}

void picture_gamut_judge(fgk_picture_state *state, int x, int y, int n, int pace, fgk_picture_excursions counts[2],
                         uint8_t *clear) {
    const picture_gamut *g = &state->gamut;
    const int is_active_row = y >= g->y0 && y < g->y1;
    const int from = is_active_row ? before(x, n, pace, g->x0) : n, to = is_active_row ? before(x, n, pace, g->x1) : n;
    judge_part(state, x, 0, from, &counts[0], clear);
    judge_part(state, x, from, to, &counts[1], clear);
    judge_part(state, x, to, n, &counts[0], clear);
}
