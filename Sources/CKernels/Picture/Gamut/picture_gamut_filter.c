#include "../picture_state.h"

// The filter of EBU R 103: 1 2 3 4 3 2 1 (sixteenths) along the row and 1 2 1 (quarters) across the rows of a field.
// R', G', B' are linear in Y', Cb, Cr, so these three are filtered. Edge samples are repeated beyond the edge.

int picture_gamut_neighbour(const fgk_picture_state *state, int y, int step) {
    const int other = y + step * (state->request.now->interlaced ? 2 : 1);
    return other < 0 || other >= state->height ? y : other;
}

/// Sums over three rows for the pixels x … x + n − 1, at chroma width.
static void sum_rows(fgk_picture_state *state, picture_marks *const rows[3], int x, int n) {
    const picture_gamut *g = &state->gamut;
    for (int r = 0; r < 3; r++) picture_gamut_fetch(state, x, rows[r]->y, n, g->row[r]);
    for (int i = 0; i < 3; i++) {
        const int pixels = i == 0 ? 1 : 1 << g->column_shift, count = (n + pixels - 1) / pixels + (pixels > 1);
        state->kernels->sum_down(g->row[0][i], g->row[1][i], g->row[2][i], count, g->down[i]);
    }
}

/// Sums along the row of n pixels.
static void sum_all(fgk_picture_state *state, int n) {
    picture_gamut *g = &state->gamut;
    const uint16_t *wide[3];
    picture_gamut_widen(state, g->down, n + 2 * picture_reach, wide);
    for (int i = 0; i < 3; i++) state->kernels->sum_across(wide[i] + picture_reach, n, g->across[i]);
}

/// Sums along the row of n pixels, every second one of twice as many.
static void sum_halved(fgk_picture_state *state, int n) {
    picture_gamut *g = &state->gamut;
    const int is_direct = g->column_shift == 1 && !state->request.repeat_chroma;
    const uint16_t *wide[3] = {g->down[0]};
    if (!is_direct) picture_gamut_widen(state, g->down, 2 * n + 2 * picture_reach, wide);
    for (int i = 0; i < 3; i++)
        if (i && is_direct) state->kernels->sum_across_chroma(g->down[i] + picture_reach / 2, n, g->across[i]);
        else state->kernels->sum_across_halved(wide[i] + picture_reach, n, g->across[i]);
}

static void filter_run(fgk_picture_state *state, picture_marks *const rows[3], int x, int n) {
    picture_gamut *g = &state->gamut;
    const int count = (n + g->pace - 1) / g->pace;
    sum_rows(state, rows, x - picture_reach, g->pace * count + 2 * picture_reach);
    if (g->pace == 2) sum_halved(state, count);
    else sum_all(state, count);
    const uint16_t *const across[3] = {g->across[0], g->across[1], g->across[2]};
    picture_gamut_convert(state, across, count, 1);
    picture_gamut_judge(state, x, rows[1]->y, count, g->pace, g->filtered, g->no_marks);
}

int picture_gamut_is_filtered(const fgk_picture_state *state, int y) {
    return state->gamut.pace == 1 || !((state->request.now->interlaced ? y / 2 : y) & 1);
}

/// Marks the chunks for which all the pixels that the filter reads are inside the tighter range, and with them their
/// mean: those of three rows, of the chunk and its two neighbours.
static void mark_clear(picture_gamut *g, picture_marks *const rows[3]) {
    uint8_t *restrict all = g->all_rows, *restrict clear = g->is_clear;
    const uint8_t *restrict a = rows[0]->clear, *restrict b = rows[1]->clear, *restrict c = rows[2]->clear;
    all[0] = all[g->chunks + 1] = 1;
    for (int k = 0; k < g->chunks; k++) all[k + 1] = a[k] & b[k] & c[k];
    for (int k = 0; k < g->chunks; k++) clear[k] = all[k] & all[k + 1] & all[k + 2];
}

void picture_gamut_filter(fgk_picture_state *state, int y) {
    picture_gamut *g = &state->gamut;
    const int above = picture_gamut_neighbour(state, y, -1), below = picture_gamut_neighbour(state, y, 1);
    picture_marks *const rows[3] = {&g->ring[above % picture_ring], &g->ring[y % picture_ring],
                                    &g->ring[below % picture_ring]};
    if (rows[0]->all_clear & rows[1]->all_clear & rows[2]->all_clear) return;
    mark_clear(g, rows);
    for (int k = 0; k < g->chunks;) {
        int end = k;
        while (end < g->chunks && end - k < picture_run / picture_chunk && !g->is_clear[end]) end++;
        if (end == k) {
            k++;
            continue;
        }
        const int x = k * picture_chunk, to = end * picture_chunk < state->width ? end * picture_chunk : state->width;
        filter_run(state, rows, x, to - x);
        k = end;
    }
}
