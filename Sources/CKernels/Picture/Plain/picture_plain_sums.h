#pragma once

// The plain C kernels that the vector kernels call for what is left of a row.

#include "../picture_kernels.h"

uint16_t picture_plain_used_words(const uint16_t *row, int n);
void picture_plain_scan_bytes(const uint8_t *row, int n, picture_scan *scan);
void picture_plain_scan_words(const uint16_t *row, int n, picture_scan *scan);
uint64_t picture_plain_sad_bytes(const uint8_t *a, const uint8_t *b, int n);
uint64_t picture_plain_sad_words(const uint16_t *a, const uint16_t *b, int n);
void picture_plain_tile_sad_bytes(const uint8_t *a, const uint8_t *b, int n, uint16_t *lanes);
void picture_plain_tile_sad_words(const uint16_t *a, const uint16_t *b, int n, uint16_t *lanes);
void picture_plain_tile_sum_bytes(const uint8_t *a, int n, uint16_t *lanes);
void picture_plain_tile_sum_words(const uint16_t *a, int n, uint16_t *lanes);
