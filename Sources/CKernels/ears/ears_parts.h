// What the parts of the ears share. Not for use outside this target.
#pragma once

#include "../include/fgk_ears.h"

#define EARS_PI 3.14159265358979323846

// Floats behind a block of samples that a kernel may read (never use).
#define EARS_SLACK 32
// Order of linear prediction: two resonances for each of the four formants of speech.
#define EARS_ORDER 16
// Lags that the correlation kernel works out.
#define EARS_LAGS 18

// One bit per sample, 8 samples a byte.
typedef struct {
    double sum, square;
    float peak;
    uint32_t bits;
    int cells;
    float levels[FGK_EARS_CELLS];
    bool has_zeros, all_zeros, has_full;
} ears_scan;

typedef struct {
    const char *name;
    // Copies; samples that are not finite become 0.
    void (*clean)(float *out, const float *in, long count);
    // `cell` is a multiple of 8. Writes the masks of samples that are zero, and of those at full scale.
    void (*scan)(const float *x, long count, long cell, float full, uint8_t *zeros, uint8_t *fulls, ears_scan *out);
    // Sums of x * y and of (x - y)².
    void (*pair)(const float *x, const float *y, long count, double *product, double *difference);
    // Samples equal to the one before them, and of at least this magnitude. False when there are none.
    bool (*flats)(const float *x, long count, float least, uint8_t *mask);
    // Places to remember for finding repeats: one sample in about 16, chosen by its value and that of the next.
    bool (*anchors)(const float *x, long count, uint8_t *mask);
    // Sync words Pa and Pb of ST 337 at 16, 20 and 24 bit.
    bool (*syncs)(const float *x, long count, uint8_t *mask);
    // Samples from the start in which x and y agree.
    long (*same)(const float *x, const float *y, long count);
    // `count` is a multiple of 8.
    float (*dot)(const float *x, const float *taps, long count);
    void (*weigh)(const float *x, const float *window, long count, float *out);
    // Products of x with itself, shifted by 0 to EARS_LAGS - 1. At least 24 zeros follow the samples.
    void (*correlate)(const float *x, long count, float lags[EARS_LAGS]);
    // What predicting each sample from the EARS_ORDER before it leaves.
    void (*predict)(const float *x, const float *coefficients, long count, float *errors);
    void (*magnitudes)(const float *x, long count, float *peak, float *sum);
} ears_kernels;

const ears_kernels *ears_kernels_plain(void);
// NULL where the processor lacks AVX2.
const ears_kernels *ears_kernels_avx2(void);
// The best that the processor can do, unless tests want the plain ones.
const ears_kernels *ears_best_kernels(void);

typedef struct {
    int64_t first;
    bool open;
} ears_run;

typedef struct {
    uint32_t tag;
    int64_t place;
} ears_memory;

// Repeats: places that were seen, and the repeat in progress.
#define EARS_MEMORIES 2048
typedef struct {
    ears_memory *memories;
    int64_t first, settled, end;  // samples: start of the repeat, how far it goes, end of the last one reported
    long lag;                     // 0: no repeat in progress
    bool judged, tonal;
} ears_repeat;

typedef struct {
    float *samples;  // `history` floats, then the bins
    uint8_t *zeros, *fulls;
    ears_scan scan;
    ears_run zero, full, flat;
    float flat_level;
    ears_repeat repeat;
    float *low;       // ring-less: history of the low sound, then what the bin added
    float peaks[FGK_EARS_STEP];
    double squares[FGK_EARS_STEP];
} ears_channel;

typedef struct fgk_fft ears_fft;
ears_fft *ears_fft_create(int size);
void ears_fft_destroy(ears_fft *fft);
// In place.
void ears_fft_run(const ears_fft *fft, double *re, double *im);

#define EARS_MATRIX_SIZE 2048
// Low samples kept for the offset: 40 ms at 2 kHz and more.
#define EARS_LOW_KEPT 256

struct fgk_ears {
    double rate;
    int channels, pair_count;
    unsigned want;
    float full_scale;
    long index;         // of the bin in progress
    int64_t start;      // its first sample
    long length, held;  // its samples, and how many of them have arrived
    long cell;
    long history, room, at;  // floats before the first bin, in all, and before the bin in progress
    bool finished;
    const ears_kernels *kernels;

    int64_t done_start;  // the bin that has been completed
    long done_length;

    long decimation, low_taps;  // of the low sound
    float *low_filter, *offset_window;
    int64_t low_next;  // index of the low sample to make next
    long low_added, offset_length;

    long frame;         // of prediction, in samples
    int64_t frame_next; // index of the frame to do next
    float *frame_window, *weighed, *repaired, *errors;

    long longest_lag;
    uint8_t *mask;

    ears_fft *tone_fft, *matrix_fft;
    long tone_length;
    double *re, *im, *matrix_window, *tone_window, *half_window;
    fgk_ears_matrix matrix;
    bool matrix_ready;

    int event_count, event_capacity;
    fgk_ears_event *events;
    ears_run silence;  // of all channels at once
    fgk_ears_pair *pairs;
    fgk_ears_channel *results;
    ears_channel *channel;
};

// The sample at `place` (absolute); at least `history` samples before the bin in progress are there.
static inline const float *ears_sample(const fgk_ears *ears, int channel, int64_t place) {
    return ears->channel[channel].samples + ears->at + (place - ears->start);
}

void ears_report(fgk_ears *ears, fgk_ears_event event);
void ears_measure(fgk_ears *ears, long length);
void ears_find_runs(fgk_ears *ears, long length);
void ears_end_runs(fgk_ears *ears, int64_t end);
void ears_find_repeats(fgk_ears *ears, int channel, int64_t end);
void ears_end_repeat(fgk_ears *ears, int channel);
void ears_find_bursts(fgk_ears *ears, int channel, int64_t from, int64_t to);
bool ears_low_design(fgk_ears *ears);
void ears_low_sound(fgk_ears *ears, int64_t end);
bool ears_click_design(fgk_ears *ears);
void ears_residuals(fgk_ears *ears, int64_t end);
// Prediction coefficients and the share of the energy that they leave over.
float ears_prediction(const float lags[EARS_LAGS], float coefficients[EARS_ORDER + 1]);
bool ears_tone_design(fgk_ears *ears);
void ears_find_tone(fgk_ears *ears, int channel, int64_t end);
bool ears_matrix_design(fgk_ears *ears);
void ears_matrix_step(fgk_ears *ears, int64_t end);
