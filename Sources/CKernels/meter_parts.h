// What the parts of the loudness meter share. Not for use outside this target.
#pragma once

#include <stdbool.h>

#include "include/fgk_loudness.h"

// Taps per phase of the interpolation filter. The value between samples n and n + 1 is made of samples
// n - (TAPS / 2 - 1) to n + TAPS / 2.
#define FGK_TAPS 24
#define FGK_PAIRS (FGK_TAPS / 2)

// Frames the K-weighting moves forward at a time, and the size of its state.
#define FGK_STEP 8
#define FGK_STATES 4

// Floats behind a block of samples that a kernel may read (never use).
#define FGK_SLACK 32

// K-weighting as one linear map per 8 frames: (state, 8 samples) to (next state, 8 outputs). Column j < 4 is the answer
// to state j alone, column 4 + i that to sample i alone.
typedef struct {
    _Alignas(32) double next[FGK_STATES + FGK_STEP][4];
    _Alignas(32) double early[FGK_STATES + FGK_STEP / 2][4];  // outputs 0 to 3; later samples do not reach them
    _Alignas(32) double late[FGK_STATES + FGK_STEP][4];       // outputs 4 to 7
    double shelf[5], pass[5];                                 // b0 b1 b2 a1 a2, for frames left over
} fgk_weighting;

// Interpolation by 4. Phase 0 is the samples themselves. Phase 3 is phase 1 backwards, so one set of sums and
// differences of samples placed symmetrically serves both: phases 1 and 3 are (even + odd) and (even - odd).
// Each coefficient is stored eight times over, ready to be multiplied with a vector.
typedef struct {
    _Alignas(32) float even[FGK_PAIRS][8], odd[FGK_PAIRS][8], half[FGK_PAIRS][8];
} fgk_interpolator;

typedef struct {
    const char *name;
    // Copies and cleans; returns the number of samples that were not finite.
    long (*clean)(float *out, const float *in, long count);
    float (*sample_peak)(const float *samples, long count);
    // Largest magnitude between each sample and the next, for `count` samples. Reads FGK_PAIRS - 1 samples before the
    // first and FGK_PAIRS behind the last.
    float (*true_peak)(const fgk_interpolator *filter, const float *samples, long count);
    // Sum of the squares of the weighted samples. `wide` is scratch for `count` doubles.
    double (*weigh)(
        const fgk_weighting *filter, double state[FGK_STATES], const float *samples, double *wide, long count);
} fgk_meter_kernels;

// Samples kept before a bin: the filter's reach, and its ringing before the very first sample.
#define FGK_BEFORE (2 * FGK_PAIRS)
#define FGK_AHEAD FGK_PAIRS

typedef struct {
    double state[FGK_STATES];
    float *bin;  // first sample of the bin in progress
} fgk_meter_channel;

struct fgk_meter {
    double rate;
    int channels;
    long index;   // of the bin in progress
    long length;  // its frames
    long held;    // frames from its start that have arrived
    long non_finite;
    bool finished;
    const fgk_meter_kernels *kernels;
    fgk_weighting weighting;
    fgk_interpolator interpolator;
    double *wide;
    float *samples;
    fgk_meter_channel channel[];
};

// Where results go: channel-major, `count` bins written so far.
typedef struct {
    float *energies, *true_peaks, *sample_peaks;
    long capacity, count;
} fgk_meter_bins;

void fgk_weighting_design(fgk_weighting *filter, double rate);
void fgk_interpolator_design(fgk_interpolator *filter);

const fgk_meter_kernels *fgk_meter_portable(void);
// NULL where the processor lacks AVX2 or FMA.
const fgk_meter_kernels *fgk_meter_avx2(void);

// Measures the bin in progress, of which there are `frames` frames, in every channel.
void fgk_meter_measure(fgk_meter *meter, fgk_meter_bins *to, long frames, bool is_last);
