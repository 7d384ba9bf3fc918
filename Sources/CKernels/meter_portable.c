// The loudness meter's loops for any processor.
#include "meter_kernels.h"

const fgk_meter_kernels *fgk_meter_portable(void) {
    static const fgk_meter_kernels kernels = {"portable", clean, sample_peak, true_peak, weigh};
    return &kernels;
}
