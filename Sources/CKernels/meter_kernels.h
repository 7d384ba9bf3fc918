// The hot loops of the loudness meter, written once on vector types. Each file that includes this compiles them for its
// own instruction set. Sums are always taken in the same order, so results do not depend on alignment or block size.
#include <stdint.h>
#include <string.h>

#include "meter_parts.h"

typedef float floats __attribute__((ext_vector_type(8)));
typedef int32_t ints __attribute__((ext_vector_type(8)));
typedef double doubles __attribute__((ext_vector_type(4)));

#define LOAD(type, from) ({ type loaded; memcpy(&loaded, (from), sizeof loaded); loaded; })
#define MAGNITUDE(x) ((floats)((ints)(x) & 0x7fffffff))
#define LARGER(a, b) ((a) > (b) ? (a) : (b))
// Keeps the first `count` lanes, zeros the others.
#define FIRST(x, count) ((floats)((ints)(x) & ((ints){0, 1, 2, 3, 4, 5, 6, 7} < (int32_t)(count))))

static inline float largest(const floats *peaks) {
    float peak = 0;
    for (int i = 0; i < 8; i++) peak = LARGER((*peaks)[i], peak);
    return peak;
}

static inline float clean_one(float x, long *bad) {
    float magnitude = __builtin_fabsf(x);
    if (!(magnitude <= 0x1.fffffep127f)) {
        *bad += 1;
        return 0;
    }
    if (magnitude < 1e-30f) return 0;
    return magnitude > 1e9f ? __builtin_copysignf(1e9f, x) : x;
}

// Samples fit as they are unless one is not finite, huge or tiny; zero is fine.
static long clean(float *out, const float *in, long count) {
    long bad = 0, i = 0;
    for (; i + 8 <= count; i += 8) {
        floats x = LOAD(floats, in + i), magnitude = MAGNITUDE(x);
        ints odd = ~((magnitude >= 1e-30f) & (magnitude <= 1e9f)) & (magnitude != 0.0f);
        if (__builtin_reduce_or(odd) == 0) memcpy(out + i, &x, sizeof x);
        else
            for (long j = i; j < i + 8; j++) out[j] = clean_one(in[j], &bad);
    }
    for (; i < count; i++) out[i] = clean_one(in[i], &bad);
    return bad;
}

static float sample_peak(const float *samples, long count) {
    floats peaks = 0;
    long i = 0;
    for (; i + 8 <= count; i += 8) {
        floats x = MAGNITUDE(LOAD(floats, samples + i));
        peaks = LARGER(x, peaks);
    }
    if (i < count) {
        floats x = FIRST(MAGNITUDE(LOAD(floats, samples + i)), count - i);
        peaks = LARGER(x, peaks);
    }
    return largest(&peaks);
}

// `WIDTH` vectors at a time, so that each coefficient is loaded once for all of them. Unrolled no further, or the
// compiler keeps more alive than there are registers. The sum of the magnitudes of even and odd is the larger magnitude
// of phases 1 and 3.
#define INTERPOLATE(WIDTH, filter, at, out)                                                                          \
    do {                                                                                                             \
        floats even[WIDTH] = {0}, odd[WIDTH] = {0}, half[WIDTH] = {0};                                               \
        _Pragma("clang loop unroll_count(2)") for (int k = 0; k < FGK_PAIRS; k++) {                                  \
            _Pragma("clang loop unroll(full)") for (int w = 0; w < (WIDTH); w++) {                                   \
                floats before = LOAD(floats, (at) + 8 * w - (FGK_PAIRS - 1) + k);                                    \
                floats behind = LOAD(floats, (at) + 8 * w + FGK_PAIRS - k);                                          \
                floats sum = before + behind, difference = before - behind;                                          \
                even[w] += LOAD(floats, (filter)->even[k]) * sum;                                                     \
                odd[w] += LOAD(floats, (filter)->odd[k]) * difference;                                                \
                half[w] += LOAD(floats, (filter)->half[k]) * sum;                                                     \
            }                                                                                                        \
        }                                                                                                            \
        _Pragma("clang loop unroll(full)") for (int w = 0; w < (WIDTH); w++) {                                       \
            floats quarters = MAGNITUDE(even[w]) + MAGNITUDE(odd[w]), halves = MAGNITUDE(half[w]);                   \
            (out)[w] = LARGER(quarters, halves);                                                                     \
        }                                                                                                            \
    } while (0)

#define WIDE 2

static float true_peak(const fgk_interpolator *filter, const float *samples, long count) {
    floats peaks = 0, found[WIDE];
    long i = 0;
    for (; i + 8 * WIDE <= count; i += 8 * WIDE) {
        INTERPOLATE(WIDE, filter, samples + i, found);
        for (int w = 0; w < WIDE; w++) peaks = LARGER(found[w], peaks);
    }
    for (; i < count; i += 8) {
        INTERPOLATE(1, filter, samples + i, found);
        floats valid = FIRST(found[0], count - i);
        peaks = LARGER(valid, peaks);
    }
    return largest(&peaks);
}

static inline double weigh_one(const fgk_weighting *filter, double s[FGK_STATES], double x) {
    const double *b = filter->shelf, *c = filter->pass;
    double v = b[0] * x + s[0];
    s[0] = b[1] * x + s[1] - b[3] * v;
    s[1] = b[2] * x - b[4] * v;
    double y = c[0] * v + s[2];
    s[2] = c[1] * v + s[3] - c[3] * y;
    s[3] = c[2] * v - c[4] * y;
    return y;
}

static double weigh(
    const fgk_weighting *filter, double state[FGK_STATES], const float *samples, double *wide, long count
) {
    const doubles *next = (const doubles *)filter->next, *early = (const doubles *)filter->early;
    const doubles *late = (const doubles *)filter->late;
    for (long i = 0; i < count; i++) wide[i] = samples[i];
    doubles s = LOAD(doubles, state), energy = 0, energy2 = 0;
    long i = 0;
    for (; i + FGK_STEP <= count; i += FGK_STEP) {
        const double *x = wide + i;
        // The samples' share needs no state, so it is off the chain from one state to the next.
        doubles n = next[4] * x[0], a = early[4] * x[0], b = late[4] * x[0];
        for (int j = 1; j < FGK_STEP; j++) n += next[4 + j] * x[j];
        for (int j = 1; j < FGK_STEP / 2; j++) a += early[4 + j] * x[j];
        for (int j = 1; j < FGK_STEP; j++) b += late[4 + j] * x[j];
        for (int j = 0; j < FGK_STATES; j++) a += early[j] * s[j];
        for (int j = 0; j < FGK_STATES; j++) b += late[j] * s[j];
        n += next[0] * s[0];
        n += next[1] * s[1];
        doubles rest = next[2] * s[2];
        rest += next[3] * s[3];
        s = n + rest;
        energy += a * a;
        energy2 += b * b;
    }
    memcpy(state, &s, sizeof s);
    energy += energy2;
    double sum = (energy[0] + energy[1]) + (energy[2] + energy[3]);
    for (; i < count; i++) {
        double y = weigh_one(filter, state, wide[i]);
        sum += y * y;
    }
    return sum;
}
