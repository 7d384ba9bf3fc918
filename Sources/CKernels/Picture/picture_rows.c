#include <string.h>

#include "picture_state.h"

static inline uint32_t sample_at(const uint8_t *p, int bytes, int big_endian) {
    if (bytes == 1) return p[0];
    return big_endian ? (uint32_t)p[0] << 8 | p[1] : (uint32_t)p[1] << 8 | p[0];
}

/// Reads samples of any step, order and shift. Bits above the depth make a code stray, bits below `shift` are dropped.
static uint64_t unpack(const fgk_picture_component *c, const uint8_t *p, uint16_t *out) {
    const uint32_t highest = (1u << c->depth) - 1;
    uint64_t stray = 0;
    for (int x = 0; x < c->width; x++, p += c->step) {
        uint32_t code = sample_at(p, c->bytes, c->big_endian) >> c->shift;
        stray += code > highest;
        out[x] = (uint16_t)(code > highest ? highest : code);
    }
    return stray;
}

/// Words in host order that can be used where they lie, if none is stray.
static int lies_ready(const fgk_picture_component *c, const uint8_t *p) {
    return c->bytes == 2 && c->step == 2 && c->shift == 0 && !c->big_endian && ((uintptr_t)p & 1) == 0;
}

const void *picture_row(const fgk_picture_state *state, const fgk_picture_component *c, int y, int as_bytes,
                        uint16_t *slot, uint64_t *stray) {
    const uint8_t *p = c->data + (ptrdiff_t)y * c->stride;
    if (as_bytes) return p;
    if (lies_ready(c, p)) {
        const uint16_t *words = (const uint16_t *)(const void *)p;
        if (c->depth == 16 || !(state->kernels->used_words(words, c->width) >> c->depth)) return words;
    }
    uint64_t found = unpack(c, p, slot);
    if (stray) *stray += found;
    return slot;
}

const void *picture_luma_row(const fgk_picture_state *state, const fgk_picture *picture, int y, int slot) {
    const fgk_picture_component *c = picture->component;
    if (picture->model != FGK_PICTURE_RGB) return picture_row(state, c, y, state->luma_as_bytes, state->slot[slot], NULL);
    const uint16_t *r = picture_row(state, &c[0], y, 0, state->slot[picture_slot_red], NULL);
    const uint16_t *g = picture_row(state, &c[1], y, 0, state->slot[picture_slot_green], NULL);
    const uint16_t *b = picture_row(state, &c[2], y, 0, state->slot[picture_slot_blue], NULL);
    const uint32_t *w = state->luma_weights;
    uint16_t *out = state->slot[slot];
    for (int x = 0; x < picture->width; x++) out[x] = (uint16_t)((w[0] * r[x] + w[1] * g[x] + w[2] * b[x] + 4096) >> 13);
    return out;
}
