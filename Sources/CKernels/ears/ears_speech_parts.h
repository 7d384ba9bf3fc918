// What the two halves of the speech features share: frames of 32 ms every 20 ms, and windows over them.
#pragma once

#include "../include/fgk_speech.h"
#include "ears_parts.h"

#define SPEECH_BANDS 6
// Frames on either side of the one that a window is centred on.
#define SPEECH_REACH 40
#define SPEECH_WINDOW (2 * SPEECH_REACH + 1)
#define SPEECH_FRAMES_PER_STEP 5
// Frames kept: a window, the step after it, and what the spectra are compared with.
#define SPEECH_RING 128
// Cycles per window that modulation is looked for at, from 0.6 Hz up.
#define SPEECH_CYCLES 40

typedef struct {
    float energy;  // mean square from 100 to 3400 Hz
    float bands[SPEECH_BANDS];  // mean squares
    float flux, steady;         // 1 - likeness to the frame before; likeness to that 100 ms before
    float centroid;             // logarithm of Hz
    float flatness;             // logarithm
    float harmonic, pitch;      // height of the peak, logarithm of its Hz
} speech_frame;

typedef struct {
    double cosines[SPEECH_CYCLES][SPEECH_WINDOW], sines[SPEECH_CYCLES][SPEECH_WINDOW];
} speech_waves;

void speech_waves_make(speech_waves *waves);

// Features of `count` frames, at most SPEECH_WINDOW.
void speech_describe(
    const speech_waves *waves, const speech_frame *const *frames, int count, float features[FGK_SPEECH_FEATURES]);
