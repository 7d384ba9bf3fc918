// Quick tests of the codes of a row: in which groups something can have changed. Part of flash_loops.h.

static void points_row(const uint16_t *restrict upper, const uint16_t *restrict lower, int shift, uint16_t *restrict out) {
    for (int i = 0; i < columns / 2; i++) {
        out[2 * i] = upper[4 * i + shift];
        out[2 * i + 1] = lower[4 * i + 2 + shift];
    }
}

/// The groups in which any word is not zero.
static inline unsigned groups_of(const uint16_t *words) {
    unsigned groups = 0;
    for (int g = 0; g < flash_groups; g++) {
        uint64_t some[group / 4], all = 0;
        memcpy(some, words + g * group, sizeof some);
        for (int i = 0; i < group / 4; i++) all |= some[i];
        groups |= (unsigned)(all != 0) << g;
    }
    return groups;
}

static inline uint16_t over(uint16_t a, uint16_t b) { return a > b ? (uint16_t)(a - b) : 0; }
static inline uint16_t apart(uint16_t a, uint16_t b) { return over(a, b) | over(b, a); }
static inline uint16_t least_of(uint16_t a, uint16_t b) { return a < b ? a : b; }
static inline uint16_t most_of(uint16_t a, uint16_t b) { return a > b ? a : b; }

/// The gap above a value.
static inline uint16_t gap_above(uint16_t value, flash_gap g) {
    const uint32_t v = (uint16_t)(value << g.shift);
    const uint16_t first = over(g.start[0], (uint16_t)(v * g.slope[0] >> 16));
    const uint16_t second = over(g.start[1], (uint16_t)(v * g.slope[1] >> 16));
    const uint16_t high = value > g.from ? g.high : 0;
    return most_of(most_of(first, second), most_of(g.floor, high));
}

static unsigned far_row(const uint16_t *restrict now, const uint16_t *restrict then, const flash_gap *gap) {
    const flash_gap g = *gap;
    uint16_t far[columns];
    for (int i = 0; i < columns; i++) far[i] = over(apart(now[i], then[i]), gap_above(least_of(now[i], then[i]), g));
    return groups_of(far);
}

static unsigned far_light_row(const uint16_t *const now[3], const uint16_t *const then[3], const flash_weights *weights) {
    const uint16_t *restrict y = now[0], *restrict cb = now[1], *restrict cr = now[2];
    const uint16_t *restrict past_y = then[0], *restrict past_cb = then[1], *restrict past_cr = then[2];
    const flash_weights w = *weights;
    uint16_t far[columns];
    for (int i = 0; i < columns; i++) {
        const uint16_t luma = least_of(apart(y[i], past_y[i]), w.most_luma);
        const uint16_t across = least_of(apart(cb[i], past_cb[i]), w.most_cb);
        const uint16_t up = least_of(apart(cr[i], past_cr[i]), w.most_cr);
        const uint16_t red = (uint16_t)(up * w.red), blue = (uint16_t)(across * w.blue);
        const uint16_t green = (uint16_t)((uint16_t)(across * w.green_cb) + (uint16_t)(up * w.green_cr));
        const uint16_t sum = (uint16_t)((uint16_t)(luma * w.luma) + most_of(most_of(red, blue), green));
        far[i] = over(sum, flash_far - 1);
    }
    return groups_of(far);
}

static unsigned reddish_row(const uint16_t *restrict luma, const uint16_t *restrict cr, flash_red_code red) {
    if (red.least > 65535) return 0;
    if (red.least <= 0) return flash_all_groups;
    const uint16_t least = (uint16_t)red.least, start = red.start;
    const uint32_t slope = red.slope;
    uint16_t far[columns];
    for (int i = 0; i < columns; i++) {
        const uint16_t line = (uint16_t)(start + (uint16_t)(luma[i] * slope >> 16));
        far[i] = cr[i] >= most_of(line, least);
    }
    return groups_of(far);
}

static unsigned extremes_row(const uint16_t *restrict now, uint16_t *restrict low, uint16_t *restrict high,
                             const int8_t *restrict state, const flash_gap *gap) {
    const flash_gap g = *gap;
    uint16_t far[columns];
    for (int i = 0; i < columns; i++) {
        const uint16_t l = least_of(low[i], now[i]), h = most_of(high[i], now[i]);
        low[i] = l;
        high[i] = h;
        const int16_t s = state[i];
        const uint16_t up = s <= 0 ? (uint16_t)(now[i] - l) : 0, down = s >= 0 ? (uint16_t)(h - now[i]) : 0;
        far[i] = over(up, gap_above(l, g)) | over(down, gap_above(now[i], g));
    }
    return groups_of(far);
}

static void far_steps(const int16_t *restrict now, const int16_t *restrict then, flash_gap gap, uint16_t *restrict far) {
    for (int i = 0; i < group; i++) {
        const uint16_t a = (uint16_t)now[i], b = (uint16_t)then[i];
        far[i] |= over(apart(a, b), gap_above(least_of(a, b), gap));
    }
}

static unsigned far_steps_row(unsigned groups, const uint16_t *const now[3], const uint16_t *const then[3],
                              const flash_matrix *matrix, const flash_gaps *gaps) {
    unsigned found = 0;
    for (; groups; groups &= groups - 1) {
        const int g = __builtin_ctz(groups);
        step_group steps, past;
        take_steps(now, g * group, matrix, steps);
        take_steps(then, g * group, matrix, past);
        uint16_t far[2][group] = {0}, any = 0;
        for (int k = 0; k < gaps->count; k++)
            for (int c = 0; c < 3; c++) far_steps(steps[c], past[c], gaps->gap[k], far[k]);
        const uint16_t *second = far[gaps->count - 1];
        for (int i = 0; i < group; i++) any |= (uint16_t)((far[0][i] != 0) & (second[i] != 0));
        found |= (unsigned)(any != 0) << g;
    }
    return found;
}
