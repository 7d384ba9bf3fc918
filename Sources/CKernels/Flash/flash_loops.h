// The loops, in plain C for the compiler to vectorise. Each file that includes this compiles them for its own
// instruction set. Integers, and floats without contraction: the results do not depend on the set.
#include <math.h>
#include <string.h>

#include "flash_kernels.h"

#pragma STDC FP_CONTRACT OFF

enum { columns = flash_columns };
/// Pictures since the last change are counted up to here.
enum { oldest = 100 };

static inline int32_t clip_step(int32_t v) { return v < 0 ? 0 : v > 4095 ? 4095 : v; }

static void steps_row(const uint16_t *const code[3], const flash_matrix *m, int16_t *const rgb[3]) {
    const uint16_t *restrict a = code[0], *restrict b = code[1], *restrict c = code[2];
    int16_t *restrict red = rgb[0], *restrict green = rgb[1], *restrict blue = rgb[2];
    const flash_matrix k = *m;
    for (int i = 0; i < columns; i++) {
        const int32_t y = ((a[i] >> k.drop) - k.black) * k.luma + 4096;
        const int32_t cb = (b[i] >> k.drop) - k.neutral, cr = (c[i] >> k.drop) - k.neutral;
        red[i] = (int16_t)clip_step((y + cr * k.red) >> 13);
        green[i] = (int16_t)clip_step((y + cb * k.green_cb + cr * k.green_cr) >> 13);
        blue[i] = (int16_t)clip_step((y + cb * k.blue) >> 13);
    }
}

static int may_be_red_row(const int16_t *const rgb[3], int margin) {
    const int16_t *restrict r = rgb[0], *restrict g = rgb[1], *restrict b = rgb[2];
    int16_t most = -4096;
    for (int i = 0; i < columns; i++) {
        const int16_t rest = g[i] > b[i] ? g[i] : b[i], more = (int16_t)(r[i] - rest);
        most = more > most ? more : most;
    }
    return most >= margin;
}

static inline float apply(const float *k, float r, float g, float b) { return k[0] * r + k[1] * g + k[2] * b; }

static void luminance_row(const float *const rgb[3], const float *weights, float *restrict y) {
    const float *restrict r = rgb[0], *restrict g = rgb[1], *restrict b = rgb[2];
    const float k[3] = {weights[0], weights[1], weights[2]};
    for (int i = 0; i < columns; i++) y[i] = apply(k, r[i], g[i], b[i]);
}

static inline float positive(float v) { return v > 0 ? v : 0; }

static int colour_row(const float *const rgb[3], const fgk_flash_reading *reading, uint16_t *restrict u,
                      uint16_t *restrict v) {
    const float *restrict r = rgb[0], *restrict g = rgb[1], *restrict b = rgb[2];
    float x[9], k[9];
    memcpy(x, reading->to_xyz, sizeof x);
    memcpy(k, reading->to_709, sizeof k);
    uint16_t any = 0;
    for (int i = 0; i < columns; i++) {
        const float red = positive(apply(k, r[i], g[i], b[i]));
        const float rest = positive(apply(k + 3, r[i], g[i], b[i])) + positive(apply(k + 6, r[i], g[i], b[i]));
        const float X = apply(x, r[i], g[i], b[i]), Y = apply(x + 3, r[i], g[i], b[i]);
        const float Z = apply(x + 6, r[i], g[i], b[i]);
        const int seen = red + rest > flash_darkest;
        const float scale = flash_chromaticity / (seen ? X + 15 * Y + 3 * Z : 1);
        // What is too dark to have a colour takes the white point, D65.
        const int32_t across = seen ? (int32_t)(4 * X * scale + 0.5f) : 6482;
        const int32_t up = seen ? (int32_t)(9 * Y * scale + 0.5f) : 15346;
        const int32_t mark = (seen & (red >= 4 * rest)) ? flash_red : 0;
        u[i] = (uint16_t)((across < flash_red ? across : flash_red - 1) | mark);
        v[i] = (uint16_t)up;
        any |= (uint16_t)mark;
    }
    return any != 0;
}

static int level_row(const float *restrict luminance, uint16_t *restrict level) {
    int above = 0;
    for (int i = 0; i < columns; i++) {
        const float l = luminance[i] < 180 ? luminance[i] : 180;
        above |= luminance[i] > 180;
        level[i] = (uint16_t)(int32_t)(l * FGK_FLASH_STEPS + 0.5f);
    }
    return above;
}

static void range_row(const flash_past *past, const int8_t *restrict state, uint16_t *restrict low,
                      uint16_t *restrict high) {
    memcpy(low, past->a[0], columns * sizeof *low);
    memcpy(high, past->a[0], columns * sizeof *high);
    for (int k = 1; k < past->count; k++) {
        const uint16_t *restrict then = past->a[k];
        for (int i = 0; i < columns; i++) {
            const int8_t age = state[i] < 0 ? (int8_t)-state[i] : state[i];
            // Pictures from before the last change belong to that change.
            const int belongs = (age == 0) | (age > k);
            low[i] = (belongs & (then[i] < low[i])) ? then[i] : low[i];
            high[i] = (belongs & (then[i] > high[i])) ? then[i] : high[i];
        }
    }
}

