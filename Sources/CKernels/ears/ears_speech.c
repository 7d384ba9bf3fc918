// Sound at 7 to 8 kHz, cut into frames that are described one by one.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../include/fgk_loudness.h"
#include "../kaiser.h"
#include "ears_speech_parts.h"

#define LEAST_LOW_RATE 7000
#define TAPS 8
#define KAISER 6.8
#define FRAME_SECONDS 0.032
#define PITCH_SECONDS 0.02
#define LOWEST_PITCH 70
#define HIGHEST_PITCH 400
// A lower peak that is nearly as high is the pitch; the higher one its double period.
#define NEARLY 0.9
#define LOWEST_HERTZ 100
#define HIGHEST_HERTZ 3400
// -90 dBFS
#define FLOOR 1e-9
#define COMPARED 8

static const double edges[SPEECH_BANDS + 1] = {LOWEST_HERTZ, 300, 550, 900, 1500, 2300, HIGHEST_HERTZ};

struct fgk_speech {
    const ears_kernels *kernels;
    double rate, low_rate;
    long decimation, taps;
    float *filter;
    // High samples that wait for the filter: `held`, of which the next low sample begins at `next`.
    float *high;
    long held, next;
    double block, carried;  // of the high-pass: its coefficient and what it carries
    float before;
    // Low samples, the newest at the end.
    float *low;
    long kept, frame, pitch, shortest, longest;
    float *window;
    int size, first_line, lines;
    int band_of[512];
    ears_fft *fft;
    double *re, *im;
    float *shapes;  // COMPARED times `lines`
    int bins;       // heard of the frame in progress
    int64_t frames, steps;
    bool finished;
    speech_frame ring[SPEECH_RING];
    speech_waves waves;
};

static void design(fgk_speech *speech) {
    double sum = 0, middle = (double)(speech->taps - 1) / 2, cut = 0.5 / (double)speech->decimation;
    for (long i = 0; i < speech->taps; i++) {
        // There is an even number of taps, so t is never 0.
        double t = (double)i - middle, edge = t / (middle + 1);
        double value = sin(2 * EARS_PI * cut * t) / (EARS_PI * t) * kaiser_window(KAISER, edge);
        speech->filter[i] = (float)value;
        sum += value;
    }
    for (long i = 0; i < speech->taps; i++) speech->filter[i] = (float)(speech->filter[i] / sum);
    for (long i = 0; i < speech->frame; i++)
        speech->window[i] = (float)(0.5 - 0.5 * cos(2 * EARS_PI * ((double)i + 0.5) / (double)speech->frame));
    speech->block = exp(-2 * EARS_PI * 60 / speech->low_rate);
    double line = speech->low_rate / speech->size;
    speech->first_line = (int)ceil(LOWEST_HERTZ / line);
    speech->lines = (int)floor(HIGHEST_HERTZ / line) - speech->first_line + 1;
    for (int i = 0; i < speech->lines; i++) {
        int band = 0;
        while (band < SPEECH_BANDS - 1 && (speech->first_line + i) * line >= edges[band + 1]) band++;
        speech->band_of[i] = band;
    }
}

static bool make(fgk_speech *speech) {
    speech->decimation = lround(fmax(1, floor(speech->rate / LEAST_LOW_RATE)));
    speech->low_rate = speech->rate / (double)speech->decimation;
    speech->taps = TAPS * speech->decimation;
    speech->frame = lround(FRAME_SECONDS * speech->low_rate);
    speech->pitch = lround(PITCH_SECONDS * speech->low_rate / 8) * 8;
    speech->shortest = (long)ceil(speech->low_rate / HIGHEST_PITCH);
    speech->longest = (long)floor(speech->low_rate / LOWEST_PITCH);
    for (speech->size = 64; speech->size < speech->frame;) speech->size *= 2;
    speech->kept = speech->frame + speech->pitch + speech->longest + 8;
    long bin = lround(ceil(speech->rate / FGK_EARS_BINS)) + 1;
    speech->filter = calloc((size_t)speech->taps, sizeof(float));
    speech->high = calloc((size_t)(bin + speech->taps + speech->decimation + EARS_SLACK), sizeof(float));
    speech->low = calloc((size_t)(speech->kept + bin + EARS_SLACK), sizeof(float));
    speech->window = calloc((size_t)speech->frame, sizeof(float));
    speech->re = calloc((size_t)speech->size, sizeof(double));
    speech->im = calloc((size_t)speech->size, sizeof(double));
    speech->shapes = calloc((size_t)(COMPARED * speech->size), sizeof(float));
    speech->fft = ears_fft_create(speech->size);
    return speech->filter && speech->high && speech->low && speech->window && speech->re && speech->im &&
           speech->shapes && speech->fft;
}

