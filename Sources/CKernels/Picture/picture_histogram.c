#include "picture_histogram.h"

#include <stdlib.h>
#include <string.h>

int picture_histogram_create(picture_histogram *h, int bins, int shift) {
    h->bins = bins;
    h->shift = shift;
    h->count = calloc((size_t)bins, sizeof *h->count);
    h->partial = calloc((size_t)bins * picture_histogram_tables, sizeof *h->partial);
    return h->count && h->partial;
}

void picture_histogram_destroy(picture_histogram *h) {
    free(h->count);
    free(h->partial);
}

void picture_histogram_clear(picture_histogram *h) { memset(h->count, 0, sizeof *h->count * (size_t)h->bins); }

static void count_bytes(const uint8_t *codes, int n, uint16_t *table) {
    int x = 0;
    for (; x + 8 <= n; x += 8) {
        uint64_t v;
        memcpy(&v, codes + x, 8);
        table[v & 255]++;
        table[256 + (v >> 8 & 255)]++;
        table[512 + (v >> 16 & 255)]++;
        table[768 + (v >> 24 & 255)]++;
        table[v >> 32 & 255]++;
        table[256 + (v >> 40 & 255)]++;
        table[512 + (v >> 48 & 255)]++;
        table[768 + (v >> 56)]++;
    }
    for (; x < n; x++) table[codes[x]]++;
}

static inline __attribute__((always_inline)) void count_words(const uint16_t *codes, int n, uint16_t *table, int bins,
                                                              int shift) {
    uint16_t *t1 = table + bins, *t2 = t1 + bins, *t3 = t2 + bins;
    int x = 0;
    for (; x + 4 <= n; x += 4) {
        uint64_t v;
        memcpy(&v, codes + x, 8);
        table[(v & 0xFFFF) >> shift]++;
        t1[(v >> 16 & 0xFFFF) >> shift]++;
        t2[(v >> 32 & 0xFFFF) >> shift]++;
        t3[v >> 48 >> shift]++;
    }
    for (; x < n; x++) table[codes[x] >> shift]++;
}

static void entered(picture_histogram *h, int n) {
    // A quarter each, and what is left over into the first.
    const int most = 32767 / picture_histogram_tables + 8;
    h->pending += n / picture_histogram_tables + 8;
    if (h->pending > 65535 - most) picture_histogram_flush(h);
}

void picture_histogram_bytes(picture_histogram *h, const uint8_t *codes, int n) {
    count_bytes(codes, n, h->partial);
    entered(h, n);
}

void picture_histogram_words(picture_histogram *h, const uint16_t *codes, int n) {
    // The most frequent sizes get a loop of their own, with nothing to compute but the address.
    if (h->bins == 1024 && h->shift == 0) count_words(codes, n, h->partial, 1024, 0);
    else if (h->bins == 4096 && h->shift == 0) count_words(codes, n, h->partial, 4096, 0);
    else count_words(codes, n, h->partial, h->bins, h->shift);
    entered(h, n);
}

void picture_histogram_flush(picture_histogram *h) {
    if (!h->pending) return;
    for (int t = 0; t < picture_histogram_tables; t++)
        for (int k = 0; k < h->bins; k++) h->count[k] += h->partial[t * h->bins + k];
    memset(h->partial, 0, sizeof *h->partial * (size_t)h->bins * picture_histogram_tables);
    h->pending = 0;
}

void picture_histogram_merge(picture_histogram *into, const picture_histogram *from) {
    for (int k = 0; k < into->bins; k++) into->count[k] += from->count[k];
}
