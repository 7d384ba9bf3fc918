#include "../picture_state.h"

/// Whether the rows of all three components can be read where they lie.
static int lies_raw(const fgk_picture_state *state) {
    int bytes = 1, words = state->depth <= 12;
    for (int i = 0; i < 3; i++) {
        const fgk_picture_component *c = &state->request.now->component[i];
        bytes &= state->layout[i].as_bytes;
        words &= c->bytes == 2 && c->step == 2 && !c->shift && !c->big_endian &&
                 !(((uintptr_t)c->data | (uintptr_t)c->stride) & 1);
    }
    return bytes | words;
}

void picture_gamut_begin_raw(fgk_picture_state *state) {
    picture_gamut *g = &state->gamut;
    const int is_whole = g->x0 == 0 && g->x1 == state->width && g->y0 == 0 && g->y1 == state->height;
    g->is_raw = !g->is_rgb && g->column_shift == 1 && !state->request.repeat_chroma && !g->range.per_signal &&
                is_whole && lies_raw(state);
    g->raw = (picture_raw){.depth = state->depth, .matrix = g->matrix, .range = g->range, .black = g->black};
}

static const void *row_of(const fgk_picture_state *state, int index, int y) {
    const fgk_picture_component *c = &state->request.now->component[index];
    return c->data + (ptrdiff_t)y * c->stride;
}

int picture_gamut_judge_raw(fgk_picture_state *state, const picture_marks *row, int x, int n, int is_counted) {
    picture_gamut *g = &state->gamut;
    // Whole chunks that have a chroma sample after them.
    const int most = 2 * (g->chroma_width - 1) - x, whole = (n < most ? n : most) / picture_chunk * picture_chunk;
    if (!g->is_raw || whole <= 0) return 0;
    picture_raw *raw = &g->raw;
    const picture_chroma_site at = picture_gamut_chroma_site(state, row->y);
    raw->luma = row_of(state, 0, row->y);
    raw->cb[0] = row_of(state, 1, at.a);
    raw->cb[1] = row_of(state, 1, at.b);
    raw->cr[0] = row_of(state, 2, at.a);
    raw->cr[1] = row_of(state, 2, at.b);
    raw->weight = at.a == at.b ? 4 : at.weight;
    fgk_picture_excursions *counts = is_counted ? &g->plain[1] : &g->uncounted[1];
    picture_light_peaks unused = {0, 0}, *peaks = is_counted ? &g->peaks : &unused;
    if (state->layout[0].as_bytes) state->kernels->judge_raw_bytes(raw, x, whole, counts, row->clear, peaks);
    else state->kernels->judge_raw_words(raw, x, whole, counts, row->clear, peaks);
    return whole;
}
