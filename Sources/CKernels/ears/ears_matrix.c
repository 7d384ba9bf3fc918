// Phases between two channels over frequency. A matrix encoder lays the surround channel into both of its outputs at
// the same level and in opposite phase, and the centre at the same level and in phase.
#include <math.h>
#include <stdlib.h>

#include "ears_parts.h"

#define LOWEST_HZ 200
#define HIGHEST_HZ 8000
// 2 dB, and 15°.
#define LEVEL_RATIO 1.5848931924611136
#define PHASE_COSINE 0.9659258262890683

bool ears_matrix_design(fgk_ears *ears) {
    if (!(ears->want & FGK_EARS_MATRIX)) return true;
    ears->matrix_fft = ears_fft_create(EARS_MATRIX_SIZE);
    ears->matrix_window = calloc(3 * EARS_MATRIX_SIZE, sizeof(double));
    if (!ears->matrix_fft || !ears->matrix_window) return false;
    for (int i = 0; i < EARS_MATRIX_SIZE; i++)
        ears->matrix_window[i] = 0.5 - 0.5 * cos(2 * EARS_PI * (i + 0.5) / EARS_MATRIX_SIZE);
    return true;
}

static void count(fgk_ears_matrix *matrix, double ar, double ai, double br, double bi) {
    double a = ar * ar + ai * ai, b = br * br + bi * bi, along = ar * br + ai * bi;
    matrix->energy += a + b;
    if (a > LEVEL_RATIO * b || b > LEVEL_RATIO * a) return;
    double size = sqrt(a * b);
    if (along < -PHASE_COSINE * size) matrix->opposite += a + b;
    if (along > PHASE_COSINE * size) matrix->equal += a + b;
}

// Both channels go through one complex transform, as its real and imaginary part.
void ears_matrix_step(fgk_ears *ears, int64_t end) {
    double *re = ears->matrix_window + EARS_MATRIX_SIZE, *im = re + EARS_MATRIX_SIZE;
    const float *x = ears_sample(ears, 0, end - EARS_MATRIX_SIZE), *y = ears_sample(ears, 1, end - EARS_MATRIX_SIZE);
    for (int i = 0; i < EARS_MATRIX_SIZE; i++) {
        re[i] = ears->matrix_window[i] * x[i];
        im[i] = ears->matrix_window[i] * y[i];
    }
    ears_fft_run(ears->matrix_fft, re, im);
    ears->matrix = (fgk_ears_matrix){0, 0, 0};
    ears->matrix_ready = true;
    int first = (int)(LOWEST_HZ * EARS_MATRIX_SIZE / ears->rate) + 1;
    int last = (int)fmin(HIGHEST_HZ * EARS_MATRIX_SIZE / ears->rate, EARS_MATRIX_SIZE / 2 - 1);
    for (int k = first; k <= last; k++) {
        int n = EARS_MATRIX_SIZE - k;
        count(&ears->matrix, re[k] + re[n], im[k] - im[n], im[k] + im[n], re[n] - re[k]);
    }
}
