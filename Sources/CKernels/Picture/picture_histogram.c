#include "picture_histogram.h"

#include <stdlib.h>
#include <string.h>

int picture_histogram_create(picture_histogram *h, int bins, int shift) {
    h->bins = bins;
    h->shift = shift;
    h->tables = bins > 1024 ? 2 : 4;
    h->count = calloc((size_t)bins, sizeof *h->count);
    h->partial = calloc((size_t)(bins * h->tables), sizeof *h->partial);
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

static inline __attribute__((always_inline)) void count_in_turn(const uint16_t *codes, int n, uint16_t *table,
                                                                int bins) {
    uint16_t *t1 = table + bins, *t2 = t1 + bins, *t3 = t2 + bins;
    int x = 0;
    for (; x + 4 <= n; x += 4) {
        uint64_t v;
        memcpy(&v, codes + x, 8);
        table[v & 0xFFFF]++;
        t1[v >> 16 & 0xFFFF]++;
        t2[v >> 32 & 0xFFFF]++;
        t3[v >> 48]++;
    }
    for (; x < n; x++) table[codes[x]]++;
}

/// Two tables only: samples that follow each other, which are often equal, are counted an eighth of the row apart.
static inline __attribute__((always_inline)) void count_apart(const uint16_t *codes, int n, uint16_t *table, int bins,
                                                              int shift) {
    uint16_t *other = table + bins;
    const int part = n / 8;
    for (int x = 0; x < part; x++)
        for (int k = 0; k < 8; k += 2) {
            table[codes[x + k * part] >> shift]++;
            other[codes[x + (k + 1) * part] >> shift]++;
        }
    for (int x = 8 * part; x < n; x++) table[codes[x] >> shift]++;
}

/// The most that one table can have taken of n samples.
static int largest_share(const picture_histogram *h, int n) { return n / h->tables + 8; }

static void entered(picture_histogram *h, int n) {
    h->pending += largest_share(h, n);
    if (h->pending > 65535 - largest_share(h, 32767)) picture_histogram_flush(h);
}

void picture_histogram_bytes(picture_histogram *h, const uint8_t *codes, int n) {
    count_bytes(codes, n, h->partial);
    entered(h, n);
}

void picture_histogram_words(picture_histogram *h, const uint16_t *codes, int n) {
    // The most frequent sizes get a loop of their own, with nothing to compute but the address.
    if (h->tables == 2 && h->shift) count_apart(codes, n, h->partial, h->bins, h->shift);
    else if (h->tables == 2) count_apart(codes, n, h->partial, h->bins, 0);
    else if (h->bins == 1024) count_in_turn(codes, n, h->partial, 1024);
    else count_in_turn(codes, n, h->partial, h->bins);
    entered(h, n);
}

void picture_histogram_flush(picture_histogram *h) {
    if (!h->pending) return;
    for (int t = 0; t < h->tables; t++)
        for (int k = 0; k < h->bins; k++) h->count[k] += h->partial[t * h->bins + k];
    memset(h->partial, 0, sizeof *h->partial * (size_t)(h->bins * h->tables));
    h->pending = 0;
}

void picture_histogram_merge(picture_histogram *into, const picture_histogram *from) {
    for (int k = 0; k < into->bins; k++) into->count[k] += from->count[k];
}
