// Coefficients of the loudness meter, worked out in long double.
#include <math.h>

#include "kaiser.h"
#include "meter_parts.h"

static const long double pi = 3.14159265358979323846264338327950288L;

// Analogue prototypes of the two K-weighting stages (BS.1770-5 Annex 1). The standard prints digital coefficients for
// 48 kHz only and asks for the same response at other rates; these prototypes give its table to 14 digits.
static const double shelf_hz = 1681.974450955533, shelf_db = 3.999843853973347, shelf_q = 0.7071752369554196;
static const double shelf_slope = 0.4996667741545416;
static const double pass_hz = 38.13547087602444, pass_q = 0.5003270373238773;

typedef struct {
    long double b0, b1, b2, a1, a2;
} biquad;

static biquad shelf_stage(double rate) {
    long double k = tanl(pi * shelf_hz / rate);
    long double high = powl(10, (long double)shelf_db / 20), band = powl(high, shelf_slope);
    long double norm = 1 + k / shelf_q + k * k;
    return (biquad){
        (high + band * k / shelf_q + k * k) / norm, 2 * (k * k - high) / norm,
        (high - band * k / shelf_q + k * k) / norm, 2 * (k * k - 1) / norm, (1 - k / shelf_q + k * k) / norm};
}

// The standard's numerator, 1 -2 1 at 48 kHz, leaves the stage 0.04 dB above unity. Keeping 1 -2 1 at other rates would
// change that gain with the rate (by 0.2 dB at 8 kHz); it is scaled to keep the response, as the standard asks.
static biquad pass_stage(double rate) {
    long double k = tanl(pi * pass_hz / rate), k48 = tanl(pi * pass_hz / 48000);
    long double norm = 1 + k / pass_q + k * k, gain = (1 + k48 / pass_q + k48 * k48) / norm;
    return (biquad){gain, -2 * gain, gain, 2 * (k * k - 1) / norm, (1 - k / pass_q + k * k) / norm};
}

static long double run(const biquad *stage, long double state[2], long double in) {
    long double out = stage->b0 * in + state[0];
    state[0] = stage->b1 * in - stage->a1 * out + state[1];
    state[1] = stage->b2 * in - stage->a2 * out;
    return out;
}

// Column of the map: what 8 frames do to a start state and an input that are 0 but for one 1.
static void answer(fgk_weighting *filter, const biquad *shelf, const biquad *pass, int column) {
    long double state[FGK_STATES] = {0}, in[FGK_STEP] = {0}, out[FGK_STEP];
    if (column < FGK_STATES) state[column] = 1;
    else in[column - FGK_STATES] = 1;
    for (int i = 0; i < FGK_STEP; i++) out[i] = run(pass, state + 2, run(shelf, state, in[i]));
    for (int i = 0; i < 4; i++) {
        filter->next[column][i] = (double)state[i];
        if (column < FGK_STATES + FGK_STEP / 2) filter->early[column][i] = (double)out[i];
        filter->late[column][i] = (double)out[4 + i];
    }
}

static void store(double to[5], const biquad *stage) {
    const long double from[5] = {stage->b0, stage->b1, stage->b2, stage->a1, stage->a2};
    for (int i = 0; i < 5; i++) to[i] = (double)from[i];
}

void fgk_weighting_design(fgk_weighting *filter, double rate) {
    biquad shelf = shelf_stage(rate), pass = pass_stage(rate);
    store(filter->shelf, &shelf);
    store(filter->pass, &pass);
    for (int column = 0; column < FGK_STATES + FGK_STEP; column++) answer(filter, &shelf, &pass, column);
}

void fgk_weighting_coefficients(double rate, double shelf[5], double pass[5]) {
    biquad first = shelf_stage(rate), second = pass_stage(rate);
    store(shelf, &first);
    store(pass, &second);
}

// Windowed sinc, 24 taps, Kaiser window with beta 6: flat within 0.015 dB up to 0.42 of the sample rate. A lower beta
// reaches higher and over-reads more below, where most sound is; a limiter's ceiling should read as itself.
static void phase(double taps[FGK_TAPS], double delay) {
    const double beta = 6;
    double sum = 0;
    for (int k = 0; k < FGK_TAPS; k++) {
        double t = k - (FGK_PAIRS - 1) - delay, edge = t / FGK_PAIRS;
        taps[k] = (double)(sinl(pi * t) / (pi * t)) * kaiser_window(beta, edge);
        sum += taps[k];
    }
    for (int k = 0; k < FGK_TAPS; k++) taps[k] /= sum;
}

void fgk_interpolator_design(fgk_interpolator *filter) {
    double quarter[FGK_TAPS], half[FGK_TAPS];
    phase(quarter, 0.25);
    phase(half, 0.5);
    for (int k = 0; k < FGK_PAIRS; k++) {
        double mirrored = quarter[FGK_TAPS - 1 - k];
        for (int lane = 0; lane < 8; lane++) {
            filter->even[k][lane] = (float)((quarter[k] + mirrored) / 2);
            filter->odd[k][lane] = (float)((quarter[k] - mirrored) / 2);
            filter->half[k][lane] = (float)half[k];
        }
    }
}
