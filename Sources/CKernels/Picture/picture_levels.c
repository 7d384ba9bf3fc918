#include <string.h>

#include "picture_state.h"

/// Rows that enter the histogram: of each group of n rows the first and the second in turn, which sees both fields.
static int row_is_counted(int y, int n) {
    if (n <= 1) return 1;
    int group = y / n;
    return y % n == (group & 1);
}

static void count_bytes(const uint8_t *row, int n, uint16_t *table) {
    int x = 0;
    for (; x + 8 <= n; x += 8) {
        uint64_t v;
        memcpy(&v, row + x, 8);
        table[v & 255]++;
        table[256 + (v >> 8 & 255)]++;
        table[512 + (v >> 16 & 255)]++;
        table[768 + (v >> 24 & 255)]++;
        table[v >> 32 & 255]++;
        table[256 + (v >> 40 & 255)]++;
        table[512 + (v >> 48 & 255)]++;
        table[768 + (v >> 56)]++;
    }
    for (; x < n; x++) table[row[x]]++;
}

static inline void count_shifted(const uint16_t *row, int n, uint16_t *table, int bins, int shift) {
    uint16_t *t1 = table + bins, *t2 = t1 + bins, *t3 = t2 + bins;
    int x = 0;
    for (; x + 4 <= n; x += 4) {
        uint64_t v;
        memcpy(&v, row + x, 8);
        table[(v & 0xFFFF) >> shift]++;
        t1[(v >> 16 & 0xFFFF) >> shift]++;
        t2[(v >> 32 & 0xFFFF) >> shift]++;
        t3[v >> 48 >> shift]++;
    }
    for (; x < n; x++) table[row[x] >> shift]++;
}

static void count_words(const uint16_t *row, int n, uint16_t *table, int bins, int shift) {
    // The depths of most files get a loop of their own, with nothing to compute but the address.
    if (shift) count_shifted(row, n, table, bins, shift);
    else if (bins == 1024) count_shifted(row, n, table, 1024, 0);
    else count_shifted(row, n, table, bins, 0);
}

void picture_levels_flush(fgk_picture_state *state, int index) {
    const int bins = state->bins;
    uint16_t *partial = state->partial[index];
    if (!state->levels[index].in_partial) return;
    for (int k = 0; k < picture_histogram_tables * bins; k++) state->histogram[index][k & (bins - 1)] += partial[k];
    memset(partial, 0, sizeof *partial * (size_t)bins * picture_histogram_tables);
    state->levels[index].in_partial = 0;
}

const void *picture_levels_row(fgk_picture_state *state, int index, int y) {
    picture_level_sums *sums = &state->levels[index];
    const fgk_picture_component *c = &state->request.now->component[index];
    const int bytes = state->layout[index].as_bytes;
    const void *row = picture_scanned_row(state, c, y, bytes, state->slot[picture_slot_now], &sums->scan, &sums->stray);
    sums->samples += (uint64_t)c->width;
    if (!row_is_counted(y, state->request.histogram_rows)) return row;
    sums->histogram_samples += (uint64_t)c->width;
    if (bytes) count_bytes(row, c->width, state->partial[index]);
    else count_words(row, c->width, state->partial[index], state->bins, state->histogram_shift);
    sums->in_partial += c->width;
    if (sums->in_partial > 65535 - state->width) picture_levels_flush(state, index);
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
        for (int k = 0; k < into->bins; k++) into->histogram[i][k] += from->histogram[i][k];
    }
}

void picture_levels_finish(fgk_picture_state *state, fgk_picture_result *result) {
    for (int i = 0; i < state->request.now->components; i++) {
        const picture_level_sums *s = &state->levels[i];
        result->levels[i] = (fgk_picture_levels){
            .valid = 1, .samples = s->samples, .sum = s->scan.sum, .stray = s->stray,
            .min = s->scan.min, .max = s->scan.max, .used = s->scan.used,
            .histogram = state->histogram[i], .bins = state->bins, .histogram_shift = state->histogram_shift,
            .histogram_samples = s->histogram_samples};
    }
}
