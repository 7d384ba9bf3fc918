#pragma once

#include <stdint.h>

typedef struct picture_histogram {
    uint32_t *count;
    /// Partial histograms that samples enter in turn: runs of one code would otherwise wait for their own stores. They
    /// are of 16 bits, and fewer when they are large, so that those in use fit into the first-level cache.
    uint16_t *partial;
    int tables;
    /// A power of two; bin = code >> shift.
    int bins, shift;
    /// The most that any partial count can be.
    int pending;
} picture_histogram;

/// 1 when there was memory.
int picture_histogram_create(picture_histogram *histogram, int bins, int shift);
void picture_histogram_destroy(picture_histogram *histogram);
void picture_histogram_clear(picture_histogram *histogram);
/// Enters up to 32767 samples. No code may lie beyond the last bin.
void picture_histogram_bytes(picture_histogram *histogram, const uint8_t *codes, int n);
void picture_histogram_words(picture_histogram *histogram, const uint16_t *codes, int n);
/// Brings what is pending into `count`.
void picture_histogram_flush(picture_histogram *histogram);
void picture_histogram_merge(picture_histogram *into, const picture_histogram *from);
