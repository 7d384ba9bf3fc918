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

static unsigned may_be_red_row(unsigned groups, const uint16_t *const code[3], const flash_matrix *m,
                               flash_red_margin margin) {
    unsigned found = 0;
    for (; groups; groups &= groups - 1) {
        const int g = __builtin_ctz(groups);
        step_group rgb;
        take_steps(code, g * group, m, rgb);
        int16_t any = 0;
        for (int i = 0; i < group; i++) {
            const int16_t rest = rgb[1][i] > rgb[2][i] ? rgb[1][i] : rgb[2][i], more = (int16_t)(rgb[0][i] - rest);
            any |= (int16_t)((more >= margin.plain) & ((int16_t)(more - rest / 2) >= margin.steep));
        }
        found |= (unsigned)(any != 0) << g;
    }
    return found;
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
static void level_group(float *restrict luminance, uint16_t *restrict level) {
    int32_t steps[group] = {0}, any = 1;
    for (int i = 0; i < group; i++) luminance[i] = luminance[i] < 10000 ? luminance[i] : 10000;
    while (any) {
        any = 0;
        for (int i = 0; i < group; i++) {
            const int32_t above = luminance[i] > 180;
            luminance[i] = above ? luminance[i] * (8.0f / 9) : luminance[i];
            steps[i] += above;
            any |= above;
        }
    }
    for (int i = 0; i < group; i++)
        level[i] = (uint16_t)((int32_t)(luminance[i] * FGK_FLASH_STEPS + 0.5f) + steps[i] * 20 * FGK_FLASH_STEPS);
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

static int colour_group(const linear_group rgb, const fgk_flash_reading *reading, uint16_t *restrict u,
                        uint16_t *restrict v) {
    const float *restrict r = rgb[0], *restrict g = rgb[1], *restrict b = rgb[2];
    float x[9], k[9];
    memcpy(x, reading->to_xyz, sizeof x);
    memcpy(k, reading->to_709, sizeof k);
    uint16_t any = 0;
    for (int i = 0; i < group; i++) {
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

static unsigned colour_row(unsigned groups, const uint16_t *const code[3], const flash_matrix *matrix,
                           const fgk_flash_reading *reading, uint16_t *u, uint16_t *v) {
    unsigned found = 0;
    for (; groups; groups &= groups - 1) {
        const int g = __builtin_ctz(groups), at = g * group;
        linear_group rgb;
        take_linear(code, at, matrix, reading->linear, rgb);
        found |= (unsigned)colour_group(rgb, reading, u + at, v + at) << g;
    }
    return found;
}
