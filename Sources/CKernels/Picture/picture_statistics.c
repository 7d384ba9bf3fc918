#include <math.h>

#include "../include/fgk_picture.h"

double fgk_picture_mean(const fgk_picture_levels *levels) {
    return levels->samples ? (double)levels->sum / (double)levels->samples : NAN;
}

int fgk_picture_percentile(const fgk_picture_levels *levels, double fraction) {
    if (!levels->histogram || !levels->histogram_samples) return -1;
    const double wanted = fraction * (double)levels->histogram_samples;
    uint64_t reached = 0;
    int last = -1;
    for (int bin = 0; bin < levels->bins; bin++) {
        if (!levels->histogram[bin]) continue;
        reached += levels->histogram[bin];
        last = bin;
        if ((double)reached >= wanted) break;
    }
    return last << levels->histogram_shift;
}
