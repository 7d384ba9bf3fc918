#pragma once

#include "fgk_scaling.h"

enum {
    scaling_size = FGK_SCALING_SIZE,
    scaling_lanes = 8,
    scaling_bins = FGK_SCALING_LAST - FGK_SCALING_FIRST + 1,
    /// Frequencies below half the size whose images are looked for, in 512ths.
    scaling_reach = 51,
    /// Samples on either side that differences are evened out over.
    scaling_around = 16,
    scaling_samples = scaling_size + 2 * scaling_around + 1,
};

/// Eight lines side by side.
typedef float scaling_lines __attribute__((vector_size(4 * scaling_lanes)));

struct fgk_scaling {
    scaling_lines samples[scaling_samples];
    scaling_lines re[scaling_size], im[scaling_size];
    float window[2][scaling_size];
    float cosines[scaling_size / 2], sines[scaling_size / 2];
    double sum_re[scaling_bins], sum_im[scaling_bins];
    float agreement[scaling_bins];
    uint16_t order[scaling_size];
    int width, height;
    /// Samples of a stretch that are there, up to scaling_size.
    int length;
    uint16_t *row;
};

/// Takes `samples`, whose differences count as detail from `code` on, and adds the agreement of the lines to the sums.
/// Returns how many of the lines have detail. The same bits for both.
typedef int scaling_analysis(fgk_scaling *scaling, const float *window, float code);
/// NULL on a machine without AVX2.
scaling_analysis *scaling_avx2(void);
