/// What tells speech from other sound: features of 1.6 s around every 100 ms, of the sound below 3.4 kHz.
///
/// The kernel holds no opinion: it gives numbers, and a classifier elsewhere makes a probability of them. All of them are
/// independent of the level, down to about -80 dBFS.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct fgk_speech fgk_speech;

/// Features of a step, in this order.
enum {
    FGK_SPEECH_SYLLABLES,    ///< share of the bands' modulation (log energy) between 2.5 and 7 Hz
    FGK_SPEECH_DEPTH,        ///< standard deviation of the bands' log energies, in units of 10 dB
    FGK_SPEECH_PAUSES,       ///< share of frames with less than half the mean energy
    FGK_SPEECH_FLUX,         ///< mean change of the spectrum's shape from frame to frame
    FGK_SPEECH_FLUX_SPREAD,  ///< standard deviation of that change
    FGK_SPEECH_CENTROID,     ///< standard deviation of the logarithm of the spectral centroid
    FGK_SPEECH_HARMONIC,     ///< mean height of the pitch peak of the autocorrelation
    FGK_SPEECH_HARMONIC_SPREAD,
    FGK_SPEECH_STEADY,       ///< mean likeness of the spectra of frames 100 ms apart
    FGK_SPEECH_NOTES,        ///< share of voiced frames whose pitch stays within 1 % of the frame before
    FGK_SPEECH_GLIDES,       ///< share of voiced frames whose pitch moves by 1 to 8 %
    FGK_SPEECH_PITCH,        ///< standard deviation of the logarithm of the pitch of voiced frames
    FGK_SPEECH_FLATNESS,     ///< mean logarithm of the spectral flatness
    FGK_SPEECH_FLUTTER,      ///< share of the bands' modulation above 7 Hz
    FGK_SPEECH_TOGETHER,     ///< mean correlation of the log energies of neighbouring bands
    FGK_SPEECH_FEATURES
};

/// One step of 100 ms.
typedef struct {
    float level;  ///< mean square of the sound between 100 and 3400 Hz
    float features[FGK_SPEECH_FEATURES];
} fgk_speech_step;

/// `rate` within the limits of the loudness meter; NULL otherwise and when memory runs out.
fgk_speech *fgk_speech_create(double rate);
void fgk_speech_destroy(fgk_speech *speech);

/// Takes a bin of 10 ms of one channel, or of the sum of two (`second` may be NULL). No sample may be infinite or NaN.
void fgk_speech_hear(fgk_speech *speech, const float *first, const float *second, long count);
/// Ends the sound; the steps that waited for sound to come are made with what there is.
void fgk_speech_finish(fgk_speech *speech);
/// The next step, if it is there. To be asked after every bin until there is none.
bool fgk_speech_next(fgk_speech *speech, fgk_speech_step *step);

#ifdef __cplusplus
}
#endif
