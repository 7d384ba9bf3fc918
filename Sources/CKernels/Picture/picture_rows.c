#include "picture_state.h"

int picture_row_is_counted(int y, int n) {
    if (n <= 1) return 1;
    const int group = y / n;
    return y % n == (group & 1);
}

static inline __attribute__((always_inline)) uint32_t sample_at(const uint8_t *p, int bytes, int big_endian) {
    if (bytes == 1) return p[0];
    return big_endian ? (uint32_t)p[0] << 8 | p[1] : (uint32_t)p[1] << 8 | p[0];
}

static inline __attribute__((always_inline)) uint64_t gather(const fgk_picture_component *c, const uint8_t *p,
                                                             const uint32_t *column, int n, uint16_t *out, int bytes,
                                                             int big_endian, ptrdiff_t step, int shift) {
    const uint32_t highest = (1u << c->depth) - 1;
    uint64_t stray = 0;
    for (int x = 0; x < n; x++) {
        const uint32_t code = sample_at(p + (column ? (ptrdiff_t)column[x] : x) * step, bytes, big_endian) >> shift;
        stray += code > highest;
        out[x] = (uint16_t)(code > highest ? highest : code);
    }
    return stray;
}

static const uint8_t *address(const fgk_picture_component *c, int x, int y) {
    return c->data + (ptrdiff_t)y * c->stride + (ptrdiff_t)x * c->step;
}

/// Reads n samples of row y of any step, order and shift: those in `column`, or those from x on. Bits above the depth
/// make a code stray, bits below `shift` are dropped.
static uint64_t unpack(const fgk_picture_component *c, int x, int y, const uint32_t *column, int n, uint16_t *out) {
    const uint8_t *p = address(c, x, y);
    const ptrdiff_t step = c->step;
    const int shift = c->shift;
    // Planes get loops of their own.
    if (c->bytes == 1 && step == 1 && shift == 0) return gather(c, p, column, n, out, 1, 0, 1, 0);
    if (c->bytes == 1) return gather(c, p, column, n, out, 1, 0, step, shift);
    if (c->big_endian) return gather(c, p, column, n, out, 2, 1, step, shift);
    return step == 2 && shift == 0 ? gather(c, p, column, n, out, 2, 0, 2, 0)
                                   : gather(c, p, column, n, out, 2, 0, step, shift);
}

/// Words in host order that can be used where they lie, if none is stray.
static int lies_ready(const fgk_picture_component *c, const uint8_t *p) {
    return c->bytes == 2 && c->step == 2 && c->shift == 0 && !c->big_endian && ((uintptr_t)p & 1) == 0;
}

void picture_take(const fgk_picture_state *state, const fgk_picture_component *c, int y, int column_shift, int n,
                  uint16_t *out) {
    const uint32_t *column = state->grid_column[column_shift];
    const int pace = state->grid_pace[column_shift];
    const uint8_t *p = address(c, (int)column[0], y);
    if (pace && c->bytes == 1 && c->step == 1 && c->shift == 0) state->kernels->take_bytes(p, pace, n, out);
    else if (pace && lies_ready(c, p))
        state->kernels->take_words((const uint16_t *)(const void *)p, pace, n, (uint16_t)((1u << c->depth) - 1), out);
    else unpack(c, 0, y, column, n, out);
}

const void *picture_span(const fgk_picture_component *c, int x, int y, int n, int as_bytes, uint16_t *slot) {
    const uint8_t *p = address(c, x, y);
    if (as_bytes || lies_ready(c, p)) return p;
    unpack(c, x, y, NULL, n, slot);
    return slot;
}

static int is_clean(const fgk_picture_component *c, uint16_t used) { return c->depth == 16 || !(used >> c->depth); }

const void *picture_row(const fgk_picture_state *state, const fgk_picture_component *c, int y, int as_bytes,
                        uint16_t *slot) {
    const uint8_t *p = address(c, 0, y);
    if (as_bytes) return p;
    const uint16_t *words = (const uint16_t *)(const void *)p;
    if (lies_ready(c, p) && (c->depth == 16 || c->is_clean || is_clean(c, state->kernels->used_words(words, c->width)))) return words;
    unpack(c, 0, y, NULL, c->width, slot);
    return slot;
}

static void take_in(picture_scan *into, picture_scan from) {
    if (from.min < into->min) into->min = from.min;
    if (from.max > into->max) into->max = from.max;
    into->used |= from.used;
    into->sum += from.sum;
}

const void *picture_scanned_row(const fgk_picture_state *state, const fgk_picture_component *c, int y, int as_bytes,
                                uint16_t *slot, picture_scan *scan, uint64_t *stray) {
    const uint8_t *p = address(c, 0, y);
    if (as_bytes) {
        state->kernels->scan_bytes(p, c->width, scan);
        return p;
    }
    const uint16_t *words = slot;
    picture_scan found = {UINT16_MAX, 0, 0, 0};
    if (lies_ready(c, p)) {
        words = (const uint16_t *)(const void *)p;
        state->kernels->scan_words(words, c->width, &found);
    }
    if (words == slot || !is_clean(c, found.used)) {
        words = slot;
        found = (picture_scan){UINT16_MAX, 0, 0, 0};
        *stray += unpack(c, 0, y, NULL, c->width, slot);
        state->kernels->scan_words(slot, c->width, &found);
    }
    take_in(scan, found);
    return words;
}

void picture_weigh(const fgk_picture_state *state, const uint16_t *r, const uint16_t *g, const uint16_t *b, int n,
                   uint16_t *luma) {
    const uint32_t *w = state->luma_weights;
    for (int x = 0; x < n; x++) luma[x] = (uint16_t)((w[0] * r[x] + w[1] * g[x] + w[2] * b[x] + 4096) >> 13);
}

const void *picture_luma_row(const fgk_picture_state *state, const fgk_picture *picture, int y, int slot) {
    const fgk_picture_component *c = picture->component;
    if (picture->model != FGK_PICTURE_RGB) return picture_row(state, c, y, state->luma_as_bytes, state->slot[slot]);
    const uint16_t *r = picture_row(state, &c[0], y, 0, state->slot[picture_slot_red]);
    const uint16_t *g = picture_row(state, &c[1], y, 0, state->slot[picture_slot_green]);
    const uint16_t *b = picture_row(state, &c[2], y, 0, state->slot[picture_slot_blue]);
    picture_weigh(state, r, g, b, picture->width, state->slot[slot]);
    return state->slot[slot];
}
