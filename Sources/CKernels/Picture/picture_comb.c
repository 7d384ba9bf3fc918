#include <string.h>

#include "picture_state.h"

int picture_comb_bands(const fgk_picture_state *state) {
    return (state->height + FGK_PICTURE_COMB_ROWS - 1) / FGK_PICTURE_COMB_ROWS;
}

void picture_comb_clear(fgk_picture_state *state) {
    memset(state->comb, 0, sizeof *state->comb * (size_t)picture_comb_bands(state));
}

/// Luma row y, whose words may be stray.
static const void *row_at(fgk_picture_state *state, const fgk_picture *picture, int y, int slot) {
    if (picture->model == FGK_PICTURE_RGB) return picture_luma_row(state, picture, y, slot);
    const fgk_picture_component *luma = &picture->component[0];
    return picture_span(luma, 0, y, luma->width, state->luma_as_bytes, state->slot[slot]);
}

void picture_comb_row_at(fgk_picture_state *state, int y, const void *luma) {
    if (y < 2 || y >= state->height - 2 || !picture_row_is_counted(y, state->request.comb_rows)) return;
    const fgk_picture_request *r = &state->request;
    const void *row[5] = {row_at(state, r->now, y - 1, picture_slot_above), luma,
                          row_at(state, r->now, y + 1, picture_slot_below),
                          row_at(state, r->previous, y, picture_slot_previous),
                          row_at(state, r->next, y, picture_slot_next)};
    picture_comb_row sums = {0};
    // Vector words hold twice a code of 14 bits at most.
    const picture_kernels *k = state->depth > 14 ? &picture_plain_kernels : state->kernels;
    const uint8_t *const bytes[5] = {row[0], row[1], row[2], row[3], row[4]};
    const uint16_t *const words[5] = {row[0], row[1], row[2], row[3], row[4]};
    if (state->luma_as_bytes) k->comb_bytes(bytes, state->width, &sums);
    else k->comb_words(words, state->width, (uint16_t)((1u << state->depth) - 1), &sums);
    fgk_picture_comb_sums *band = &state->comb[y / FGK_PICTURE_COMB_ROWS];
    const int field = y & 1;
    band->delta += sums.now;
    band->samples += (uint64_t)state->width;
    band->alpha[field] += sums.previous;
    band->alpha[!field] += sums.next;
    band->gamma[!field] += sums.still;
}

static void add(fgk_picture_comb_sums *into, const fgk_picture_comb_sums *from) {
    into->delta += from->delta;
    into->samples += from->samples;
    for (int i = 0; i < 2; i++) {
        into->alpha[i] += from->alpha[i];
        into->gamma[i] += from->gamma[i];
    }
}

void picture_comb_merge(fgk_picture_state *into, const fgk_picture_state *from) {
    for (int i = 0; i < picture_comb_bands(into); i++) add(&into->comb[i], &from->comb[i]);
}

void picture_comb_finish(fgk_picture_state *state, fgk_picture_result *result) {
    fgk_picture_comb *comb = &result->comb;
    *comb = (fgk_picture_comb){.valid = 1, .band = state->comb, .bands = picture_comb_bands(state)};
    for (int i = 0; i < comb->bands; i++) add(&comb->total, &state->comb[i]);
}
