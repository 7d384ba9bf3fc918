// Fourier transform of power-of-two size, and the power spectra made with it.
#include <math.h>
#include <stdlib.h>

#include "ears_parts.h"

struct fgk_fft {
    int size;
    double *cosines, *sines;
    int *order;
};

ears_fft *ears_fft_create(int size) {
    ears_fft *fft = calloc(1, sizeof *fft);
    if (!fft) return NULL;
    fft->size = size;
    fft->cosines = calloc((size_t)size / 2, sizeof(double));
    fft->sines = calloc((size_t)size / 2, sizeof(double));
    fft->order = calloc((size_t)size, sizeof(int));
    if (!fft->cosines || !fft->sines || !fft->order) {
        ears_fft_destroy(fft);
        return NULL;
    }
    for (int i = 0; i < size / 2; i++) {
        fft->cosines[i] = cos(2 * EARS_PI * i / size);
        fft->sines[i] = -sin(2 * EARS_PI * i / size);
    }
    for (int i = 1; i < size; i++) fft->order[i] = fft->order[i / 2] / 2 + (i & 1 ? size / 2 : 0);
    return fft;
}

void ears_fft_destroy(ears_fft *fft) {
    if (!fft) return;
    free(fft->cosines);
    free(fft->sines);
    free(fft->order);
    free(fft);
}

static void exchange(const int *order, int size, double *values) {
    for (int i = 0; i < size; i++)
        if (order[i] > i) {
            double kept = values[i];
            values[i] = values[order[i]];
            values[order[i]] = kept;
        }
}

// Radix 2, decimation in time.
void ears_fft_run(const ears_fft *fft, double *re, double *im) {
    exchange(fft->order, fft->size, re);
    exchange(fft->order, fft->size, im);
    for (int half = 1; half < fft->size; half *= 2)
        for (int start = 0; start < fft->size; start += 2 * half)
            for (int i = 0; i < half; i++) {
                int a = start + i, b = a + half, turn = i * (fft->size / (2 * half));
                double c = fft->cosines[turn], s = fft->sines[turn];
                double x = re[b] * c - im[b] * s, y = re[b] * s + im[b] * c;
                re[b] = re[a] - x;
                im[b] = im[a] - y;
                re[a] += x;
                im[a] += y;
            }
}

struct fgk_spectrum {
    int size;
    ears_fft *fft;
    double *window, *re, *im;
};

fgk_spectrum *fgk_spectrum_create(int size) {
    if (size < 2 || (size & (size - 1))) return NULL;
    fgk_spectrum *spectrum = calloc(1, sizeof *spectrum);
    if (!spectrum) return NULL;
    spectrum->size = size;
    spectrum->fft = ears_fft_create(size);
    spectrum->window = calloc((size_t)size, sizeof(double));
    spectrum->re = calloc((size_t)size, sizeof(double));
    spectrum->im = calloc((size_t)size, sizeof(double));
    if (!spectrum->fft || !spectrum->window || !spectrum->re || !spectrum->im) {
        fgk_spectrum_destroy(spectrum);
        return NULL;
    }
    for (int i = 0; i < size; i++) spectrum->window[i] = 0.5 - 0.5 * cos(2 * EARS_PI * (i + 0.5) / size);
    return spectrum;
}

void fgk_spectrum_destroy(fgk_spectrum *spectrum) {
    if (!spectrum) return;
    ears_fft_destroy(spectrum->fft);
    free(spectrum->window);
    free(spectrum->re);
    free(spectrum->im);
    free(spectrum);
}

// A sine of amplitude A in the middle of a bin gives A * size / 4 there.
void fgk_spectrum_power(fgk_spectrum *spectrum, const float *samples, float *power) {
    int size = spectrum->size;
    for (int i = 0; i < size; i++) {
        spectrum->re[i] = spectrum->window[i] * samples[i];
        spectrum->im[i] = 0;
    }
    ears_fft_run(spectrum->fft, spectrum->re, spectrum->im);
    for (int k = 0; k <= size / 2; k++) {
        double square = spectrum->re[k] * spectrum->re[k] + spectrum->im[k] * spectrum->im[k];
        power[k] = (float)(8 * square / ((double)size * size));
    }
}
