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

/// Sines and cosines of a turn in 64 parts, a raised cosine, and the order of rows that the transform begins with.
typedef struct flash_turntable {
    float cosine[window_side], sine[window_side], hann[window_side];
    uint8_t reversed[window_side];
} flash_turntable;

void flash_turntable_fill(flash_turntable *table);

/// What is known of a window before it is transformed: under the raised cosine the energy of all frequencies, and of
/// those within one cycle per window.
typedef struct window_energy {
    double mean, deviation, all, slow;
} window_energy;

/// Two windows on their way. `energy` is that of each by horizontal frequency (not negative) and vertical frequency.
typedef struct window_work {
    spectrum rows, columns;
    float energy[2][window_side / 2][window_side];
} window_work;

typedef struct flash_pattern_kernels {
    void (*take_window)(const float *at, int stride, const flash_turntable *table, float (*out)[window_side],
                        window_energy *energy);
    void (*transform_pair)(window_work *work, const flash_turntable *table);
    float (*most_in_row)(const float *energy, const float *counts);
    /// Of a row of the screen: the square of what differs from the mean, and its product with the wave, of which `wave_c`
    /// and `wave_s` are the part along the row and c and s the part down to it.
    void (*demodulate_row)(const float *screen, const float *mean, const float *wave_c, const float *wave_s, float c,
                           float s, float *square, float *re, float *im);
    /// The amplitude where it holds enough of the energy, 0 elsewhere. Returns the highest.
    float (*pure_row)(const float *re, const float *im, const float *energy, float *amplitude);
    void (*smooth_rows)(const float *in, float *out, int reach);
    void (*smooth_columns)(const float *in, float *out, int reach);
} flash_pattern_kernels;

/// NULL on a machine without AVX2.
const flash_pattern_kernels *flash_avx2_pattern_kernels(void);
const flash_pattern_kernels *flash_best_pattern_kernels(void);

/// Whether a window that has been taken may be striped. `least` is the standard deviation below which nothing can be.
int flash_window_may_be_striped(const window_energy *energy, double least);
/// Finds the strongest frequency of a transformed window, each sample being `scale` samples of the larger screen wide.
/// Returns 0 where the window is not striped.
int flash_window_peak(const flash_pattern_kernels *kernels, const float (*energy)[window_side], const window_energy *whole,
                      int scale, window_peak *peak);

/// Room for the search for stripes of one frequency.
typedef struct stripe_room {
    const flash_pattern_kernels *kernels;
    float *mean, *detail, *energy, *re, *im, *scratch;
} stripe_room;

int flash_stripes_make(stripe_room *room);
void flash_stripes_free(stripe_room *room);
/// Measures the stripes of frequency fx, fy.
void flash_stripes_measure(stripe_room *room, const float *screen, double fx, double fy,
                           const fgk_flash_pattern_rule *rule, fgk_flash_stripes *stripes);
