// The hot loops of the ears, written once on vector types. Each file that includes this compiles them for its own
// instruction set, and says how a comparison becomes a byte (MASK). Products are never fused with sums, and sums are
// always taken in the same order, so all paths give the same bits.
#include <string.h>

#include "ears_parts.h"

#pragma clang fp contract(off)

typedef float floats __attribute__((ext_vector_type(8)));
typedef int32_t ints __attribute__((ext_vector_type(8)));

#define LOAD(type, from) ({ type loaded; memcpy(&loaded, (from), sizeof loaded); loaded; })
#define MAGNITUDE(x) ((floats)((ints)(x) & 0x7fffffff))
#define LARGER(a, b) ((a) > (b) ? (a) : (b))
#define SMALLER(a, b) ((a) < (b) ? (a) : (b))
#define LANES(count) ((ints){0, 1, 2, 3, 4, 5, 6, 7} < (int32_t)(count))
// Keeps the first `count` lanes, zeros the others.
#define FIRST(x, count) ((floats)((ints)(x) & LANES(count)))

// Vectors go to functions by address: by value the calling convention would depend on the instruction set.
static inline float total(const floats *sums) {
    floats x = *sums;
    return ((x[0] + x[1]) + (x[2] + x[3])) + ((x[4] + x[5]) + (x[6] + x[7]));
}

static inline float largest(const floats *peaks) {
    float peak = 0;
    for (int i = 0; i < 8; i++) peak = LARGER((*peaks)[i], peak);
    return peak;
}

static void clean(float *out, const float *in, long count) {
    long i = 0;
    for (; i + 8 <= count; i += 8) {
        floats x = LOAD(floats, in + i);
        ints fine = ((ints)x & 0x7f800000) != 0x7f800000;
        x = (floats)((ints)x & fine);
        memcpy(out + i, &x, sizeof x);
    }
    for (; i < count; i++) out[i] = __builtin_isfinite(in[i]) ? in[i] : 0;
}

// Samples as integers of 32 bits. What is beyond full scale is held to it: conversion would be undefined.
static inline void add_bits(ints *bits, const floats *x) {
    floats scaled = *x * 0x1p31f, top = 0x1.fffffep30f, bottom = -0x1p31f;
    scaled = SMALLER(scaled, top);
    scaled = LARGER(scaled, bottom);
    *bits |= __builtin_convertvector(scaled, ints);
}

static inline uint32_t united(const ints *bits) {
    uint32_t all = 0;
    for (int i = 0; i < 8; i++) all |= (uint32_t)(*bits)[i];
    return all;
}

static void scan(
    const float *x, long count, long cell, float full, uint8_t *zeros, uint8_t *fulls, ears_scan *out
) {
    double sum = 0, square = 0;
    floats peaks = 0;
    ints bits = 0;
    uint8_t any_zero = 0, all_zero = 0xff, any_full = 0;
    out->cells = 0;
    for (long from = 0; from < count; from += cell) {
        long to = from + cell < count ? from + cell : count;
        floats sums = 0, squares = 0;
        for (long i = from; i < to; i += 8) {
            long left = to - i;
            uint8_t valid = left >= 8 ? 0xff : (uint8_t)((1 << left) - 1);
            floats v = LOAD(floats, x + i);
            if (left < 8) v = FIRST(v, left);
            floats magnitude = MAGNITUDE(v);
            sums += v;
            squares += v * v;
            peaks = LARGER(magnitude, peaks);
            add_bits(&bits, &v);
            ints is_zero = v == 0.0f, is_full = magnitude >= full;
            uint8_t zero = MASK(is_zero) & valid, clip = MASK(is_full) & valid;
            zeros[i / 8] = zero;
            fulls[i / 8] = clip;
            any_zero |= zero;
            all_zero &= zero | (uint8_t)~valid;
            any_full |= clip;
        }
        float energy = total(&squares);
        sum += total(&sums);
        square += energy;
        out->levels[out->cells++] = energy / (float)(to - from);
    }
    out->sum = sum;
    out->square = square;
    out->peak = largest(&peaks);
    out->bits = united(&bits);
    out->has_zeros = any_zero != 0;
    out->all_zeros = count > 0 && all_zero == 0xff;
    out->has_full = any_full != 0;
}

static void pair(const float *x, const float *y, long count, double *product, double *difference) {
    floats products = 0, differences = 0;
    for (long i = 0; i < count; i += 8) {
        floats a = LOAD(floats, x + i), b = LOAD(floats, y + i);
        if (count - i < 8) {
            a = FIRST(a, count - i);
            b = FIRST(b, count - i);
        }
        floats d = a - b;
        products += a * b;
        differences += d * d;
    }
    *product = total(&products);
    *difference = total(&differences);
}

