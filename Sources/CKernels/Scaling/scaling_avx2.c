// The loops for x86 processors with AVX2. Without FMA: a fused product would round otherwise than the plain code.
#include <math.h>
#include <stddef.h>
#include <stdint.h>

#include "scaling_work.h"

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#include "scaling_loops.h"
#pragma clang attribute pop

scaling_analysis *scaling_avx2(void) { return __builtin_cpu_supports("avx2") ? analyse : NULL; }
#else
scaling_analysis *scaling_avx2(void) { return NULL; }
#endif
