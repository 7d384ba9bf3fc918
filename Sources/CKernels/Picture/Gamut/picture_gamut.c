#include "picture_gamut.h"

#include <string.h>

#include "../picture_state.h"

static int wants(const fgk_picture_state *state, unsigned groups) { return (state->groups & groups) != 0; }

static const unsigned judging_groups = FGK_PICTURE_R103 | FGK_PICTURE_R103_FILTERED;

/// Converts and judges the pixels x … x + n − 1 of a row.
static void measure_run(fgk_picture_state *state, const picture_marks *row, int x, int n, int is_counted) {
    picture_gamut *g = &state->gamut;
    const uint16_t *wide[3];
    picture_gamut_fetch(state, x, row->y, n, g->row[0]);
    picture_gamut_widen(state, g->row[0], n, wide);
    picture_gamut_convert(state, wide, n, 0);
    if (wants(state, judging_groups)) {
        memset(row->clear + x / picture_chunk, 1, (size_t)((n + picture_chunk - 1) / picture_chunk));
        picture_gamut_judge(state, x, row->y, n, is_counted ? g->plain : g->uncounted, row->clear);
    }
    if (wants(state, FGK_PICTURE_LIGHT) && is_counted) picture_gamut_light(state, x, row->y, n);
    if (wants(state, FGK_PICTURE_OCCUPANCY) && is_counted) picture_occupancy_run(state, row->y, n);
}

/// Converts and judges the chunks of a row that are not clear, or all.
static void measure_row(fgk_picture_state *state, const picture_marks *row, int all, int is_counted) {
    const picture_gamut *g = &state->gamut;
    for (int k = 0; k < g->chunks;) {
        int end = k;
        while (end < g->chunks && end - k < picture_run / picture_chunk && (all || !row->clear[end])) end++;
        if (end == k) {
            k++;
            continue;
        }
        const int x = k * picture_chunk, to = end * picture_chunk < state->width ? end * picture_chunk : state->width;
        measure_run(state, row, x, to - x, is_counted);
        k = end;
    }
}

/// Has row y measured and its marks in the ring.
static void have(fgk_picture_state *state, int y) {
    const picture_gamut *g = &state->gamut;
    picture_marks *row = &state->gamut.ring[y % picture_ring];
    if (row->y == y) return;
    row->y = y;
    const int is_counted = y >= g->first && y < g->last;
    const int is_light = wants(state, FGK_PICTURE_LIGHT) && y >= g->y0 && y < g->y1;
    const int all = is_counted && (is_light || wants(state, FGK_PICTURE_OCCUPANCY));
    if (wants(state, judging_groups)) picture_gamut_prove(state, row);
    if (all || wants(state, judging_groups)) measure_row(state, row, all, is_counted);
    row->all_clear = memchr(row->clear, 0, (size_t)g->chunks) == NULL;
}

void picture_gamut_rows(fgk_picture_state *state, int first, int last) {
    for (int y = first; y < last; y++) {
        have(state, y);
        if (!wants(state, FGK_PICTURE_R103_FILTERED)) continue;
        have(state, picture_gamut_neighbour(state, y, -1));
        have(state, picture_gamut_neighbour(state, y, 1));
        picture_gamut_filter(state, y);
    }
}

void picture_gamut_enter_band(fgk_picture_state *state, int first, int last) {
    picture_gamut *g = &state->gamut;
    g->first = first;
    g->last = last;
    for (int i = 0; i < picture_ring; i++) g->ring[i].y = g->chroma[i].y = -1;
}

static void add(fgk_picture_excursions *into, const fgk_picture_excursions *from) {
    into->out += from->out;
    for (int i = 0; i < 4; i++) {
        into->below[i] += from->below[i];
        into->above[i] += from->above[i];
        if (from->lowest[i] < into->lowest[i]) into->lowest[i] = from->lowest[i];
        if (from->highest[i] > into->highest[i]) into->highest[i] = from->highest[i];
    }
}

void picture_gamut_merge(fgk_picture_state *into, const fgk_picture_state *from) {
    for (int i = 0; i < 2; i++) {
        add(&into->gamut.plain[i], &from->gamut.plain[i]);
        add(&into->gamut.filtered[i], &from->gamut.filtered[i]);
    }
    if (wants(into, FGK_PICTURE_LIGHT)) picture_gamut_light_merge(&into->gamut, &from->gamut);
    picture_occupancy_merge(into, from);
}

static fgk_picture_gamut report(const fgk_picture_state *state, const fgk_picture_excursions counts[2]) {
    const picture_gamut *g = &state->gamut;
    fgk_picture_gamut report = {.valid = 1, .raster = counts[0], .active = counts[1]};
    add(&report.raster, &counts[1]);
    report.raster.pixels = (uint64_t)state->width * (uint64_t)state->height;
    report.active.pixels = (uint64_t)(g->x1 - g->x0) * (uint64_t)(g->y1 - g->y0);
    return report;
}

void picture_gamut_finish(fgk_picture_state *state, fgk_picture_result *result) {
    picture_gamut *g = &state->gamut;
    if (wants(state, FGK_PICTURE_R103)) result->gamut = report(state, g->plain);
    if (wants(state, FGK_PICTURE_R103_FILTERED)) result->gamut_filtered = report(state, g->filtered);
    if (wants(state, FGK_PICTURE_LIGHT)) picture_gamut_light_finish(g, &result->light);
    if (wants(state, FGK_PICTURE_OCCUPANCY)) picture_occupancy_finish(state, result);
}
