#pragma once

#include "../include/fgk_flash_pattern.h"

/// The screen in luminance (scale of fgk_flash_level, divided by its steps), and once more at half the size.
enum { pattern_columns = 240, pattern_rows = 135, pattern_samples = pattern_columns * pattern_rows };
enum { coarse_columns = 120, coarse_rows = 67 };
enum { window_side = 64 };

/// One window's strongest spatial frequency, in cycles per sample of the larger screen.
typedef struct window_peak {
    double fx, fy;
    /// Share of the window's energy at that frequency.
    double purity;
    /// Samples of the larger screen that the window covers.
    double weight;
} window_peak;

typedef struct spectrum {
    float re[window_side][window_side], im[window_side][window_side];
} spectrum;

/// Fourier transform of 64 × 64 values; the result stands as [horizontal][vertical] frequency.
void flash_transform(spectrum *s);

/// Finds the strongest frequency of the window at `at` of a screen with rows of `stride` samples, each `scale` samples of
/// the larger screen wide. Returns 0 where the window is not striped. `least` is the standard deviation below which
/// nothing can be.
int flash_window_peak(spectrum *work, const float *at, int stride, int scale, double least, window_peak *peak);

/// Room for the search for stripes of one frequency.
typedef struct stripe_room {
    float *mean, *detail, *energy, *re, *im, *scratch;
} stripe_room;

int flash_stripes_make(stripe_room *room);
void flash_stripes_free(stripe_room *room);
/// Measures the stripes of frequency fx, fy.
void flash_stripes_measure(stripe_room *room, const float *screen, double fx, double fy,
                           const fgk_flash_pattern_rule *rule, fgk_flash_stripes *stripes);
