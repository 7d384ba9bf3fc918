// The loops of the search for enlargement, for the compiler to vectorise over eight lines at once. Each file that
// includes this compiles them for its own instruction set, without fused products: both give the same bits.
#include <math.h>

#include "scaling_work.h"

/// What rounding leaves below zero is zero.
static inline void take_root(scaling_lines *x) {
    for (int i = 0; i < scaling_lanes; i++) (*x)[i] = sqrtf((*x)[i] > 0 ? (*x)[i] : 0);
}

/// Differences from sample to sample, brought to the same strength all along, into `re`. Returns lines with detail.
static int even_out(fgk_scaling *s, const float *window, float code) {
    enum { across = 2 * scaling_around + 1 };
    const scaling_lines zero = {0};
    scaling_lines near = {0}, all = {0}, counted = {0};
    for (int i = 0; i + 1 < scaling_samples; i++) s->samples[i] = s->samples[i + 1] - s->samples[i];
    for (int i = 0; i < across - 1; i++) near += s->samples[i] * s->samples[i];
    for (int i = 0; i < scaling_size; i++) {
        const scaling_lines last = s->samples[i + across - 1], first = s->samples[i];
        const scaling_lines middle = s->samples[i + scaling_around];
        near += last * last;
        scaling_lines strength = near / across + code * code / 4;
        take_root(&strength);
        s->re[i] = middle / strength * window[i];
        s->im[i] = zero;
        all += middle * middle;
        near -= first * first;
    }
    int lines = 0;
    for (int k = 0; k < scaling_lanes; k++) {
        counted[k] = all[k] >= code * code * s->length;
        lines += counted[k] > 0;
    }
    for (int i = 0; i < scaling_size; i++) s->re[i] *= counted;
    return lines;
}

// Radix 2, decimation in time.
static void transform(fgk_scaling *s) {
    for (int i = 0; i < scaling_size; i++) {
        const int other = s->order[i];
        if (other <= i) continue;
        const scaling_lines kept = s->re[i];
        s->re[i] = s->re[other];
        s->re[other] = kept;
    }
    for (int half = 1; half < scaling_size; half *= 2)
        for (int i = 0; i < half; i++) {
            const float c = s->cosines[i * (scaling_size / 2 / half)], d = s->sines[i * (scaling_size / 2 / half)];
            for (int a = i; a < scaling_size; a += 2 * half) {
                const int b = a + half;
                const scaling_lines x = s->re[b] * c - s->im[b] * d, y = s->re[b] * d + s->im[b] * c;
                s->re[b] = s->re[a] - x;
                s->im[b] = s->im[a] - y;
                s->re[a] += x;
                s->im[a] += y;
            }
        }
}

/// Leaves of each frequency its phase, so that none counts more than another.
static void keep_phases(fgk_scaling *s) {
    for (int i = 0; i <= scaling_size / 2; i++) {
        scaling_lines size = s->re[i] * s->re[i] + s->im[i] * s->im[i];
        take_root(&size);
        size += 1e-3f;
        s->re[i] /= size;
        s->im[i] /= size;
    }
}

static void correlate(fgk_scaling *s) {
    for (int bin = 0; bin < scaling_bins; bin++) {
        const int size = bin + FGK_SCALING_FIRST;
        int f = size / 2 - scaling_reach;
        if (f < 2) f = 2;
        if (f < size - scaling_size / 2) f = size - scaling_size / 2;
        const int first = f;
        scaling_lines re = {0}, im = {0};
        for (; 2 * f < size; f++) {
            const int g = size - f;
            re += s->re[f] * s->re[g] - s->im[f] * s->im[g];
            im += s->re[f] * s->im[g] + s->im[f] * s->re[g];
        }
        double all_re = 0, all_im = 0;
        for (int i = 0; i < scaling_lanes; i++) all_re += (double)re[i], all_im += (double)im[i];
        s->sum_re[bin] += all_re / (f - first);
        s->sum_im[bin] += all_im / (f - first);
    }
}

static int analyse(fgk_scaling *scaling, const float *window, float code) {
    const int lines = even_out(scaling, window, code);
    if (!lines) return 0;
    transform(scaling);
    keep_phases(scaling);
    correlate(scaling);
    return lines;
}
