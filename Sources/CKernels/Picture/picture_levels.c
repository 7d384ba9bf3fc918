#include "picture_state.h"

void picture_levels_count(fgk_picture_state *state, int index, int y, const void *row) {
    picture_level_sums *sums = &state->levels[index];
    const int n = state->request.now->component[index].width;
    sums->samples += (uint64_t)n;
    if (!picture_row_is_counted(y, state->request.histogram_rows)) return;
    sums->histogram_samples += (uint64_t)n;
    if (state->layout[index].as_bytes) picture_histogram_bytes(&state->histogram[index], row, n);
    else picture_histogram_words(&state->histogram[index], row, n);
}

const void *picture_levels_row(fgk_picture_state *state, int index, int y) {
    picture_level_sums *sums = &state->levels[index];
    const fgk_picture_component *c = &state->request.now->component[index];
    const int bytes = state->layout[index].as_bytes;
    const void *row = picture_scanned_row(state, c, y, bytes, state->slot[picture_slot_now], &sums->scan, &sums->stray);
    picture_levels_count(state, index, y, row);
    return row;
}

void picture_levels_merge(fgk_picture_state *into, const fgk_picture_state *from) {
    for (int i = 0; i < into->request.now->components; i++) {
        picture_level_sums *a = &into->levels[i];
        const picture_level_sums *b = &from->levels[i];
        if (b->scan.min < a->scan.min) a->scan.min = b->scan.min;
        if (b->scan.max > a->scan.max) a->scan.max = b->scan.max;
        a->scan.used |= b->scan.used;
        a->scan.sum += b->scan.sum;
        a->samples += b->samples;
        a->stray += b->stray;
        a->histogram_samples += b->histogram_samples;
        picture_histogram_merge(&into->histogram[i], &from->histogram[i]);
    }
}

void picture_levels_finish(fgk_picture_state *state, fgk_picture_result *result) {
    for (int i = 0; i < state->request.now->components; i++) {
        const picture_level_sums *s = &state->levels[i];
        const picture_histogram *h = &state->histogram[i];
        result->levels[i] = (fgk_picture_levels){
            .valid = 1, .samples = s->samples, .sum = s->scan.sum, .stray = s->stray,
            .min = s->scan.min, .max = s->scan.max, .used = s->scan.used,
            .histogram = h->count, .bins = h->bins, .histogram_shift = h->shift,
            .histogram_samples = s->histogram_samples};
    }
}
