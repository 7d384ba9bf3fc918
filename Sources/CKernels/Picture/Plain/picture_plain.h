#pragma once

// The plain C kernels: the reference, and what the vector kernels call for the rest of a row.

#include "../picture_kernels.h"

void picture_plain_take_bytes(const uint8_t *from, int pace, int n, uint16_t *out);
void picture_plain_take_words(const uint16_t *from, int pace, int n, uint16_t highest, uint16_t *out);
uint32_t picture_plain_distance_bytes(const uint8_t *a, const uint8_t *b, int n, int step);
uint32_t picture_plain_distance_words(const uint16_t *a, const uint16_t *b, int n, int step, uint16_t highest);
void picture_plain_sweep_bytes(const uint8_t *row, int n, uint16_t threshold, const picture_byte_columns *columns,
                               picture_swept *swept);
void picture_plain_sweep_words(const uint16_t *row, int n, int depth, uint16_t threshold,
                               const picture_word_columns *columns, picture_swept *swept);
uint16_t picture_plain_used_words(const uint16_t *row, int n);
void picture_plain_scan_bytes(const uint8_t *row, int n, picture_scan *scan);
void picture_plain_scan_words(const uint16_t *row, int n, picture_scan *scan);
void picture_plain_beyond_bytes(const uint8_t *row, int n, picture_beyond *beyond);
void picture_plain_beyond_words(const uint16_t *row, int n, picture_beyond *beyond);

uint64_t picture_plain_sad_bytes(const uint8_t *a, const uint8_t *b, int n);
uint64_t picture_plain_sad_words(const uint16_t *a, const uint16_t *b, int n);
void picture_plain_tile_sad_bytes(const uint8_t *a, const uint8_t *b, int n, uint16_t *lanes);
void picture_plain_tile_sad_words(const uint16_t *a, const uint16_t *b, int n, uint16_t *lanes);
void picture_plain_tile_sum_bytes(const uint8_t *a, int n, uint16_t *lanes);
void picture_plain_tile_sum_words(const uint16_t *a, int n, uint16_t *lanes);

uint16_t picture_plain_lines_bytes(const uint8_t *row, int n, uint16_t threshold, uint16_t *column_max,
                                   uint16_t *column_count, uint16_t *count);
uint16_t picture_plain_lines_words(const uint16_t *row, int n, uint16_t threshold, uint16_t *column_max,
                                   uint16_t *column_count, uint16_t *count);
void picture_plain_comb_bytes(const uint8_t *const row[5], int n, picture_comb_row *sums);
void picture_plain_comb_words(const uint16_t *const row[5], int n, uint16_t highest, picture_comb_row *sums);

void picture_plain_raise_bytes(const uint8_t *row, int n, uint16_t *out);
void picture_plain_raise_words(const uint16_t *row, int n, int depth, uint16_t *out);
void picture_plain_blend(const uint16_t *a, const uint16_t *b, int weight, int n, uint16_t *out);
void picture_plain_bound_bytes(const uint8_t *row, int n, int chunk, int more, uint16_t *lo, uint16_t *hi);
void picture_plain_bound_words(const uint16_t *row, int n, int chunk, int more, uint16_t *lo, uint16_t *hi);
void picture_plain_prove(const picture_bounds *bounds, int chunks, const picture_matrix *matrix,
                         const picture_range *range, const picture_proof *proof);
void picture_plain_double_width(const uint16_t *row, int n, uint16_t *out);
void picture_plain_sum_down(const uint16_t *a, const uint16_t *b, const uint16_t *c, int n, uint16_t *out);
void picture_plain_sum_across(const uint16_t *row, int n, uint16_t *out);
void picture_plain_sum_across_halved(const uint16_t *row, int n, uint16_t *out);
void picture_plain_sum_across_chroma(const uint16_t *row, int n, uint16_t *out);
void picture_plain_matrix(const uint16_t *const in[3], int n, const picture_matrix *matrix, int16_t *const out[4]);
void picture_plain_matrix_of_sums(const uint16_t *const in[3], int n, const picture_matrix *matrix,
                                int16_t *const out[4]);
void picture_plain_judge(const int16_t *const signal[4], int x, int n, const picture_range *range,
                         fgk_picture_excursions *counts, uint8_t *clear);
void picture_plain_judge_raw_bytes(const picture_raw *raw, int x, int n, fgk_picture_excursions *counts, uint8_t *clear,
                                   picture_light_peaks *peaks);
void picture_plain_judge_raw_words(const picture_raw *raw, int x, int n, fgk_picture_excursions *counts, uint8_t *clear,
                                   picture_light_peaks *peaks);
picture_light_peaks picture_plain_light(const int16_t *const signal[4], int n, int16_t black, uint16_t *brightest,
                                        uint16_t *excursion);
