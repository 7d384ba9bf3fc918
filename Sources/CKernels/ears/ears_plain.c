// The ears' loops for any processor.
#include <stdint.h>

typedef int32_t plain_ints __attribute__((ext_vector_type(8)));

static inline uint8_t mask_of(const plain_ints *hits) {
    if (!__builtin_reduce_or(*hits)) return 0;
    unsigned bits = 0;
    for (int i = 0; i < 8; i++) bits |= ((unsigned)(*hits)[i] & 1u) << i;
    return (uint8_t)bits;
}

#define MASK(hits) mask_of(&(hits))
#define KERNELS_NAME "plain"
#include "ears_kernels.h"

const ears_kernels *ears_kernels_plain(void) { return &table; }