fgk_speech *fgk_speech_create(double rate) {
    if (!(rate >= FGK_LOWEST_RATE && rate <= FGK_HIGHEST_RATE)) return NULL;
    fgk_speech *speech = calloc(1, sizeof *speech);
    if (!speech) return NULL;
    speech->rate = rate;
    speech->kernels = ears_best_kernels();
    if (!make(speech)) {
        fgk_speech_destroy(speech);
        return NULL;
    }
    design(speech);
    speech_waves_make(&speech->waves);
    // The first low sample is centred on the first sample.
    speech->held = speech->taps / 2;
    return speech;
}

void fgk_speech_destroy(fgk_speech *speech) {
    if (!speech) return;
    void *parts[] = {speech->filter, speech->high, speech->low, speech->window, speech->re, speech->im,
                     speech->shapes};
    for (unsigned i = 0; i < sizeof parts / sizeof *parts; i++) free(parts[i]);
    ears_fft_destroy(speech->fft);
    free(speech);
}

// Everything below 60 Hz goes: hum and rumble have a pitch as well.
static float without_rumble(fgk_speech *speech, float x) {
    speech->carried = speech->block * (speech->carried + x - speech->before);
    speech->before = x;
    return (float)speech->carried;
}

static void decimate(fgk_speech *speech) {
    long made = 0;
    while (speech->next + speech->taps <= speech->held) {
        float x = speech->kernels->dot(speech->high + speech->next, speech->filter, speech->taps);
        speech->low[speech->kept + made++] = without_rumble(speech, x);
        speech->next += speech->decimation;
    }
    memmove(speech->low, speech->low + made, (size_t)speech->kept * sizeof(float));
    // The next low sample may begin beyond what is there.
    long used = speech->next < speech->held ? speech->next : speech->held;
    memmove(speech->high, speech->high + used, (size_t)(speech->held - used) * sizeof(float));
    speech->held -= used;
    speech->next -= used;
}

static float likeness(const float *x, const float *y, int count) {
    double xy = 0, xx = 0, yy = 0;
    for (int i = 0; i < count; i++) {
        xy += (double)x[i] * y[i];
        xx += (double)x[i] * x[i];
        yy += (double)y[i] * y[i];
    }
    return (float)(xy / sqrt(xx * yy + 1e-30));
}

static float *shape_of(fgk_speech *speech, int64_t frame) {
    return speech->shapes + (frame + COMPARED) % COMPARED * speech->lines;
}

