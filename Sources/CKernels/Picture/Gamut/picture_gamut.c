#include "picture_gamut.h"

#include <string.h>

#include "../picture_state.h"

static int wants(const fgk_picture_state *state, unsigned groups) { return (state->groups & groups) != 0; }

static const unsigned judging_groups = FGK_PICTURE_R103 | FGK_PICTURE_R103_FILTERED;

/// Whether nothing is asked of the pixels of a row but whether they are in range, and the peaks of their light.
static int is_judged_only(const fgk_picture_state *state, int y, int is_counted) {
    if (!wants(state, judging_groups)) return 0;
    if (!is_counted) return 1;
    const int enters = wants(state, FGK_PICTURE_LIGHT) && picture_row_is_counted(y, state->request.light_rows);
    return !enters && !picture_occupancy_is_looked_at(state, y);
}

/// Converts and judges the pixels x … x + n − 1 of a row.
static void measure_run(fgk_picture_state *state, const picture_marks *row, int x, int n, int is_counted) {
    picture_gamut *g = &state->gamut;
    if (is_judged_only(state, row->y, is_counted)) {
        memset(row->clear + x / picture_chunk, 1, (size_t)((n + picture_chunk - 1) / picture_chunk));
        const int judged = picture_gamut_judge_raw(state, row, x, n, is_counted);
        if (judged == n) return;
        x += judged;
        n -= judged;
    }
    const uint16_t *wide[3];
    picture_gamut_fetch(state, x, row->y, n, g->row[0]);
    picture_gamut_widen(state, g->row[0], n, wide);
    picture_gamut_convert(state, wide, n, 0);
    if (wants(state, judging_groups)) {
        memset(row->clear + x / picture_chunk, 1, (size_t)((n + picture_chunk - 1) / picture_chunk));
        picture_gamut_judge(state, x, row->y, n, 1, is_counted ? g->plain : g->uncounted, row->clear);
    }
    if (wants(state, FGK_PICTURE_LIGHT) && is_counted) picture_gamut_light(state, x, row->y, n);
    if (is_counted && picture_occupancy_is_looked_at(state, row->y)) picture_occupancy_run(state, n);
}

/// Which chunks of a row have to be looked at pixel by pixel.
typedef enum measured_chunks { measured_unclear, measured_extreme, measured_all } measured_chunks;

static int is_measured(const fgk_picture_state *state, const picture_marks *row, int chunk, measured_chunks which) {
    const picture_gamut *g = &state->gamut;
    if (which == measured_all || (wants(state, judging_groups) && !row->clear[chunk])) return 1;
    // Whether it can hold anything brighter or darker than what has been seen.
    return which == measured_extreme &&
           (g->most[chunk] > g->peaks.brightest || g->least[chunk] < g->black - g->peaks.excursion);
}

/// Converts and judges chunks of a row.
static void measure_row(fgk_picture_state *state, const picture_marks *row, measured_chunks which, int is_counted) {
    const picture_gamut *g = &state->gamut;
    for (int k = 0; k < g->chunks;) {
        int end = k;
        while (end < g->chunks && end - k < picture_run / picture_chunk && is_measured(state, row, end, which)) end++;
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
    const int is_light = is_counted && wants(state, FGK_PICTURE_LIGHT) && y >= g->y0 && y < g->y1;
    const int is_whole = (is_light && picture_row_is_counted(y, state->request.light_rows)) ||
                         (is_counted && picture_occupancy_is_looked_at(state, y));
    const measured_chunks which = is_whole ? measured_all : is_light ? measured_extreme : measured_unclear;
    if (which != measured_all && (is_light || wants(state, judging_groups))) picture_gamut_prove(state, row);
    measure_row(state, row, which, is_counted);
    row->all_clear = memchr(row->clear, 0, (size_t)g->chunks) == NULL;
}

void picture_gamut_rows(fgk_picture_state *state, int first, int last) {
    for (int y = first; y < last; y++) {
        have(state, y);
        if (!wants(state, FGK_PICTURE_R103_FILTERED) || !picture_gamut_is_filtered(state, y)) continue;
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

/// Pixels first … last − 1 that are multiples of `pace`.
static uint64_t paced(int first, int last, int pace) {
    return (uint64_t)((last + pace - 1) / pace - (first + pace - 1) / pace);
}

static uint64_t rows_looked_at(const fgk_picture_state *state, int first, int last, int is_filtered) {
    uint64_t rows = 0;
    for (int y = first; y < last; y++) rows += !is_filtered || picture_gamut_is_filtered(state, y);
    return rows;
}

static fgk_picture_gamut report(const fgk_picture_state *state, const fgk_picture_excursions counts[2],
                                int is_filtered) {
    const picture_gamut *g = &state->gamut;
    const int pace = is_filtered ? g->pace : 1;
    fgk_picture_gamut report = {.valid = 1, .raster = counts[0], .active = counts[1]};
    add(&report.raster, &counts[1]);
    report.raster.pixels = paced(0, state->width, pace) * rows_looked_at(state, 0, state->height, is_filtered);
    report.active.pixels = paced(g->x0, g->x1, pace) * rows_looked_at(state, g->y0, g->y1, is_filtered);
    return report;
}

void picture_gamut_finish(fgk_picture_state *state, fgk_picture_result *result) {
    picture_gamut *g = &state->gamut;
    if (wants(state, FGK_PICTURE_R103)) result->gamut = report(state, g->plain, 0);
    if (wants(state, FGK_PICTURE_R103_FILTERED)) result->gamut_filtered = report(state, g->filtered, 1);
    if (wants(state, FGK_PICTURE_LIGHT)) picture_gamut_light_finish(g, &result->light);
    if (wants(state, FGK_PICTURE_OCCUPANCY)) picture_occupancy_finish(state, result);
}
