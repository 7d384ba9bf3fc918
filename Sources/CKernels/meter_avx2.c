// The loudness meter's loops for x86 processors with AVX2 and FMA.
#include <stddef.h>

#include "meter_parts.h"

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "meter_kernels.h"
#pragma clang attribute pop

const fgk_meter_kernels *fgk_meter_avx2(void) {
    static const fgk_meter_kernels kernels = {"avx2", clean, sample_peak, true_peak, weigh};
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? &kernels : NULL;
}
#else
const fgk_meter_kernels *fgk_meter_avx2(void) { return NULL; }
#endif
