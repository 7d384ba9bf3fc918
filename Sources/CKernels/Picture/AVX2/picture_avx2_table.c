#include "picture_avx2.h"

#if defined(__x86_64__)

static const picture_kernels table = {
    .used_words = picture_avx2_used_words,
    .scan_bytes = picture_avx2_scan_bytes,
    .scan_words = picture_avx2_scan_words,
    .sad_bytes = picture_avx2_sad_bytes,
    .sad_words = picture_avx2_sad_words,
    .tile_sad_bytes = picture_avx2_tile_sad_bytes,
    .tile_sad_words = picture_avx2_tile_sad_words,
    .tile_sum_bytes = picture_avx2_tile_sum_bytes,
    .tile_sum_words = picture_avx2_tile_sum_words,
};

const picture_kernels *picture_avx2_kernels(void) { return __builtin_cpu_supports("avx2") ? &table : NULL; }

#else

#include "../picture_kernels.h"

const picture_kernels *picture_avx2_kernels(void) { return NULL; }

#endif
