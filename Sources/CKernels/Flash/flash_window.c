#include <math.h>
#include <string.h>

#include "flash_pattern.h"

#pragma STDC FP_CONTRACT OFF

enum { side = window_side, half = side / 2 };

int flash_window_may_be_striped(const window_energy *energy, double least) {
    if (energy->deviation < least || energy->all <= 0) return 0;
    // What stands around a frequency of three cycles and more never takes in those within one; a little for rounding.
    return energy->slow <= energy->all * (1.001 - FGK_FLASH_PATTERN_PURITY);
}

/// Each frequency stands in the plane twice; the half that is kept has no negative fx.
static inline double energy_at(const float (*energy)[side], int fx, int fy) {
    return fx < 0 ? energy[-fx][-fy & (side - 1)] : energy[fx][fy & (side - 1)];
}

static double patch(const float (*energy)[side], int fx, int fy) {
    double sum = 0;
    for (int i = -1; i <= 1; i++)
        for (int j = -1; j <= 1; j++) sum += energy_at(energy, fx + i, fy + j);
    return sum;
}

static inline int signed_frequency(int bin) { return bin < half ? bin : bin - side; }

/// 1 for the vertical frequencies that may be a peak together with fx.
static void fill_counts(int fx, float *counts) {
    for (int j = 0; j < side; j++) {
        const int fy = signed_frequency(j), square = fx * fx + fy * fy;
        const int is_far = square >= FGK_FLASH_PATTERN_CYCLES * FGK_FLASH_PATTERN_CYCLES;
        counts[j] = (fx > 0 || fy > 0) && is_far && fy <= half - 2 && fy >= 2 - half;
    }
}

static void find_strongest(const flash_pattern_kernels *kernels, const float (*energy)[side], int *x, int *y) {
    float most = -1, counts[side];
    for (int fx = 0; fx <= half - 2; fx++) {
        // From three cycles on, all rows are alike.
        if (fx <= FGK_FLASH_PATTERN_CYCLES) fill_counts(fx, counts);
        const float here = kernels->most_in_row(energy[fx], counts);
        if (here <= most) continue;
        most = here;
        *x = fx;
        for (int j = side - 1; j >= 0; j--)
            if (counts[j] > 0 && energy[fx][j] == here) *y = signed_frequency(j);
    }
}

int flash_window_peak(const flash_pattern_kernels *kernels, const float (*energy)[side], const window_energy *whole,
                      int scale, window_peak *peak) {
    int fx = 0, fy = FGK_FLASH_PATTERN_CYCLES;
    find_strongest(kernels, energy, &fx, &fy);
    double own = patch(energy, fx, fy), x = 0, y = 0;
    if (own <= 0) return 0;
    for (int i = -1; i <= 1; i++)
        for (int j = -1; j <= 1; j++) {
            x += i * energy_at(energy, fx + i, fy + j) / own;
            y += j * energy_at(energy, fx + i, fy + j) / own;
        }
    const int has_third = 3 * fx < half - 1 && 3 * fy < half - 1 && 3 * fy > 1 - half;
    if (has_third) own += patch(energy, 3 * fx, 3 * fy);
    // Each frequency stands in the plane twice.
    *peak = (window_peak){(fx + x) / side / scale, (fy + y) / side / scale, 2 * own / whole->all,
                          (double)side * side * scale * scale};
    return peak->purity >= FGK_FLASH_PATTERN_PURITY;
}
