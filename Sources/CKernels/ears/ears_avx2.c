// The ears' loops for x86 processors with AVX2.
#include <stddef.h>

#include "ears_parts.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#define MASK(hits) ((uint8_t)_mm256_movemask_ps((__m256)(hits)))
#define KERNELS_NAME "avx2"
#include "ears_kernels.h"
#pragma clang attribute pop

const ears_kernels *ears_kernels_avx2(void) { return __builtin_cpu_supports("avx2") ? &table : NULL; }
#else
const ears_kernels *ears_kernels_avx2(void) { return NULL; }
#endif
