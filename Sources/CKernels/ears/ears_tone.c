// Pure tones: line-up, idents, bleeps.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ears_parts.h"

// Peak power over mean power is 2 for a sine; programme lies far above. Noise at -20 dB brings a sine to about 2.6.
#define LEAST_CREST 1.8
#define MOST_CREST 2.7
// -70 dBFS
#define QUIET 1e-7

static int size_of(const fgk_ears *ears) {
    int size = 1;
    while (size < ears->tone_length) size *= 2;
    return size;
}

static double *raised_cosine(long length) {
    double *window = calloc((size_t)length + 1, sizeof *window);
    for (long i = 0; window && i < length; i++)
        window[i] = 0.5 - 0.5 * cos(2 * EARS_PI * ((double)i + 0.5) / (double)length);
    return window;
}

bool ears_tone_design(fgk_ears *ears) {
    if (!(ears->want & FGK_EARS_TONES)) return true;
    ears->tone_length = lround(ears->rate / FGK_EARS_STEP);
    int size = size_of(ears);
    ears->tone_fft = ears_fft_create(size);
    ears->re = calloc((size_t)size, sizeof(double));
    ears->im = calloc((size_t)size, sizeof(double));
    ears->tone_window = raised_cosine(ears->tone_length);
    ears->half_window = raised_cosine(ears->tone_length / 2);
    return ears->tone_fft && ears->re && ears->im && ears->tone_window && ears->half_window;
}

// Whether the last step could be one sine.
static bool may_be_tone(const fgk_ears *ears, const ears_channel *channel) {
    double square = 0, peak = 0;
    for (int i = 0; i < FGK_EARS_STEP; i++) {
        square += channel->squares[i];
        peak = fmax(peak, channel->peaks[i]);
    }
    square /= (double)ears->tone_length;
    return square > QUIET && peak * peak > LEAST_CREST * square && peak * peak < MOST_CREST * square;
}

static double power_at(const fgk_ears *ears, int k) { return ears->re[k] * ears->re[k] + ears->im[k] * ears->im[k]; }

// Frequency of the strongest line, as a share of the sample rate; good to a part of a bin.
static double strongest(fgk_ears *ears, const float *x) {
    long length = ears->tone_length;
    int size = size_of(ears), best = 1;
    memset(ears->re, 0, (size_t)size * sizeof(double));
    memset(ears->im, 0, (size_t)size * sizeof(double));
    for (long i = 0; i < length; i++) ears->re[i] = x[i] * ears->tone_window[i];
    ears_fft_run(ears->tone_fft, ears->re, ears->im);
    for (int k = 1; k < size / 2; k++)
        if (power_at(ears, k) > power_at(ears, best)) best = k;
    double left = log(power_at(ears, best - 1) + 1e-300), middle = log(power_at(ears, best) + 1e-300);
    double right = log(power_at(ears, best + 1) + 1e-300), bend = left - 2 * middle + right;
    return (best + (bend < 0 ? 0.5 * (left - right) / bend : 0)) / size;
}

// A tone that is turned on from sample to sample: rounding adds up to less than 1e-12 in a step of 100 ms.
typedef struct {
    double c, s, by_c, by_s;
} turning;

static turning turning_from(double turns, double start) {
    return (turning){cos(2 * EARS_PI * start), sin(2 * EARS_PI * start), cos(2 * EARS_PI * turns),
                     sin(2 * EARS_PI * turns)};
}

static inline void turn_on(turning *t) {
    const double c = t->c * t->by_c - t->s * t->by_s;
    t->s = t->s * t->by_c + t->c * t->by_s;
    t->c = c;
}

// Phase of the tone around sample `from`, in turns, against a tone of that frequency.
static double phase_of(const float *x, const double *window, long from, long count, double turns) {
    double re = 0, im = 0;
    turning t = turning_from(turns, turns * (double)from);
    for (long i = 0; i < count; i++, turn_on(&t)) {
        re += window[i] * x[from + i] * t.c;
        im -= window[i] * x[from + i] * t.s;
    }
    return atan2(im, re) / (2 * EARS_PI);
}

// Least squares: x is about a * cos + b * sin.
static void fit(const float *x, long count, double turns, fgk_ears_tone *tone) {
    double cc = 0, ss = 0, cs = 0, xc = 0, xs = 0, xx = 0;
    turning t = turning_from(turns, 0);
    for (long i = 0; i < count; i++, turn_on(&t)) {
        const double c = t.c, s = t.s;
        cc += c * c;
        ss += s * s;
        cs += c * s;
        xc += x[i] * c;
        xs += x[i] * s;
        xx += (double)x[i] * x[i];
    }
    double det = cc * ss - cs * cs, a = (xc * ss - xs * cs) / det, b = (xs * cc - xc * cs) / det;
    tone->amplitude = sqrt(a * a + b * b);
    tone->impurity = fmax(0, 1 - (a * xc + b * xs) / xx);
}

static void measure(fgk_ears *ears, const float *x, fgk_ears_tone *tone) {
    long half = ears->tone_length / 2;
    double turns = strongest(ears, x);
    double drift = phase_of(x, ears->half_window, half, half, turns) -
                   phase_of(x, ears->half_window, 0, half, turns);
    turns += (drift - round(drift)) / (double)half;
    if (!(turns > 0 && turns < 0.5)) return;
    fit(x, 2 * half, turns, tone);
    tone->hertz = turns * ears->rate;
}

void ears_find_tone(fgk_ears *ears, int c, int64_t end) {
    ears_channel *channel = &ears->channel[c];
    int slot = (int)(ears->index % FGK_EARS_STEP);
    channel->peaks[slot] = channel->scan.peak;
    channel->squares[slot] = channel->scan.square;
    if (slot != FGK_EARS_STEP - 1 || !may_be_tone(ears, channel)) return;
    measure(ears, ears_sample(ears, c, end - ears->tone_length), &ears->results[c].tone);
}
