// From codes to light, some groups of a row at a time. Part of flash_loops.h.

static inline int32_t clip_step(int32_t v) { return v < 0 ? 0 : v > 4095 ? 4095 : v; }

typedef int16_t step_group[3][flash_group];
typedef float linear_group[3][flash_group];

/// Codes of three components to steps of R', G', B'.
static void take_steps(const uint16_t *const code[3], int at, const flash_matrix *m, step_group out) {
    const flash_matrix k = *m;
    if (!k.is_ycbcr) {
        for (int c = 0; c < 3; c++)
            for (int i = 0; i < group; i++)
                out[c][i] = (int16_t)clip_step((((code[c][at + i] >> k.drop) - k.black) * k.luma + 4096) >> 13);
        return;
    }
    const uint16_t *restrict a = code[0] + at, *restrict b = code[1] + at, *restrict c = code[2] + at;
    int16_t *restrict red = out[0], *restrict green = out[1], *restrict blue = out[2];
    for (int i = 0; i < group; i++) {
        const int32_t y = ((a[i] >> k.drop) - k.black) * k.luma + 4096;
        const int32_t cb = (b[i] >> k.drop) - k.neutral, cr = (c[i] >> k.drop) - k.neutral;
        red[i] = (int16_t)clip_step((y + cr * k.red) >> 13);
        green[i] = (int16_t)clip_step((y + cb * k.green_cb + cr * k.green_cr) >> 13);
        blue[i] = (int16_t)clip_step((y + cb * k.blue) >> 13);
    }
}

static void take_linear(const uint16_t *const code[3], int at, const flash_matrix *m, const float *linear,
                        linear_group out) {
    step_group steps;
    take_steps(code, at, m, steps);
    for (int c = 0; c < 3; c++)
        for (int i = 0; i < group; i++) out[c][i] = linear[steps[c][i]];
}

static inline float apply(const float *k, float r, float g, float b) { return k[0] * r + k[1] * g + k[2] * b; }

/// From linear Y to cd/m², between the entries of the table.
static void bend_group(const float *bend, float *y) {
    for (int i = 0; i < group; i++) {
        const float at = sqrtf(y[i] < 1 ? y[i] : 1) * 4096;
        const int entry = (int)at < 4095 ? (int)at : 4095;
        y[i] = bend[entry] + (bend[entry + 1] - bend[entry]) * (at - (float)entry);
    }
}

/// `fgk_flash_level` of each sample.
static void level_group(const float *luminance, uint16_t *level) {
    floats l;
    memcpy(&l, luminance, sizeof l);
    l = __builtin_elementwise_min(l, (floats)10000);
    longs levels = 0;
    for (int k = 0; k < flash_bends; k++) {
        const longs is_above = l > flash_bend[k].above;
        l = is_above ? l * flash_bend[k].factor : l;
        levels += is_above & (flash_bend[k].steps * 20 * FGK_FLASH_STEPS);
    }
    levels += __builtin_convertvector(l * FGK_FLASH_STEPS + 0.5f, longs);
    const words out = __builtin_convertvector(levels, words);
    memcpy(level, &out, sizeof out);
}

static void light_row(unsigned groups, const uint16_t *const code[3], const flash_matrix *matrix,
                      const fgk_flash_reading *reading, uint16_t *level) {
    const float *weights = reading->to_xyz + 3;
    for (; groups; groups &= groups - 1) {
        const int at = __builtin_ctz(groups) * group;
        linear_group rgb;
        float y[group];
        take_linear(code, at, matrix, reading->linear, rgb);
        for (int i = 0; i < group; i++) y[i] = apply(weights, rgb[0][i], rgb[1][i], rgb[2][i]);
        if (reading->bend) bend_group(reading->bend, y);
        else
            for (int i = 0; i < group; i++) y[i] *= reading->peak;
        level_group(y, level + at);
    }
}

static inline float positive(float v) { return v > 0 ? v : 0; }

