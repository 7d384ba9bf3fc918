// Quick tests of the codes of a row: in which groups something can have changed. Part of flash_loops.h.

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

static unsigned far_row(const uint16_t *restrict now, const uint16_t *restrict then, int least) {
    if (least > 65535) return 0;
    const uint16_t limit = (uint16_t)(least - 1);
    uint16_t far[columns];
    for (int i = 0; i < columns; i++) far[i] = over(apart(now[i], then[i]), limit);
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

static unsigned reaching_row(const uint16_t *restrict code, int least) {
    if (least > 65535) return 0;
    if (least <= 0) return flash_all_groups;
    const uint16_t limit = (uint16_t)(least - 1);
    uint16_t far[columns];
    for (int i = 0; i < columns; i++) far[i] = over(code[i], limit);
    return groups_of(far);
}

static unsigned extremes_row(const uint16_t *restrict now, uint16_t *restrict low, uint16_t *restrict high,
                             const int8_t *restrict state, int least) {
    const uint16_t limit = least > 65535 ? 65535 : (uint16_t)(least - 1);
    uint16_t far[columns];
    for (int i = 0; i < columns; i++) {
        const uint16_t l = least_of(low[i], now[i]), h = most_of(high[i], now[i]);
        low[i] = l;
        high[i] = h;
        const int16_t s = state[i];
        const uint16_t up = s <= 0 ? (uint16_t)(now[i] - l) : 0, down = s >= 0 ? (uint16_t)(h - now[i]) : 0;
        far[i] = over(most_of(up, down), limit);
    }
    return groups_of(far);
}