static void measure_spectrum(fgk_speech *speech, speech_frame *frame) {
    const float *x = speech->low + speech->kept - speech->frame;
    for (int i = 0; i < speech->size; i++) {
        speech->re[i] = i < speech->frame ? (double)x[i] * speech->window[i] : 0;
        speech->im[i] = 0;
    }
    ears_fft_run(speech->fft, speech->re, speech->im);
    double energy = 0, moment = 0, logs = 0, product = 1, line = speech->low_rate / speech->size;
    // Mean square of the windowed frame; the window has a mean square of 3/8.
    double scale = 2 / (0.375 * (double)speech->frame * speech->size);
    double bands[SPEECH_BANDS] = {0};
    float *shape = shape_of(speech, speech->frames);
    for (int i = 0; i < speech->lines; i++) {
        int k = speech->first_line + i;
        double power = scale * (speech->re[k] * speech->re[k] + speech->im[k] * speech->im[k]);
        energy += power;
        moment += power * k * line;
        bands[speech->band_of[i]] += power;
        shape[i] = (float)sqrt(power);
        product *= power + 1e-12;
        if (i % 8 == 7 || i == speech->lines - 1) {
            logs += log(product);
            product = 1;
        }
    }
    frame->energy = (float)energy;
    for (int b = 0; b < SPEECH_BANDS; b++) frame->bands[b] = (float)bands[b];
    frame->centroid = (float)log((moment + FLOOR * 1000) / (energy + FLOOR));
    frame->flatness = (float)(logs / speech->lines - log(energy / speech->lines + 1e-12));
    frame->flux = 1 - likeness(shape, shape_of(speech, speech->frames - 1), speech->lines);
    frame->steady = likeness(shape, shape_of(speech, speech->frames - 5), speech->lines);
}

// Normalised autocorrelation of the newest 20 ms with what lies a period before.
static void measure_pitch(fgk_speech *speech, speech_frame *frame) {
    const float *x = speech->low + speech->kept - speech->pitch;
    float heights[256];
    double own = speech->kernels->dot(x, x, speech->pitch) + 1e-12, other = own;
    long count = speech->longest + 1;
    float best = 0;
    for (long lag = 1; lag <= count; lag++) {
        other += (double)x[-lag] * x[-lag] - (double)x[speech->pitch - lag] * x[speech->pitch - lag];
        heights[lag] = 0;
        if (lag < speech->shortest - 1) continue;
        double product = speech->kernels->dot(x, x - lag, speech->pitch);
        heights[lag] = (float)(product / sqrt(own * fmax(other, 1e-12)));
        if (lag >= speech->shortest && lag <= speech->longest) best = fmaxf(best, heights[lag]);
    }
    frame->harmonic = best;
    frame->pitch = 0;
    for (long lag = speech->shortest; lag <= speech->longest; lag++) {
        float here = heights[lag], left = heights[lag - 1], right = heights[lag + 1];
        if (here < NEARLY * best || here < left || here < right) continue;
        float bend = left - 2 * here + right;
        double period = (double)lag + (bend < 0 ? 0.5 * (left - right) / bend : 0);
        frame->pitch = (float)log(speech->low_rate / period);
        return;
    }
}

void fgk_speech_hear(fgk_speech *speech, const float *first, const float *second, long count) {
    float *to = speech->high + speech->held;
    memcpy(to, first, (size_t)count * sizeof(float));
    for (long i = 0; second && i < count; i++) to[i] += second[i];
    speech->held += count;
    decimate(speech);
    if (++speech->bins % 2) return;
    speech_frame *frame = &speech->ring[speech->frames % SPEECH_RING];
    measure_spectrum(speech, frame);
    measure_pitch(speech, frame);
    speech->frames++;
}

void fgk_speech_finish(fgk_speech *speech) { speech->finished = true; }

bool fgk_speech_next(fgk_speech *speech, fgk_speech_step *step) {
    int64_t begin = speech->steps * SPEECH_FRAMES_PER_STEP, middle = begin + SPEECH_FRAMES_PER_STEP / 2;
    int64_t from = middle - SPEECH_REACH, to = middle + SPEECH_REACH + 1;
    bool is_last = speech->finished && begin < speech->frames;
    if (to > speech->frames && !is_last) return false;
    from = from < 0 ? 0 : from;
    to = to > speech->frames ? speech->frames : to;
    const speech_frame *frames[SPEECH_WINDOW];
    double level = 0;
    int in_step = 0;
    for (int64_t i = from; i < to; i++) {
        frames[i - from] = &speech->ring[i % SPEECH_RING];
        if (i < begin || i >= begin + SPEECH_FRAMES_PER_STEP) continue;
        level += frames[i - from]->energy;
        in_step++;
    }
    step->level = (float)(level / in_step);
    speech_describe(&speech->waves, frames, (int)(to - from), step->features);
    speech->steps++;
    return true;
}
