/// The other ears: what a sound track holds apart from its loudness, found in one pass over its samples. They know no
/// limit and no duration; those are applied to what they write.
///
/// Sound goes in as planar float, full scale ±1, in blocks of any size; results come out bin by bin (10 ms) and are the
/// same to the bit however the sound is cut up and whichever code path runs.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Bins per second of sound. Bin k covers the samples from round(k * rate / 100) up to round((k + 1) * rate / 100), as
/// in the loudness meter.
#define FGK_EARS_BINS 100
/// Cells of about 1 ms that a bin is cut into, at most.
#define FGK_EARS_CELLS 10
/// Bins per step of the measures that need 100 ms at a time.
#define FGK_EARS_STEP 10

/// What is wanted beyond the levels and runs that always come; what is not asked for costs nothing.
enum {
    FGK_EARS_PAIRS = 1,     ///< products of channel pairs
    FGK_EARS_LOW = 2,       ///< the sound below 450 Hz at about 2 kHz, and its offset
    FGK_EARS_CLICKS = 4,    ///< prediction residuals
    FGK_EARS_REPEATS = 8,   ///< samples that repeat earlier ones
    FGK_EARS_TONES = 16,    ///< pure tones
    FGK_EARS_BURSTS = 32,   ///< sync words of SMPTE ST 337
    FGK_EARS_MATRIX = 64,   ///< phases between two channels over frequency, of a stereo track only
};

typedef struct fgk_ears fgk_ears;

/// How badly linear prediction fails in one frame of about 10 ms. Frames and bins are not the same stretches.
typedef struct {
    bool valid;      ///< whether a frame was completed together with this bin
    int64_t first;   ///< first sample of the frame
    int64_t at;      ///< sample of the largest error
    float peak;      ///< that error's magnitude
    float rest;      ///< largest magnitude farther than 1.5 ms from it
    float mean;      ///< mean magnitude
    int32_t width;   ///< samples from the first to the last error above a quarter of the peak, near the peak
} fgk_ears_residual;

/// A pure tone in the 100 ms up to the end of a bin.
typedef struct {
    double hertz;      ///< 0: no tone
    double amplitude;  ///< linear, of the sine's peak
    double impurity;   ///< share of the energy that is not the sine
} fgk_ears_tone;

/// One channel in one bin.
typedef struct {
    const float *samples;    ///< of the bin; what is no number or infinite is 0
    double sum, square;      ///< of the samples
    float peak;              ///< largest magnitude
    uint32_t bits;           ///< OR of the samples as 32-bit integers
    int32_t cells;           ///< cells of this bin
    const float *levels;     ///< mean square of each cell
    int32_t lows;            ///< samples of the low sound that were completed
    const float *low;
    float offset;            ///< mean of the low sound over 40 ms
    fgk_ears_residual residual;
    fgk_ears_tone tone;      ///< only in the last bin of each step
} fgk_ears_channel;

/// Two channels in one bin.
typedef struct {
    int32_t first, second;
    double product;     ///< sum of x * y
    double difference;  ///< sum of (x - y)²; 0 exactly when all samples are equal
} fgk_ears_pair;

/// Energy of both channels of a stereo track from 200 Hz to 8 kHz in one step, Hann-weighted, and the part of it where both have
/// the same level (within 2 dB) and opposite or equal phase (within 15°).
typedef struct {
    double energy, opposite, equal;
} fgk_ears_matrix;

typedef enum {
    FGK_EARS_ZEROS,       ///< samples that are all zero, for 0.5 ms or longer; channel -1: of all channels at once
    FGK_EARS_FULL_SCALE,  ///< 3 or more samples at full scale
    FGK_EARS_FLAT,        ///< 4 or more equal samples that cut off a peak below full scale
    FGK_EARS_REPEAT,      ///< samples equal to those `value` samples before
    FGK_EARS_BURST,       ///< preamble of an ST 337 burst; `value` is its Pc, `detail` an fgk_ears_burst
} fgk_ears_event_kind;

/// How much of a preamble was seen. In frame mode the words alternate between the two channels of a pair, so a track
/// with one channel shows only half of each.
typedef enum { FGK_EARS_BURST_WHOLE, FGK_EARS_BURST_ODD, FGK_EARS_BURST_EVEN } fgk_ears_burst;

typedef struct {
    fgk_ears_event_kind kind;
    int32_t channel;
    int64_t first, end;  ///< samples; `end` is one past the last
    int32_t value, detail;
} fgk_ears_event;

/// Ears for one track. `rate` within the limits of the loudness meter, 1 to 1024 channels. `full_scale` is the smallest
/// magnitude that counts as full scale. NULL for other rates and channels, and when memory runs out.
fgk_ears *fgk_ears_create(double rate, int channels, unsigned want, float full_scale);
void fgk_ears_destroy(fgk_ears *ears);

/// Takes samples `from` up to at most `frames` of every plane, but not beyond the end of the bin in progress. Returns
/// how many it took, and in `completed` whether that completed a bin; its results stand until the next call. Samples
/// that are no number or infinite count as 0.
long fgk_ears_take(fgk_ears *ears, const float *const *planes, long from, long frames, bool *completed);

/// Ends the sound. Returns whether there was a last bin, shorter than the others; events that the end completes are
/// there in any case.
bool fgk_ears_finish(fgk_ears *ears);

/// First sample and length of the last bin.
int64_t fgk_ears_bin_start(const fgk_ears *ears);
long fgk_ears_bin_length(const fgk_ears *ears);
/// Samples in a cell; the last cell of a bin may be shorter.
long fgk_ears_cell_length(const fgk_ears *ears);

const fgk_ears_channel *fgk_ears_channels(const fgk_ears *ears);
/// All pairs of up to 8 channels; beyond that channels 0 and 1, 2 and 3, and so on.
const fgk_ears_pair *fgk_ears_pairs(const fgk_ears *ears, int *count);
const fgk_ears_event *fgk_ears_events(const fgk_ears *ears, int *count);
/// Of the step that the last bin completed; NULL in other bins.
const fgk_ears_matrix *fgk_ears_matrix_of_step(const fgk_ears *ears);

/// Power spectra of real sound: Hann-weighted, `size` a power of two. Bin k of `size / 2 + 1` is the mean square of a
/// sine at that frequency.
typedef struct fgk_spectrum fgk_spectrum;
fgk_spectrum *fgk_spectrum_create(int size);
void fgk_spectrum_destroy(fgk_spectrum *spectrum);
void fgk_spectrum_power(fgk_spectrum *spectrum, const float *samples, float *power);

/// For tests: with 1, ears created from now on use the plain code, whatever the processor can do; 0 undoes it.
void fgk_ears_force_plain(int on);
const char *fgk_ears_path(const fgk_ears *ears);

#ifdef __cplusplus
}
#endif
