#include "../picture_state.h"

// CTA-861.3 defines the light level of a pixel by the brightest of its linear R, G, B. The transfer function rises, so
// the brightest code serves, and nobody but the reader of the histogram needs to know the function.

void picture_gamut_light(fgk_picture_state *state, int x, int y, int n) {
    picture_gamut *g = &state->gamut;
    const int from = g->x0 < x ? x : g->x0, to = g->x1 > x + n ? x + n : g->x1;
    if (y < g->y0 || y >= g->y1 || from >= to) return;
    const int at = from - x;
    const int16_t *const signal[4] = {g->signal[0] + at, g->signal[1] + at, g->signal[2] + at, g->signal[3] + at};
    const picture_light_peaks peaks =
        state->kernels->light(signal, to - from, g->black, g->brightest_codes, g->excursion_codes);
    if (peaks.brightest > g->peaks.brightest) g->peaks.brightest = peaks.brightest;
    if (peaks.excursion > g->peaks.excursion) g->peaks.excursion = peaks.excursion;
    if (!picture_row_is_counted(y, state->request.light_rows)) return;
    g->light_pixels += (uint64_t)(to - from);
    picture_histogram_words(&g->brightest, g->brightest_codes, to - from);
    if (peaks.excursion) picture_histogram_words(&g->excursion, g->excursion_codes, to - from);
}

void picture_gamut_light_merge(picture_gamut *into, const picture_gamut *from) {
    if (from->peaks.brightest > into->peaks.brightest) into->peaks.brightest = from->peaks.brightest;
    if (from->peaks.excursion > into->peaks.excursion) into->peaks.excursion = from->peaks.excursion;
    into->light_pixels += from->light_pixels;
    picture_histogram_merge(&into->brightest, &from->brightest);
    picture_histogram_merge(&into->excursion, &from->excursion);
}

void picture_gamut_light_finish(picture_gamut *g, fgk_picture_light *light) {
    g->excursion.count[0] = 0;
    *light = (fgk_picture_light){.valid = 1, .pixels = g->light_pixels, .highest = g->peaks.brightest,
                                 .deepest = g->peaks.excursion, .brightest = g->brightest.count,
                                 .excursion = g->excursion.count};
}
