// The low sound: what is below 450 Hz, at about 2 kHz, for hum, offset and LFE.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../kaiser.h"
#include "ears_parts.h"

#define LOW_RATE 2000
// Filter taps per step of decimation, and the shape of their window: 70 dB down where the band folds onto itself.
#define TAPS 8
#define KAISER 6.8
#define OFFSET_SECONDS 0.04

static void design_filter(fgk_ears *ears) {
    double sum = 0, middle = (double)(TAPS * ears->decimation - 1) / 2;
    double cut = 1000.0 / ears->rate;  // of the sample rate; half of the low rate
    for (long i = 0; i < TAPS * ears->decimation; i++) {
        // There is an even number of taps, so t is never 0.
        double t = (double)i - middle, edge = t / (middle + 1);
        double sinc = sin(2 * EARS_PI * cut * t) / (EARS_PI * t);
        ears->low_filter[i] = (float)(sinc * kaiser_window(KAISER, edge));
        sum += ears->low_filter[i];
    }
    for (long i = 0; i < TAPS * ears->decimation; i++) ears->low_filter[i] = (float)(ears->low_filter[i] / sum);
}

bool ears_low_design(fgk_ears *ears) {
    ears->decimation = lround(ears->rate / LOW_RATE);
    ears->low_taps = TAPS * ears->decimation;
    ears->offset_length = lround(OFFSET_SECONDS * ears->rate / (double)ears->decimation);
    ears->low_filter = calloc((size_t)ears->low_taps, sizeof(float));
    ears->offset_window = calloc((size_t)ears->offset_length, sizeof(float));
    for (int c = 0; c < ears->channels; c++) {
        ears->channel[c].low = calloc(2 * EARS_LOW_KEPT, sizeof(float));
        if (!ears->channel[c].low) return false;
    }
    if (!ears->low_filter || !ears->offset_window) return false;
    design_filter(ears);
    for (long i = 0; i < ears->offset_length; i++)
        ears->offset_window[i] = (float)((1 - cos(2 * EARS_PI * ((double)i + 0.5) / (double)ears->offset_length)) /
                                         (double)ears->offset_length);
    return true;
}

// Low sample k is centred on sample k * decimation.
static long made_by(const fgk_ears *ears, int64_t end) {
    if (end < ears->low_taps / 2) return 0;
    int64_t last = (end - ears->low_taps / 2) / ears->decimation;
    return last >= ears->low_next ? (long)(last - ears->low_next + 1) : 0;
}

static float offset_of(const fgk_ears *ears, const float *low) {
    const float *recent = low + EARS_LOW_KEPT - ears->offset_length;
    float sum = 0;
    for (long i = 0; i < ears->offset_length; i++) sum += ears->offset_window[i] * recent[i];
    return sum;
}

void ears_low_sound(fgk_ears *ears, int64_t end) {
    long count = made_by(ears, end);
    for (int c = 0; c < ears->channels; c++) {
        float *low = ears->channel[c].low;
        for (long i = 0; i < count; i++) {
            int64_t centre = (ears->low_next + i) * ears->decimation;
            const float *x = ears_sample(ears, c, centre - ears->low_taps / 2);
            low[EARS_LOW_KEPT + i] = ears->kernels->dot(x, ears->low_filter, ears->low_taps);
        }
        memmove(low, low + count, EARS_LOW_KEPT * sizeof(float));
        ears->results[c].lows = (int32_t)count;
        ears->results[c].low = low + EARS_LOW_KEPT - count;
        ears->results[c].offset = offset_of(ears, low);
    }
    ears->low_next += count;
}
