#include "picture_plain.h"

enum { half = picture_chunk / 2 };

static void raise(const void *row, int is_bytes, int from, int n, int depth, uint16_t *out) {
    if (is_bytes) picture_plain_raise_bytes((const uint8_t *)row + from, n, out);
    else picture_plain_raise_words((const uint16_t *)row + from, n, depth, out);
}

static void raise_chroma(const void *const rows[2], const picture_raw *raw, int is_bytes, int from, uint16_t *wide) {
    uint16_t part[2][half + 1], mixed[half + 1];
    for (int r = 0; r < 2; r++) raise(rows[r], is_bytes, from, half + 1, raw->depth, part[r]);
    picture_plain_blend(part[0], part[1], raw->weight, half + 1, mixed);
    picture_plain_double_width(mixed, picture_chunk, wide);
}

static void judge_raw(const picture_raw *raw, int is_bytes, int x, int n, fgk_picture_excursions *counts,
                      uint8_t *clear, picture_light_peaks *peaks) {
    uint16_t wide[3][picture_chunk], brightest[picture_chunk], excursion[picture_chunk];
    int16_t signals[4][picture_chunk];
    for (int end = x + n; x < end; x += picture_chunk) {
        raise(raw->luma, is_bytes, x, picture_chunk, raw->depth, wide[0]);
        raise_chroma(raw->cb, raw, is_bytes, x / 2, wide[1]);
        raise_chroma(raw->cr, raw, is_bytes, x / 2, wide[2]);
        const uint16_t *const in[3] = {wide[0], wide[1], wide[2]};
        int16_t *const out[4] = {signals[0], signals[1], signals[2], signals[3]};
        const int16_t *const signal[4] = {signals[0], signals[1], signals[2], signals[3]};
        picture_plain_matrix(in, picture_chunk, &raw->matrix, out);
        picture_plain_judge(signal, x, picture_chunk, &raw->range, counts, clear);
        const picture_light_peaks found = picture_plain_light(signal, picture_chunk, raw->black, brightest, excursion);
        if (found.brightest > peaks->brightest) peaks->brightest = found.brightest;
        if (found.excursion > peaks->excursion) peaks->excursion = found.excursion;
    }
}

void picture_plain_judge_raw_bytes(const picture_raw *raw, int x, int n, fgk_picture_excursions *counts, uint8_t *clear,
                                   picture_light_peaks *peaks) {
    judge_raw(raw, 1, x, n, counts, clear, peaks);
}

void picture_plain_judge_raw_words(const picture_raw *raw, int x, int n, fgk_picture_excursions *counts, uint8_t *clear,
                                   picture_light_peaks *peaks) {
    judge_raw(raw, 0, x, n, counts, clear, peaks);
}
