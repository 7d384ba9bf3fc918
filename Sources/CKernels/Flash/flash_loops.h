// The loops, in plain C for the compiler to vectorise. Each file that includes this compiles them for its own
// instruction set. Integers, and floats without contraction: the results do not depend on the set.
#include <math.h>
#include <string.h>

#include "flash_kernels.h"

#pragma STDC FP_CONTRACT OFF

// No function with a vector in its signature is seen from outside.
#pragma clang diagnostic ignored "-Wpsabi"

enum { columns = flash_columns, group = flash_group };
/// Pictures since the last change are counted up to here.
enum { oldest = 100 };

typedef int8_t signs __attribute__((ext_vector_type(flash_group)));
typedef uint8_t bytes __attribute__((ext_vector_type(flash_group)));
typedef uint16_t words __attribute__((ext_vector_type(flash_group)));
typedef int16_t shorts __attribute__((ext_vector_type(flash_group)));
typedef int32_t longs __attribute__((ext_vector_type(flash_group)));
typedef float floats __attribute__((ext_vector_type(flash_group)));

#include "flash_loops_light.h"
#include "flash_loops_tests.h"

static inline words load(const uint16_t *at) {
    words w;
    memcpy(&w, at, sizeof w);
    return w;
}

// Masks have all bits of a sample set, or none.
static inline bytes narrow(words mask) { return __builtin_convertvector(mask, bytes); }
static inline words wide(bytes mask) { return (words)__builtin_convertvector((signs)mask, shorts); }
static inline words pick(words mask, words a, words b) { return (a & mask) | (b & ~mask); }

/// States some pictures later, up to the oldest.
static inline signs aged(signs state, uint32_t pictures) {
    const int8_t more = (int8_t)(pictures < oldest ? pictures : oldest);
    const signs up = state > (int8_t)(oldest - more) ? (signs)oldest : state + more;
    const signs down = state < (int8_t)(more - oldest) ? (signs)-oldest : state - more;
    return (up & (state > 0)) | (down & (state < 0));
}

/// How many of the bytes are 1, the others being 0.
static inline uint8_t sum_of(bytes mask) {
    uint64_t parts[group / 8];
    memcpy(parts, &mask, sizeof parts);
    return (uint8_t)((parts[0] + parts[1]) * 0x0101010101010101u >> 56);
}

static inline signs state_before(const flash_turns *t, int g) {
    signs state;
    memcpy(&state, t->state + g * group, sizeof state);
    return aged(state, t->late[g]);
}

/// Where the last change lies so many pictures back or more, or there was none.
static inline words is_older(signs state, int pictures) {
    const int8_t k = (int8_t)pictures;
    return wide((bytes)((state == 0) | (state > k) | (state < (int8_t)-k)));
}

/// Lets a rise follow a fall and a fall a rise; the new state is 1 or -1 where there is a change. Returns where that is.
static inline bytes turn(flash_turns *t, int g, signs state, bytes rises, bytes falls) {
    const bytes up = rises & (bytes)(state <= 0), down = falls & (bytes)(state >= 0) & ~up;
    const bytes rise = up & 1, fall = down & 1, after = ((bytes)aged(state, 1) & ~(up | down)) | rise | down;
    memcpy(t->state + g * group, &after, sizeof after);
    memcpy(t->rise + g * group, &rise, sizeof rise);
    memcpy(t->fall + g * group, &fall, sizeof fall);
    t->rises[g] = sum_of(rise);
    t->falls[g] = sum_of(fall);
    return up | down;
}

/// The highest values that are no change from these.
static inline words limits(words value, const flash_threshold *t) {
    if (t->most) {
        uint16_t code[group], most[group];
        memcpy(code, &value, sizeof code);
        for (int i = 0; i < group; i++) most[i] = t->most[code[i]];
        return load(most);
    }
    const words step = (uint16_t)(t->step - 1), bright_step = (uint16_t)(t->bright_step - 1);
    const words sum = value + pick((words)(value < t->dark), step, bright_step);
    return sum | (words)(sum < value);
}

static inline bytes compare(words now, words low, words high, const flash_threshold *threshold, flash_turns *turns,
                            int g, signs state) {
    const words rises = (words)(now > limits(low, threshold)), falls = (words)(high > limits(now, threshold));
    return turn(turns, g, state, narrow(rises), narrow(falls));
}