static inline int8_t older(int8_t state) {
    const int8_t sign = (int8_t)((state > 0) - (state < 0)), more = (int8_t)(state + sign);
    const int8_t capped = more > oldest ? oldest : more;
    return capped < -oldest ? -oldest : capped;
}

/// Lets a rise follow a fall and a fall a rise; the new state is 1 or -1 where there is a change.
static void turn(int8_t *restrict state, uint8_t *restrict rise, uint8_t *restrict fall) {
    for (int i = 0; i < columns; i++) {
        const int8_t s = state[i];
        const uint8_t up = rise[i] & (uint8_t)(s <= 0), down = fall[i] & (uint8_t)(s >= 0) & (uint8_t)~up;
        // All bits where nothing changes.
        const uint8_t same = (uint8_t)((up | down) - 1);
        state[i] = (int8_t)((uint8_t)(older(s) & same) | up | (uint8_t)-down);
        rise[i] = up;
        fall[i] = down;
    }
}

static inline uint16_t over(uint16_t a, uint16_t b) { return a > b ? (uint16_t)(a - b) : 0; }

static void change_row(const uint16_t *restrict now, const uint16_t *restrict low, const uint16_t *restrict high,
                       const flash_levels *levels, int8_t *restrict state, uint8_t *restrict rise,
                       uint8_t *restrict fall) {
    const uint16_t dark = levels->dark, step = levels->step, bright_step = levels->bright_step;
    for (int i = 0; i < columns; i++) {
        const uint16_t up = low[i] < dark ? step : bright_step, down = now[i] < dark ? step : bright_step;
        rise[i] = over(now[i], low[i]) >= up;
        fall[i] = over(high[i], now[i]) >= down;
    }
    turn(state, rise, fall);
}

static void slow_row(const uint16_t *restrict now, uint16_t *restrict low, uint16_t *restrict high,
                     const flash_levels *levels, int8_t *restrict state, uint8_t *restrict rise,
                     uint8_t *restrict fall) {
    change_row(now, low, high, levels, state, rise, fall);
    for (int i = 0; i < columns; i++) {
        const int changed = rise[i] | fall[i];
        low[i] = (changed | (now[i] < low[i])) ? now[i] : low[i];
        high[i] = (changed | (now[i] > high[i])) ? now[i] : high[i];
    }
}

static void red_turns(const uint16_t *restrict u, const uint16_t *restrict v, const uint16_t *restrict past_u,
                      const uint16_t *restrict past_v, const int8_t *restrict state, int k, int32_t distance,
                      uint8_t *restrict to, uint8_t *restrict from) {
    for (int i = 0; i < columns; i++) {
        const int8_t age = state[i] < 0 ? (int8_t)-state[i] : state[i];
        const int32_t across = (u[i] & 0x7fff) - (past_u[i] & 0x7fff), up = v[i] - past_v[i];
        const int far = ((age == 0) | (age > k)) & (across * across + up * up >= distance);
        const int is = u[i] >> 15, was = past_u[i] >> 15;
        to[i] |= (uint8_t)(far & is & !was);
        from[i] |= (uint8_t)(far & was & !is);
    }
}

static void red_row(const uint16_t *u, const uint16_t *v, const flash_past *past, int32_t distance,
                    int8_t *restrict state, uint8_t *restrict rise, uint8_t *restrict fall) {
    memset(rise, 0, columns);
    memset(fall, 0, columns);
    for (int k = 0; k < past->count; k++) red_turns(u, v, past->a[k], past->b[k], state, k, distance, rise, fall);
    turn(state, rise, fall);
}

static void age_row(int8_t *restrict state) {
    for (int i = 0; i < columns; i++) state[i] = older(state[i]);
}

static int sum_row(const uint8_t *restrict mask) {
    int sum = 0;
    for (int i = 0; i < columns; i++) sum += mask[i];
    return sum;
}

static int company_row(const uint8_t *above, const uint8_t *mid, const uint8_t *below, uint8_t *restrict out) {
    uint8_t column[columns + 2] = {0};
    for (int i = 0; i < columns; i++) column[i + 1] = (uint8_t)(above[i] + mid[i] + below[i]);
    for (int i = 0; i < columns; i++) out[i] = mid[i] & (column[i] + column[i + 1] + column[i + 2] >= 4);
    return sum_row(out);
}

static int reach_row(const uint8_t *restrict count, int least, uint8_t *restrict out) {
    const uint8_t limit = (uint8_t)least;
    for (int i = 0; i < columns; i++) out[i] = count[i] >= limit;
    return sum_row(out);
}

static const flash_kernels table = {
    .steps_row = steps_row,
    .may_be_red_row = may_be_red_row,
    .luminance_row = luminance_row,
    .colour_row = colour_row,
    .level_row = level_row,
    .range_row = range_row,
    .change_row = change_row,
    .slow_row = slow_row,
    .red_row = red_row,
    .age_row = age_row,
    .sum_row = sum_row,
    .company_row = company_row,
    .reach_row = reach_row,
};
