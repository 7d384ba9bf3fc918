// Features of the frames of 1.6 s.
#include <math.h>
#include <string.h>

#include "ears_speech_parts.h"

// -90 dBFS; and -50 dB below the loudest frame, so that a noise floor does not matter.
#define FLOOR 1e-9
#define SHARE_OF_LOUDEST 1e-5
// Frames with less than a tenth of the mean energy say nothing of spectrum and pitch.
#define LOUD 0.1
#define VOICED 0.6
#define STEADY_NOTE 0.01
#define FASTEST_GLIDE 0.08
// Cycles per window of 1.62 s
#define SLOWEST_SYLLABLES 4
#define FASTEST_SYLLABLES 11

void speech_waves_make(speech_waves *waves) {
    for (int k = 0; k < SPEECH_CYCLES; k++)
        for (int i = 0; i < SPEECH_WINDOW; i++) {
            double angle = 2 * EARS_PI * (k + 1) * i / SPEECH_WINDOW;
            waves->cosines[k][i] = cos(angle);
            waves->sines[k][i] = sin(angle);
        }
}

typedef struct {
    double sum, squares, count;
} tally;

static void add(tally *to, double x) {
    to->sum += x;
    to->squares += x * x;
    to->count++;
}

static double mean(const tally *of) { return of->count > 0 ? of->sum / of->count : 0; }

static double spread(const tally *of) {
    return of->count > 0 ? sqrt(fmax(0, of->squares / of->count - mean(of) * mean(of))) : 0;
}

typedef struct {
    double logs[SPEECH_BANDS][SPEECH_WINDOW];  // without their mean
    double power[SPEECH_BANDS];                // variance
    double mean_energy;
} envelopes;

static void follow(envelopes *of, const speech_frame *const *frames, int count) {
    double loudest = 0, sum = 0;
    for (int i = 0; i < count; i++) {
        loudest = fmax(loudest, frames[i]->energy);
        sum += frames[i]->energy;
    }
    of->mean_energy = sum / count;
    double floor = FLOOR + SHARE_OF_LOUDEST * loudest;
    for (int b = 0; b < SPEECH_BANDS; b++) {
        tally logs = {0};
        for (int i = 0; i < count; i++) add(&logs, of->logs[b][i] = log10(frames[i]->bands[b] + floor));
        for (int i = 0; i < count; i++) of->logs[b][i] -= mean(&logs);
        of->power[b] = spread(&logs) * spread(&logs);
    }
}

static double power_at(const speech_waves *waves, const double *x, int count, int cycles) {
    double re = 0, im = 0;
    for (int i = 0; i < count; i++) {
        re += x[i] * waves->cosines[cycles - 1][i];
        im += x[i] * waves->sines[cycles - 1][i];
    }
    return 2 * (re * re + im * im) / ((double)count * count);
}

static void describe_modulation(
    const speech_waves *waves, const envelopes *of, int count, float features[FGK_SPEECH_FEATURES]) {
    double all = 1e-4, syllables = 0, slow = 0, depth = 0, together = 0;
    for (int b = 0; b < SPEECH_BANDS; b++) {
        all += of->power[b];
        depth += sqrt(of->power[b]) / SPEECH_BANDS;
        for (int k = 1; k < SLOWEST_SYLLABLES; k++) slow += power_at(waves, of->logs[b], count, k);
        for (int k = SLOWEST_SYLLABLES; k <= FASTEST_SYLLABLES; k++)
            syllables += power_at(waves, of->logs[b], count, k);
    }
    for (int b = 0; b + 1 < SPEECH_BANDS; b++) {
        double product = 0;
        for (int i = 0; i < count; i++) product += of->logs[b][i] * of->logs[b + 1][i];
        together += product / count / sqrt(of->power[b] * of->power[b + 1] + 1e-6) / (SPEECH_BANDS - 1);
    }
    features[FGK_SPEECH_SYLLABLES] = (float)(syllables / all);
    features[FGK_SPEECH_FLUTTER] = (float)(fmax(0, all - slow - syllables) / all);
    features[FGK_SPEECH_DEPTH] = (float)depth;
    features[FGK_SPEECH_TOGETHER] = (float)together;
}

static void describe_pitch(const speech_frame *const *frames, int count, float features[FGK_SPEECH_FEATURES]) {
    tally pitch = {0};
    double notes = 0, glides = 0;
    for (int i = 0; i < count; i++) {
        const speech_frame *now = frames[i], *before = i > 0 ? frames[i - 1] : now;
        if (now->harmonic < VOICED || now->pitch <= 0) continue;
        add(&pitch, now->pitch);
        if (i == 0 || before->harmonic < VOICED || before->pitch <= 0) continue;
        double change = fabs(now->pitch - before->pitch);
        notes += change < STEADY_NOTE;
        glides += change >= STEADY_NOTE && change < FASTEST_GLIDE;
    }
    features[FGK_SPEECH_NOTES] = (float)(notes / count);
    features[FGK_SPEECH_GLIDES] = (float)(glides / count);
    features[FGK_SPEECH_PITCH] = (float)spread(&pitch);
}

void speech_describe(
    const speech_waves *waves, const speech_frame *const *frames, int count, float features[FGK_SPEECH_FEATURES]) {
    envelopes of;
    memset(features, 0, FGK_SPEECH_FEATURES * sizeof(float));
    follow(&of, frames, count);
    tally flux = {0}, steady = {0}, harmonic = {0}, centroid = {0}, flatness = {0};
    double quiet = 0;
    for (int i = 0; i < count; i++) {
        const speech_frame *frame = frames[i];
        quiet += frame->energy < 0.5 * of.mean_energy;
        if (frame->energy < LOUD * of.mean_energy) continue;
        add(&flux, frame->flux);
        add(&steady, frame->steady);
        add(&harmonic, frame->harmonic);
        add(&centroid, frame->centroid);
        add(&flatness, frame->flatness);
    }
    features[FGK_SPEECH_PAUSES] = (float)(quiet / count);
    features[FGK_SPEECH_FLUX] = (float)mean(&flux);
    features[FGK_SPEECH_FLUX_SPREAD] = (float)spread(&flux);
    features[FGK_SPEECH_CENTROID] = (float)spread(&centroid);
    features[FGK_SPEECH_HARMONIC] = (float)mean(&harmonic);
    features[FGK_SPEECH_HARMONIC_SPREAD] = (float)spread(&harmonic);
    features[FGK_SPEECH_STEADY] = (float)mean(&steady);
    features[FGK_SPEECH_FLATNESS] = (float)mean(&flatness);
    describe_modulation(waves, &of, count, features);
    describe_pitch(frames, count, features);
}
