// The loops for x86 processors with AVX2. Without FMA: a fused product would round otherwise than the plain code.
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "flash_kernels.h"

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#include "flash_loops.h"
#include "flash_pattern_loops.h"
#pragma clang attribute pop

const flash_kernels *flash_avx2_kernels(void) { return __builtin_cpu_supports("avx2") ? &table : NULL; }
const flash_pattern_kernels *flash_avx2_pattern_kernels(void) {
    return __builtin_cpu_supports("avx2") ? &pattern_table : NULL;
}
#else
const flash_kernels *flash_avx2_kernels(void) { return NULL; }
const flash_pattern_kernels *flash_avx2_pattern_kernels(void) { return NULL; }
#endif