/// Whether a sample has a colour at all, and whether that is a saturated red.
typedef struct flash_redness {
    int seen, is_red;
} flash_redness;

static inline flash_redness redness(const float *k, float r, float g, float b) {
    const float red = positive(apply(k, r, g, b));
    const float rest = positive(apply(k + 3, r, g, b)) + positive(apply(k + 6, r, g, b));
    const int seen = red + rest > flash_darkest;
    return (flash_redness){seen, seen & (red >= 4 * rest)};
}

static int may_be_red(const step_group rgb, flash_red_margin margin) {
    int16_t any = 0;
    for (int i = 0; i < group; i++) {
        const int16_t rest = rgb[1][i] > rgb[2][i] ? rgb[1][i] : rgb[2][i], more = (int16_t)(rgb[0][i] - rest);
        any |= (int16_t)((more >= margin.plain) & ((int16_t)(more - rest / 2) >= margin.steep));
    }
    return any;
}

static uint16_t marks_of(const linear_group rgb, const float *to_709) {
    float k[9];
    memcpy(k, to_709, sizeof k);
    uint8_t mark[group];
    for (int i = 0; i < group; i++) mark[i] = (uint8_t)redness(k, rgb[0][i], rgb[1][i], rgb[2][i]).is_red;
    uint16_t marks = 0;
    for (int i = 0; i < group; i++) marks |= (uint16_t)(mark[i] << i);
    return marks;
}

static unsigned marks_row(unsigned groups, const uint16_t *const code[3], const flash_matrix *matrix,
                          const fgk_flash_reading *reading, flash_red_margin margin, uint16_t *marks) {
    unsigned found = 0;
    for (; groups; groups &= groups - 1) {
        const int g = __builtin_ctz(groups);
        step_group steps;
        linear_group rgb;
        take_steps(code, g * group, matrix, steps);
        if (!may_be_red(steps, margin)) continue;
        for (int c = 0; c < 3; c++)
            for (int i = 0; i < group; i++) rgb[c][i] = reading->linear[steps[c][i]];
        marks[g] = marks_of(rgb, reading->to_709);
        found |= (unsigned)(marks[g] != 0) << g;
    }
    return found;
}

static void colour_group(const linear_group rgb, const fgk_flash_reading *reading, uint16_t *restrict u,
                         uint16_t *restrict v) {
    const float *restrict r = rgb[0], *restrict g = rgb[1], *restrict b = rgb[2];
    float x[9], k[9];
    memcpy(x, reading->to_xyz, sizeof x);
    memcpy(k, reading->to_709, sizeof k);
    for (int i = 0; i < group; i++) {
        const flash_redness what = redness(k, r[i], g[i], b[i]);
        const float X = apply(x, r[i], g[i], b[i]), Y = apply(x + 3, r[i], g[i], b[i]);
        const float Z = apply(x + 6, r[i], g[i], b[i]);
        const float scale = flash_chromaticity / (what.seen ? X + 15 * Y + 3 * Z : 1);
        // What is too dark to have a colour takes the white point, D65.
        const int32_t across = what.seen ? (int32_t)(4 * X * scale + 0.5f) : 6482;
        const int32_t up = what.seen ? (int32_t)(9 * Y * scale + 0.5f) : 15346;
        u[i] = (uint16_t)((across < flash_red ? across : flash_red - 1) | (what.is_red ? flash_red : 0));
        v[i] = (uint16_t)up;
    }
}

static void colour_row(unsigned groups, const uint16_t *const code[3], const flash_matrix *matrix,
                       const fgk_flash_reading *reading, uint16_t *u, uint16_t *v) {
    for (; groups; groups &= groups - 1) {
        const int at = __builtin_ctz(groups) * group;
        linear_group rgb;
        take_linear(code, at, matrix, reading->linear, rgb);
        colour_group(rgb, reading, u + at, v + at);
    }
}
