// The loops for x86 processors with AVX2.
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "structure_rows.h"

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#include "structure_loops.h"
#pragma clang attribute pop

const structure_kernels *structure_avx2_kernels(void) { return __builtin_cpu_supports("avx2") ? &table : NULL; }
#else
const structure_kernels *structure_avx2_kernels(void) { return NULL; }
#endif
