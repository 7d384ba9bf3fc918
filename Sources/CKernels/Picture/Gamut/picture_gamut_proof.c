#include "../picture_state.h"

/// Extremes per chunk of row y of a component, in 12-bit units. The last pixels of a chunk are interpolated with the
/// first chroma sample of the next chunk.
static void bound(fgk_picture_state *state, int index, int y, uint16_t *lo, uint16_t *hi) {
    const fgk_picture_component *c = &state->request.now->component[index];
    const int as_bytes = state->layout[index].as_bytes, shift = state->layout[index].column_shift;
    const int chunk = picture_chunk >> shift, more = shift > 0;
    const void *row = picture_span(c, 0, y, c->width, as_bytes, state->slot[picture_slot_now]);
    if (as_bytes) state->kernels->bound_bytes(row, c->width, chunk, more, lo, hi);
    else state->kernels->bound_words(row, c->width, chunk, more, lo, hi);
    const int chunks = state->gamut.chunks;
    state->kernels->raise_words(lo, chunks, c->depth, lo);
    state->kernels->raise_words(hi, chunks, c->depth, hi);
}

static const picture_chroma_bounds *bounded_chroma(fgk_picture_state *state, int y) {
    picture_chroma_bounds *row = &state->gamut.chroma[y % picture_ring];
    if (row->y == y) return row;
    for (int i = 0; i < 2; i++) bound(state, i + 1, y, row->lo[i], row->hi[i]);
    row->y = y;
    return row;
}

static void prove_rgb(const picture_bounds *b, int chunks, const picture_range *range, const picture_proof *proof) {
    for (int k = 0; k < chunks; k++) {
        uint16_t least = b->lo[0][k], most = b->hi[0][k];
        for (int i = 1; i < 3; i++) {
            least = b->lo[i][k] < least ? b->lo[i][k] : least;
            most = b->hi[i][k] > most ? b->hi[i][k] : most;
        }
        proof->clear[k] = least >= range->clear_lo && most <= range->clear_hi;
        proof->least[k] = (int16_t)least;
        proof->most[k] = (int16_t)most;
    }
}

void picture_gamut_prove(fgk_picture_state *state, picture_marks *marks) {
    const picture_gamut *g = &state->gamut;
    const picture_chroma_site at = picture_gamut_chroma_site(state, marks->y);
    const picture_chroma_bounds *a = bounded_chroma(state, at.a), *b = bounded_chroma(state, at.b);
    bound(state, 0, marks->y, g->lo, g->hi);
    const picture_bounds bounds = {{g->lo, a->lo[0], a->lo[1], b->lo[0], b->lo[1]},
                                   {g->hi, a->hi[0], a->hi[1], b->hi[0], b->hi[1]}};
    const picture_proof proof = {marks->clear, g->least, g->most};
    if (g->is_rgb) prove_rgb(&bounds, g->chunks, &g->range, &proof);
    else state->kernels->prove(&bounds, g->chunks, &g->matrix, &g->range, &proof);
}
