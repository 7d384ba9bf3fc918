// Where linear prediction fails: clicks and splices stand out of what it leaves.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ears_parts.h"

// Errors this many times their mean may be a click.
#define SUSPECT 6
// Samples that are cut out around a suspect before the prediction is made anew.
#define CUT_BEFORE 3
#define CUT_BEHIND 20
// Below -80 dBFS nothing is predicted: the errors are the samples themselves.
#define QUIET 1e-8f
// Keeps the equations solvable in single precision, as if there were noise 50 dB below the sound.
#define FLOOR 1.00001

// Levinson and Durbin's recursion.
float ears_prediction(const float lags[EARS_LAGS], float coefficients[EARS_ORDER + 1]) {
    double a[EARS_ORDER + 1] = {1}, error = lags[0] * FLOOR;
    for (int order = 1; order <= EARS_ORDER && error > 0; order++) {
        double sum = lags[order];
        for (int k = 1; k < order; k++) sum += a[k] * lags[order - k];
        double reflection = -sum / error, before[EARS_ORDER + 1];
        memcpy(before, a, sizeof before);
        for (int k = 1; k < order; k++) a[k] = before[k] + reflection * before[order - k];
        a[order] = reflection;
        error *= 1 - reflection * reflection;
    }
    for (int k = 0; k <= EARS_ORDER; k++) coefficients[k] = (float)a[k];
    return lags[0] > 0 ? (float)(error / lags[0]) : 0;
}

bool ears_click_design(fgk_ears *ears) {
    ears->frame = (long)ceil(ears->rate / FGK_EARS_BINS);
    size_t size = (size_t)(2 * ears->frame + EARS_SLACK);
    ears->frame_window = calloc(size, sizeof(float));
    ears->weighed = calloc(size, sizeof(float));
    ears->repaired = calloc(size, sizeof(float));
    ears->errors = calloc(size, sizeof(float));
    if (!ears->frame_window || !ears->weighed || !ears->repaired || !ears->errors) return false;
    for (long i = 0; i < 2 * ears->frame; i++)
        ears->frame_window[i] = (float)(0.5 - 0.5 * cos(EARS_PI * ((double)i + 0.5) / (double)ears->frame));
    return true;
}

// Predicts the frame from the sound around it: `window` starts half a frame before the frame and is two frames long.
static void solve(fgk_ears *ears, const float *window, const float *frame, fgk_ears_residual *out) {
    float lags[EARS_LAGS], coefficients[EARS_ORDER + 1] = {1}, sum;
    ears->kernels->weigh(window, ears->frame_window, 2 * ears->frame, ears->weighed);
    ears->kernels->correlate(ears->weighed, 2 * ears->frame, lags);
    if (lags[0] > QUIET * (float)ears->frame) ears_prediction(lags, coefficients);
    ears->kernels->predict(frame, coefficients, ears->frame, ears->errors);
    ears->kernels->magnitudes(ears->errors, ears->frame, &out->peak, &sum);
    out->mean = sum / (float)ears->frame;
}

static long peak_of(const float *errors, long count, float peak) {
    long i = 0;
    while (i < count - 1 && fabsf(errors[i]) != peak) i++;
    return i;
}

// The prediction learns from the click too. Bridging the click with a straight line lets it learn from the rest.
static void solve_without(fgk_ears *ears, const float *window, const float *frame, fgk_ears_residual *out) {
    long size = 2 * ears->frame, at = frame - window + peak_of(ears->errors, ears->frame, out->peak);
    long from = at - CUT_BEFORE, to = at + CUT_BEHIND < size ? at + CUT_BEHIND : size - 1;
    memcpy(ears->repaired, window, (size_t)size * sizeof(float));
    float start = window[from - 1], rise = (window[to] - start) / (float)(to - from + 1);
    for (long i = from; i < to; i++) ears->repaired[i] = start + rise * (float)(i - from + 1);
    solve(ears, ears->repaired, frame, out);
}

static float largest_error(const fgk_ears *ears, long from, long to) {
    float largest = 0, ignored;
    if (to > from) ears->kernels->magnitudes(ears->errors + from, to - from, &largest, &ignored);
    return largest;
}

static void describe(const fgk_ears *ears, fgk_ears_residual *out) {
    const float *errors = ears->errors;
    long reach = (long)(ears->rate * 0.0015), frame = ears->frame, at = peak_of(errors, frame, out->peak);
    long before = at > reach ? at - reach : 0, behind = at + reach < frame ? at + reach : frame;
    float rest = largest_error(ears, 0, before), other = largest_error(ears, behind, frame);
    long first = before, last = behind - 1;
    while (first < at && !(fabsf(errors[first]) > out->peak / 4)) first++;
    while (last > at && !(fabsf(errors[last]) > out->peak / 4)) last--;
    out->rest = rest > other ? rest : other;
    out->width = (int32_t)(last - first + 1);
    out->at = out->first + at;
}

static void residual(fgk_ears *ears, int c, fgk_ears_residual *out) {
    const float *frame = ears_sample(ears, c, out->first), *window = frame - ears->frame / 2;
    solve(ears, window, frame, out);
    if (out->peak > SUSPECT * out->mean) solve_without(ears, window, frame, out);
    describe(ears, out);
    out->valid = true;
}

void ears_residuals(fgk_ears *ears, int64_t end) {
    int64_t first = ears->frame_next * ears->frame;
    if (first + ears->frame + (ears->frame + 1) / 2 > end) return;
    for (int c = 0; c < ears->channels; c++) {
        ears->results[c].residual.first = first;
        residual(ears, c, &ears->results[c].residual);
    }
    ears->frame_next++;
}
