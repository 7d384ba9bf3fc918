// The trace of an enlargement among what coding blocks and regular detail leave.
#include "scaling_work.h"

enum {
    /// Bins from one multiple of 1/16 to the next.
    grid = scaling_size / 16,
    around = 24,
    apart = 2,
};

/// Least agreement of a trace, and on the grid of coding blocks at a half and elsewhere; least prominence; times that a
/// trace on the grid outshines the other lines there.
static const double least = 0.4, least_at_half = 0.48, least_on_grid = 0.5, prominent = 5, brighter = 1.8;

static int is_on_grid(int size) { return (size + 1) % grid <= 2; }

/// Agreement over the mean of that around it, lines of the grid and its own flanks left out.
static double prominence(const float *agreement, int bin) {
    double sum = 0;
    int many = 0;
    for (int i = bin - around; i <= bin + around; i++) {
        if (i < 0 || i >= scaling_bins || is_on_grid(i + FGK_SCALING_FIRST) || (i >= bin - apart && i <= bin + apart))
            continue;
        sum += (double)agreement[i];
        many++;
    }
    return sum > 0 ? (double)agreement[bin] * many / sum : 0;
}

static double line_of_grid(const float *agreement, int size) {
    double most = 0;
    for (int i = size - 1 - FGK_SCALING_FIRST; i <= size + 1 - FGK_SCALING_FIRST; i++)
        if (i >= 0 && i < scaling_bins && (double)agreement[i] > most) most = (double)agreement[i];
    return most;
}

/// Whether a line of the grid is so much stronger than the others, but its own multiples, that no coding made it.
static int outshines(const float *agreement, int size) {
    const double own = line_of_grid(agreement, size);
    if (own < (size == scaling_size / 2 ? least_at_half : least_on_grid)) return 0;
    for (int other = grid * 3; other <= FGK_SCALING_LAST; other += grid) {
        int is_multiple = other == size;
        for (int times = 2; times < 4; times++) {
            const int alias = times * size % scaling_size;
            is_multiple |= other == alias || other == scaling_size - alias;
        }
        if (!is_multiple && own < brighter * line_of_grid(agreement, other)) return 0;
    }
    return 1;
}

/// Whether a bin is the highest of its surroundings.
static int is_peak(const float *agreement, int bin) {
    for (int i = bin - apart; i <= bin + apart; i++)
        if (i >= 0 && i < scaling_bins && agreement[i] > agreement[bin]) return 0;
    return 1;
}

/// Where the parabola through a peak and its neighbours is highest.
static double summit(const float *agreement, int bin) {
    if (bin < 1 || bin + 1 >= scaling_bins) return bin + FGK_SCALING_FIRST;
    const double a = (double)agreement[bin - 1], b = (double)agreement[bin], c = (double)agreement[bin + 1];
    const double bend = a - 2 * b + c;
    return bin + FGK_SCALING_FIRST + (bend < 0 ? (a - c) / (2 * bend) : 0);
}

fgk_scaling_trace fgk_scaling_find(const float *agreement, int is_grid_out) {
    fgk_scaling_trace trace = {0};
    for (int bin = 0; bin < scaling_bins; bin++) {
        const int size = bin + FGK_SCALING_FIRST, line = (size + 1) / grid * grid;
        if ((double)agreement[bin] < least || (double)agreement[bin] <= trace.agreement || !is_peak(agreement, bin)) continue;
        if (is_on_grid(size)) {
            const int can = !is_grid_out && (line == scaling_size * 3 / 8 || line == scaling_size / 2 || line == scaling_size * 3 / 4);
            if (!can || !outshines(agreement, line)) continue;
        }
        const double above = prominence(agreement, bin);
        if (above < prominent) continue;
        trace = (fgk_scaling_trace){summit(agreement, bin), (double)agreement[bin], above};
    }
    return trace;
}
