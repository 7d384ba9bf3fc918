#include <math.h>
#include <string.h>

#include "flash_pattern.h"

#pragma STDC FP_CONTRACT OFF

enum { side = window_side, half = side / 2 };

/// Takes the window, its mean and a raised cosine. Returns its standard deviation.
static double take(spectrum *s, const float *at, int stride) {
    double sum = 0, squares = 0;
    for (int y = 0; y < side; y++)
        for (int x = 0; x < side; x++) {
            const double v = at[y * stride + x];
            sum += v;
            squares += v * v;
        }
    const double mean = sum / (side * side);
    float hann[side];
    for (int i = 0; i < side; i++) hann[i] = (float)(0.5 - 0.5 * cos(2 * M_PI * (i + 0.5) / side));
    for (int y = 0; y < side; y++)
        for (int x = 0; x < side; x++) s->re[y][x] = (at[y * stride + x] - (float)mean) * hann[y] * hann[x];
    memset(s->im, 0, sizeof s->im);
    const double variance = squares / (side * side) - mean * mean;
    return variance > 0 ? sqrt(variance) : 0;
}

static inline int signed_frequency(int bin) { return bin < half ? bin : bin - side; }

static inline double energy(const spectrum *s, int fx, int fy) {
    const double re = s->re[fx & (side - 1)][fy & (side - 1)], im = s->im[fx & (side - 1)][fy & (side - 1)];
    return re * re + im * im;
}

static double patch(const spectrum *s, int fx, int fy) {
    double sum = 0;
    for (int i = -1; i <= 1; i++)
        for (int j = -1; j <= 1; j++) sum += energy(s, fx + i, fy + j);
    return sum;
}

/// Strongest bin of the half plane that matters, and the energy of everything but the mean.
static double strongest(const spectrum *s, int *x, int *y) {
    double total = 0, most = -1;
    for (int i = 0; i < side; i++)
        for (int j = 0; j < side; j++) {
            const int fx = signed_frequency(i), fy = signed_frequency(j), square = fx * fx + fy * fy;
            const double e = energy(s, fx, fy);
            total += e;
            const int counts = (fx > 0 || (fx == 0 && fy > 0)) && square >= FGK_FLASH_PATTERN_CYCLES * FGK_FLASH_PATTERN_CYCLES;
            if (!counts || fx > half - 2 || fy > half - 2 || fy < 2 - half || e <= most) continue;
            most = e;
            *x = fx;
            *y = fy;
        }
    return total;
}

int flash_window_peak(spectrum *s, const float *at, int stride, int scale, double least, window_peak *peak) {
    if (take(s, at, stride) < least) return 0;
    flash_transform(s);
    int fx = 0, fy = 0;
    const double total = strongest(s, &fx, &fy);
    double own = patch(s, fx, fy), x = 0, y = 0;
    for (int i = -1; i <= 1; i++)
        for (int j = -1; j <= 1; j++) {
            x += i * energy(s, fx + i, fy + j) / own;
            y += j * energy(s, fx + i, fy + j) / own;
        }
    const int has_third = 3 * fx < half - 1 && 3 * fy < half - 1 && 3 * fy > 1 - half;
    if (has_third) own += patch(s, 3 * fx, 3 * fy);
    // Each frequency stands in the plane twice.
    *peak = (window_peak){(fx + x) / side / scale, (fy + y) / side / scale, 2 * own / total, (double)side * side * scale * scale};
    return total > 0 && peak->purity >= FGK_FLASH_PATTERN_PURITY;
}
