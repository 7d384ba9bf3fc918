#include <math.h>
#include <stdlib.h>

#include "picture_gamut.h"
#include "../picture_state.h"

/// Samples of a run, with what the filter reads beside it.
static uint16_t *run_room(int *failed) {
    return picture_room(sizeof(uint16_t) * (picture_run + 2 * picture_reach + picture_chunk), failed);
}

static void create_ring(picture_gamut *g, size_t chunks, int *failed) {
    for (int r = 0; r < picture_ring; r++) {
        g->ring[r].clear = picture_room(chunks, failed);
        for (int i = 0; i < 2; i++) {
            g->chroma[r].lo[i] = picture_room(2 * chunks, failed);
            g->chroma[r].hi[i] = picture_room(2 * chunks, failed);
        }
    }
}

static void create_runs(picture_gamut *g, int *failed) {
    for (int i = 0; i < 3; i++) {
        for (int r = 0; r < 3; r++) g->row[r][i] = run_room(failed);
        g->down[i] = run_room(failed);
        g->wide[i] = run_room(failed);
        g->across[i] = run_room(failed);
    }
    for (int i = 0; i < 2; i++) g->chroma_row[i] = run_room(failed);
    for (int i = 0; i < 4; i++) g->signal[i] = picture_room(sizeof(int16_t) * picture_run, failed);
    g->brightest_codes = run_room(failed);
    g->excursion_codes = run_room(failed);
}

int picture_gamut_create(picture_gamut *g, int width) {
    int failed = 0;
    const size_t chunks = (size_t)width / picture_chunk + 1;
    create_ring(g, chunks, &failed);
    create_runs(g, &failed);
    g->lo = picture_room(2 * chunks, &failed);
    g->least = picture_room(2 * chunks, &failed);
    g->most = picture_room(2 * chunks, &failed);
    g->hi = picture_room(2 * chunks, &failed);
    g->no_marks = picture_room(chunks, &failed);
    g->all_rows = picture_room(chunks + 2, &failed);
    g->is_clear = picture_room(chunks, &failed);
    failed |= !picture_histogram_create(&g->brightest, FGK_PICTURE_LIGHT_BINS, 0);
    failed |= !picture_histogram_create(&g->excursion, FGK_PICTURE_LIGHT_BINS, 0);
    return !failed;
}

static void destroy_runs(picture_gamut *g) {
    for (int i = 0; i < 3; i++) {
        for (int r = 0; r < 3; r++) free(g->row[r][i]);
        free(g->down[i]);
        free(g->wide[i]);
        free(g->across[i]);
    }
    for (int i = 0; i < 2; i++) free(g->chroma_row[i]);
    for (int i = 0; i < 4; i++) free(g->signal[i]);
    free(g->brightest_codes);
    free(g->excursion_codes);
}

void picture_gamut_destroy(picture_gamut *g) {
    for (int r = 0; r < picture_ring; r++) {
        free(g->ring[r].clear);
        for (int i = 0; i < 2; i++) {
            free(g->chroma[r].lo[i]);
            free(g->chroma[r].hi[i]);
        }
    }
    destroy_runs(g);
    free(g->lo);
    free(g->least);
    free(g->most);
    free(g->hi);
    free(g->no_marks);
    free(g->all_rows);
    free(g->is_clear);
    picture_histogram_destroy(&g->brightest);
    picture_histogram_destroy(&g->excursion);
}

/// R' = Y' + 2(1 − Kr)·Cr and so on in code units. In narrow range chroma spans 224 codes where luma spans 219 (H.273).
/// Returns 0 when the weights are unknown or no matrix has such weights.
static int set_matrix(picture_matrix *matrix, const fgk_picture *picture) {
    const double kr = picture->kr, kb = picture->kb, kg = 1 - kr - kb;
    if (!(kr > 0 && kb > 0 && kg > 0)) return 0;
    const double unit = 8192 * (picture->full_range ? 1 : 219.0 / 224.0);
    const double red = 2 * (1 - kr) * unit, blue = 2 * (1 - kb) * unit;
    const double green_cb = blue * kb / kg, green_cr = red * kr / kg;
    // The vector kernel adds two products of 16-bit weights in 32 bits.
    if (green_cb + green_cr > 16384) return 0;
    *matrix = (picture_matrix){(int16_t)lround(red), (int16_t)lround(green_cb), (int16_t)lround(green_cr),
                               (int16_t)lround(blue)};
    return 1;
}

static int in_12_bits(const fgk_picture_state *state, int code) {
    const int top = (1 << state->depth) - 1, held = code > top ? top : code;
    return state->depth <= 12 ? held << (12 - state->depth) : held >> (state->depth - 12);
}

static int held(int value, int most) { return value < 0 ? 0 : value > most ? most : value; }

static void set_active(picture_gamut *g, const fgk_picture_state *state) {
    const fgk_picture_rectangle a = state->request.active;
    const int whole = a.width <= 0 || a.height <= 0;
    g->x0 = whole ? 0 : held(a.x, state->width);
    g->y0 = whole ? 0 : held(a.y, state->height);
    g->x1 = whole || a.width > state->width - g->x0 ? state->width : held(a.x + a.width, state->width);
    g->y1 = whole || a.height > state->height - g->y0 ? state->height : held(a.y + a.height, state->height);
    if (g->x1 < g->x0) g->x1 = g->x0;
    if (g->y1 < g->y0) g->y1 = g->y0;
}

static void clear_counts(picture_gamut *g) {
    fgk_picture_excursions empty = {0};
    for (int i = 0; i < 4; i++) {
        empty.lowest[i] = g->range.lo;
        empty.highest[i] = g->range.hi;
    }
    for (int i = 0; i < 2; i++) g->plain[i] = g->filtered[i] = g->uncounted[i] = empty;
    picture_histogram_clear(&g->brightest);
    picture_histogram_clear(&g->excursion);
    g->peaks = (picture_light_peaks){0, 0};
    g->light_pixels = 0;
}

int picture_gamut_begin(fgk_picture_state *state) {
    picture_gamut *g = &state->gamut;
    const fgk_picture *now = state->request.now;
    g->is_rgb = now->model == FGK_PICTURE_RGB;
    if (now->model == FGK_PICTURE_GRAY || (!g->is_rgb && !set_matrix(&g->matrix, now))) return 0;
    g->column_shift = state->layout[1].column_shift;
    g->row_shift = state->layout[1].row_shift;
    g->chroma_width = now->component[1].width;
    g->chunks = (state->width + picture_chunk - 1) / picture_chunk;
    const int lo = in_12_bits(state, state->request.gamut_lo), hi = in_12_bits(state, state->request.gamut_hi);
    g->range = (picture_range){.lo = (int16_t)lo, .hi = (int16_t)hi, .clear_lo = (int16_t)(lo + picture_margin),
                               .clear_hi = (int16_t)(hi - picture_margin),
                               .per_signal = state->request.per_signal};
    g->pace = state->request.filter_pace == 2 ? 2 : 1;
    g->black = now->full_range ? 0 : 256;
    set_active(g, state);
    clear_counts(g);
    picture_gamut_begin_raw(state);
    return 1;
}
