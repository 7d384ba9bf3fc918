#include "../picture_state.h"

/// Pixels or samples x … x + n − 1 of row y of a component in 12-bit units; those beyond the edge are like the edge.
static void fetch(fgk_picture_state *state, int index, int x, int y, int n, uint16_t *out) {
    const fgk_picture_component *c = &state->request.now->component[index];
    const int as_bytes = state->layout[index].as_bytes;
    const int from = x < 0 ? 0 : x, to = x + n > c->width ? c->width : x + n, before = from - x;
    const void *row = picture_span(c, from, y, to - from, as_bytes, state->slot[picture_slot_now]);
    if (as_bytes) state->kernels->raise_bytes(row, to - from, out + before);
    else state->kernels->raise_words(row, to - from, c->depth, out + before);
    for (int i = 0; i < before; i++) out[i] = out[before];
    for (int i = to - x; i < n; i++) out[i] = out[to - x - 1];
}

static int held(int row, int rows) { return row < 0 ? 0 : row >= rows ? rows - 1 : row; }

/// Of interlaced pictures each field is interpolated as a picture of its own.
static picture_chroma_site site_in_field(const fgk_picture *picture, int y, int repeats) {
    const int rows = picture->component[1].height;
    const int fields = picture->interlaced && rows > 1 ? 2 : 1, field = fields == 2 ? y & 1 : 0;
    const int in_field = y / fields, near = in_field / 2, is_lower = in_field & 1;
    const int field_rows = (rows - field + fields - 1) / fields;
    const int other = repeats ? near : is_lower ? near + 1 : picture->chroma_top_left ? near : near - 1;
    return (picture_chroma_site){held(near, field_rows) * fields + field, held(other, field_rows) * fields + field,
                                 is_lower && picture->chroma_top_left ? 2 : 3};
}

picture_chroma_site picture_gamut_chroma_site(const fgk_picture_state *state, int y) {
    const int shift = state->gamut.row_shift;
    if (shift == 1) return site_in_field(state->request.now, y, state->request.repeat_chroma);
    return (picture_chroma_site){y >> shift, y >> shift, 4};
}

void picture_gamut_fetch(fgk_picture_state *state, int x, int y, int n, uint16_t *const part[3]) {
    const picture_gamut *g = &state->gamut;
    const int pixels = 1 << g->column_shift, more = g->column_shift > 0;
    const picture_chroma_site at = picture_gamut_chroma_site(state, y);
    const int first = x / pixels, count = (n + pixels - 1) / pixels + more;
    fetch(state, 0, x, y, n, part[0]);
    for (int i = 1; i < 3; i++) {
        if (at.a == at.b) {
            fetch(state, i, first, at.a, count, part[i]);
            continue;
        }
        fetch(state, i, first, at.a, count, g->chroma_row[0]);
        fetch(state, i, first, at.b, count, g->chroma_row[1]);
        state->kernels->blend(g->chroma_row[0], g->chroma_row[1], at.weight, count, part[i]);
    }
}

void picture_gamut_widen(fgk_picture_state *state, uint16_t *const part[3], int n, const uint16_t *out[3]) {
    const picture_gamut *g = &state->gamut;
    for (int i = 0; i < 3; i++) {
        const uint16_t *p = part[i];
        uint16_t *wide = g->wide[i];
        out[i] = i == 0 || g->column_shift == 0 ? p : wide;
        if (out[i] == p) continue;
        if (state->request.repeat_chroma)
            for (int x = 0; x < n; x++) wide[x] = p[x >> g->column_shift];
        else if (g->column_shift == 1) state->kernels->double_width(p, n, wide);
        else
            for (int x = 0; x < n; x++)
                wide[x] = (uint16_t)(((4 - x % 4) * p[x / 4] + x % 4 * p[x / 4 + 1] + 2) >> 2);
    }
}
