#include "picture_avx2.h"

#if defined(__x86_64__)

#include "../Occupancy/picture_occupancy.h"

static const picture_kernels table = {
    .take_bytes = picture_avx2_take_bytes,
    .take_words = picture_avx2_take_words,
    .distance_bytes = picture_avx2_distance_bytes,
    .distance_words = picture_avx2_distance_words,
    .sweep_bytes = picture_avx2_sweep_bytes,
    .sweep_words = picture_avx2_sweep_words,
    .used_words = picture_avx2_used_words,
    .scan_bytes = picture_avx2_scan_bytes,
    .scan_words = picture_avx2_scan_words,
    .beyond_bytes = picture_avx2_beyond_bytes,
    .beyond_words = picture_avx2_beyond_words,
    .sad_bytes = picture_avx2_sad_bytes,
    .sad_words = picture_avx2_sad_words,
    .tile_sad_bytes = picture_avx2_tile_sad_bytes,
    .tile_sad_words = picture_avx2_tile_sad_words,
    .tile_sum_bytes = picture_avx2_tile_sum_bytes,
    .tile_sum_words = picture_avx2_tile_sum_words,
    .lines_bytes = picture_avx2_lines_bytes,
    .lines_words = picture_avx2_lines_words,
    .comb_bytes = picture_avx2_comb_bytes,
    .comb_words = picture_avx2_comb_words,
    .raise_bytes = picture_avx2_raise_bytes,
    .raise_words = picture_avx2_raise_words,
    .blend = picture_avx2_blend,
    .bound_bytes = picture_avx2_bound_bytes,
    .bound_words = picture_avx2_bound_words,
    .prove = picture_avx2_prove,
    .double_width = picture_avx2_double_width,
    .sum_down = picture_avx2_sum_down,
    .sum_across = picture_avx2_sum_across,
    .sum_across_halved = picture_avx2_sum_across_halved,
    .sum_across_chroma = picture_avx2_sum_across_chroma,
    .matrix = picture_avx2_matrix,
    .matrix_of_sums = picture_avx2_matrix_of_sums,
    .judge = picture_avx2_judge,
    .judge_raw_bytes = picture_avx2_judge_raw_bytes,
    .judge_raw_words = picture_avx2_judge_raw_words,
    .light = picture_avx2_light,
    .classify = picture_avx2_classify,
};

const picture_kernels *picture_avx2_kernels(void) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt") ? &table : NULL;
}

#else

#include "../picture_kernels.h"

const picture_kernels *picture_avx2_kernels(void) { return NULL; }

#endif