// Runs `CONDITION` on every 8 samples and writes its bits; true when any is set.
#define MASKED(CONDITION)                                                                                            \
    do {                                                                                                             \
        uint8_t any = 0;                                                                                             \
        for (long i = 0; i < count; i += 8) {                                                                        \
            ints hits = (CONDITION);                                                                                 \
            uint8_t bits = MASK(hits);                                                                               \
            if (count - i < 8) bits &= (uint8_t)((1 << (count - i)) - 1);                                            \
            mask[i / 8] = bits;                                                                                      \
            any |= bits;                                                                                             \
        }                                                                                                            \
        return any != 0;                                                                                             \
    } while (0)

static bool flats(const float *x, long count, float least, uint8_t *mask) {
    MASKED(({
        floats v = LOAD(floats, x + i), before = LOAD(floats, x + i - 1);
        (v == before) & (MAGNITUDE(v) >= least);
    }));
}

static bool anchors(const float *x, long count, uint8_t *mask) {
    MASKED(({
        ints v = LOAD(ints, x + i), next = LOAD(ints, x + i + 1);
        ints hash = (v ^ (next << 7)) * (int32_t)0x9E3779B1;
        ((hash & (int32_t)0xF0000000) == 0) & ((floats)v != 0.0f);
    }));
}

static bool syncs(const float *x, long count, uint8_t *mask) {
    const float a16 = -0x078Ep-15f, a20 = 0x6F872p-19f, a24 = -0x69078Ep-23f;
    const float b16 = 0x4E1Fp-15f, b20 = 0x54E1Fp-19f, b24 = -0x5AB1E1p-23f;
    MASKED(({
        floats v = LOAD(floats, x + i);
        (v == a16) | (v == a20) | (v == a24) | (v == b16) | (v == b20) | (v == b24);
    }));
}

static long same(const float *x, const float *y, long count) {
    long i = 0;
    for (; i + 8 <= count; i += 8) {
        ints differ = LOAD(floats, x + i) != LOAD(floats, y + i);
        if (__builtin_reduce_or(differ)) break;
    }
    while (i < count && x[i] == y[i]) i++;
    return i;
}

static float dot(const float *x, const float *taps, long count) {
    floats a = 0, b = 0;
    long i = 0;
    for (; i + 16 <= count; i += 16) {
        a += LOAD(floats, x + i) * LOAD(floats, taps + i);
        b += LOAD(floats, x + i + 8) * LOAD(floats, taps + i + 8);
    }
    if (i < count) a += LOAD(floats, x + i) * LOAD(floats, taps + i);
    a += b;
    return total(&a);
}

static void weigh(const float *x, const float *window, long count, float *out) {
    for (long i = 0; i < count; i++) out[i] = x[i] * window[i];
}

#define SWEEP (EARS_LAGS / 2)

static void correlate(const float *x, long count, float lags[EARS_LAGS]) {
    for (int first = 0; first < EARS_LAGS; first += SWEEP) {
        floats sums[SWEEP] = {0};
        for (long i = 0; i < count; i += 8) {
            floats v = LOAD(floats, x + i);
            _Pragma("clang loop unroll(full)") for (int lag = 0; lag < SWEEP; lag++)
                sums[lag] += v * LOAD(floats, x + i + first + lag);
        }
        for (int lag = 0; lag < SWEEP; lag++) lags[first + lag] = total(&sums[lag]);
    }
}

static void predict(const float *x, const float *coefficients, long count, float *errors) {
    for (long i = 0; i < count; i += 16) {
        floats a = LOAD(floats, x + i), b = LOAD(floats, x + i + 8);
        _Pragma("clang loop unroll(full)") for (int k = 1; k <= EARS_ORDER; k++) {
            a += coefficients[k] * LOAD(floats, x + i - k);
            b += coefficients[k] * LOAD(floats, x + i + 8 - k);
        }
        memcpy(errors + i, &a, sizeof a);
        memcpy(errors + i + 8, &b, sizeof b);
    }
}

static void magnitudes(const float *x, long count, float *peak, float *sum) {
    floats peaks = 0, sums = 0;
    for (long i = 0; i < count; i += 8) {
        floats v = MAGNITUDE(LOAD(floats, x + i));
        if (count - i < 8) v = FIRST(v, count - i);
        peaks = LARGER(v, peaks);
        sums += v;
    }
    *peak = largest(&peaks);
    *sum = total(&sums);
}

static const ears_kernels table = {KERNELS_NAME, clean,  scan,      pair,    flats,     anchors, syncs, same, dot,
                                   weigh,        correlate, predict, magnitudes};
