#include "picture_plain_sums.h"

const picture_kernels picture_plain_kernels = {
    .used_words = picture_plain_used_words,
    .scan_bytes = picture_plain_scan_bytes,
    .scan_words = picture_plain_scan_words,
    .sad_bytes = picture_plain_sad_bytes,
    .sad_words = picture_plain_sad_words,
    .tile_sad_bytes = picture_plain_tile_sad_bytes,
    .tile_sad_words = picture_plain_tile_sad_words,
    .tile_sum_bytes = picture_plain_tile_sum_bytes,
    .tile_sum_words = picture_plain_tile_sum_words,
};
