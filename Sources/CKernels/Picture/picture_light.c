#include "picture_state.h"

// CTA-861.3 defines the light level of a pixel by the brightest of its linear R, G, B. The transfer function rises, so
// the brightest code serves, and nobody but the reader of the histogram needs to know the function.

void picture_gamut_light(fgk_picture_state *state, int x, int y, int n) {
    picture_gamut *g = &state->gamut;
    const int from = g->x0 < x ? x : g->x0, to = g->x1 > x + n ? x + n : g->x1;
    if (y < g->y0 || y >= g->y1 || from >= to) return;
    const int at = from - x;
    const int16_t *const signal[4] = {g->signal[0] + at, g->signal[1] + at, g->signal[2] + at, g->signal[3] + at};
    const int dark = state->kernels->light(signal, to - from, g->black, g->brightest_codes, g->excursion_codes);
    picture_histogram_words(&g->brightest, g->brightest_codes, to - from);
    if (dark) picture_histogram_words(&g->excursion, g->excursion_codes, to - from);
}