static void change_row(unsigned groups, const uint16_t *now, const flash_past *past, const flash_threshold *threshold,
                       flash_turns *turns) {
    for (; groups; groups &= groups - 1) {
        const int g = __builtin_ctz(groups), at = g * group;
        const signs state = state_before(turns, g);
        words low = load(past->a[0] + at), high = low;
        for (int k = 1; k < past->count; k++) {
            const words then = load(past->a[k] + at);
            // Pictures from before the last change belong to that change.
            const words belongs = is_older(state, k);
            low = pick(belongs & (words)(then < low), then, low);
            high = pick(belongs & (words)(then > high), then, high);
        }
        compare(load(now + at), low, high, threshold, turns, g, state);
    }
}

static void slow_row(unsigned groups, const uint16_t *now, uint16_t *low, uint16_t *high,
                     const flash_threshold *threshold, flash_turns *turns) {
    for (; groups; groups &= groups - 1) {
        const int g = __builtin_ctz(groups), at = g * group;
        const words value = load(now + at), lowest = load(low + at), highest = load(high + at);
        const words changed = wide(compare(value, lowest, highest, threshold, turns, g, state_before(turns, g)));
        const words from_low = pick(changed, value, lowest), from_high = pick(changed, value, highest);
        memcpy(low + at, &from_low, sizeof from_low);
        memcpy(high + at, &from_high, sizeof from_high);
    }
}

static inline longs difference(words a, words b) {
    return __builtin_convertvector(a, longs) - __builtin_convertvector(b, longs);
}

static void red_row(unsigned groups, const uint16_t *u, const uint16_t *v, const flash_past *past, int32_t distance,
                    flash_turns *turns) {
    for (; groups; groups &= groups - 1) {
        const int g = __builtin_ctz(groups), at = g * group;
        const signs state = state_before(turns, g);
        const words now = load(u + at), is = (words)(now >= (uint16_t)flash_red);
        words to = 0, from = 0;
        for (int k = 0; k < past->count; k++) {
            const words then = load(past->a[k] + at), was = (words)(then >= (uint16_t)flash_red);
            const longs across = difference(now & 0x7fff, then & 0x7fff);
            const longs up = difference(load(v + at), load(past->b[k] + at));
            const words is_far = __builtin_convertvector(across * across + up * up >= distance, words);
            const words counts = is_far & is_older(state, k);
            to |= counts & is & ~was;
            from |= counts & was & ~is;
        }
        turn(turns, g, state, narrow(to), narrow(from));
    }
}

static int sum_row(const uint8_t *mask) {
    int sum = 0;
    for (int g = 0; g < flash_groups; g++) {
        bytes part;
        memcpy(&part, mask + g * group, sizeof part);
        sum += sum_of(part);
    }
    return sum;
}

static int company_row(const uint8_t *above, const uint8_t *mid, const uint8_t *below, uint8_t *restrict out) {
    uint8_t column[columns + 2];
    column[0] = column[columns + 1] = 0;
    for (int i = 0; i < columns; i++) column[i + 1] = (uint8_t)(above[i] + mid[i] + below[i]);
    for (int i = 0; i < columns; i++) {
        const uint8_t sum = (uint8_t)(column[i] + column[i + 1] + column[i + 2]);
        out[i] = mid[i] & (uint8_t)(sum >= 4);
    }
    return sum_row(out);
}

static int reach_row(const uint8_t *restrict count, int least, uint8_t *restrict out) {
    const uint8_t limit = (uint8_t)least;
    for (int i = 0; i < columns; i++) out[i] = count[i] >= limit;
    return sum_row(out);
}

static const flash_kernels table = {
    .points_row = points_row,
    .far_row = far_row,
    .far_light_row = far_light_row,
    .reddish_row = reddish_row,
    .extremes_row = extremes_row,
    .far_steps_row = far_steps_row,
    .marks_row = marks_row,
    .light_row = light_row,
    .colour_row = colour_row,
    .change_row = change_row,
    .slow_row = slow_row,
    .red_row = red_row,
    .company_row = company_row,
    .reach_row = reach_row,
};
