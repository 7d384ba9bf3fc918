// The loops, in plain C for the compiler to vectorise. Each file that includes this compiles them for its own
// instruction set. Integers, and floats without contraction: the results do not depend on the set.
#include <math.h>
#include <string.h>

#include "flash_kernels.h"

#pragma STDC FP_CONTRACT OFF

enum { columns = flash_columns, group = flash_group };
/// Pictures since the last change are counted up to here.
enum { oldest = 100 };

#include "flash_loops_light.h"
#include "flash_loops_tests.h"

static inline int8_t older(int8_t state) {
    const int8_t sign = (int8_t)((state > 0) - (state < 0)), more = (int8_t)(state + sign);
    const int8_t capped = more > oldest ? oldest : more;
    return capped < -oldest ? -oldest : capped;
}

/// Ages states by so many pictures at once.
static void catch_up(int8_t *restrict state, uint32_t late) {
    const int32_t more = late < oldest ? (int32_t)late : oldest;
    if (more == 0) return;
    for (int i = 0; i < group; i++) {
        const int32_t s = state[i], sum = (s < 0 ? -s : s) + more, capped = sum < oldest ? sum : oldest;
        state[i] = (int8_t)(s == 0 ? 0 : s < 0 ? -capped : capped);
    }
}

static inline uint8_t sum_of(const uint8_t *mask) {
    uint8_t sum = 0;
    for (int i = 0; i < group; i++) sum = (uint8_t)(sum + mask[i]);
    return sum;
}

/// Lets a rise follow a fall and a fall a rise; the new state is 1 or -1 where there is a change.
static void turn(flash_turns *t, int g) {
    int8_t *restrict state = t->state + g * group;
    uint8_t *restrict rise = t->rise + g * group, *restrict fall = t->fall + g * group;
    for (int i = 0; i < group; i++) {
        const int8_t s = state[i];
        const uint8_t up = rise[i] & (uint8_t)(s <= 0), down = fall[i] & (uint8_t)(s >= 0) & (uint8_t)~up;
        // All bits where nothing changes.
        const uint8_t same = (uint8_t)((up | down) - 1);
        state[i] = (int8_t)((uint8_t)(older(s) & same) | up | (uint8_t)-down);
        rise[i] = up;
        fall[i] = down;
    }
    t->rises[g] = sum_of(rise);
    t->falls[g] = sum_of(fall);
}

static inline uint16_t added(uint16_t a, uint16_t b) { return a > 65535 - b ? 65535 : (uint16_t)(a + b); }

/// The highest values that are no change from these.
static inline void limits(const uint16_t *restrict value, const flash_threshold *t, uint16_t *restrict most) {
    if (t->most) {
        for (int i = 0; i < group; i++) most[i] = t->most[value[i]];
        return;
    }
    const uint16_t dark = t->dark, step = (uint16_t)(t->step - 1), bright_step = (uint16_t)(t->bright_step - 1);
    for (int i = 0; i < group; i++) most[i] = added(value[i], value[i] < dark ? step : bright_step);
}

static void compare(const uint16_t *restrict now, const uint16_t *restrict low, const uint16_t *restrict high,
                    const flash_threshold *threshold, flash_turns *turns, int g) {
    uint8_t *restrict rise = turns->rise + g * group, *restrict fall = turns->fall + g * group;
    uint16_t most_of_low[group], most_of_now[group];
    limits(low, threshold, most_of_low);
    limits(now, threshold, most_of_now);
    for (int i = 0; i < group; i++) {
        rise[i] = now[i] > most_of_low[i];
        fall[i] = high[i] > most_of_now[i];
    }
    turn(turns, g);
}

/// Lowest and highest value of the pictures since the last change.
static void range(const flash_past *past, int at, const int8_t *restrict state, uint16_t *restrict low,
                  uint16_t *restrict high) {
    memcpy(low, past->a[0] + at, group * sizeof *low);
    memcpy(high, past->a[0] + at, group * sizeof *high);
    for (int k = 1; k < past->count; k++) {
        const uint16_t *restrict then = past->a[k] + at;
        for (int i = 0; i < group; i++) {
            const int8_t age = state[i] < 0 ? (int8_t)-state[i] : state[i];
            // Pictures from before the last change belong to that change.
            const int belongs = (age == 0) | (age > k);
            low[i] = (belongs & (then[i] < low[i])) ? then[i] : low[i];
            high[i] = (belongs & (then[i] > high[i])) ? then[i] : high[i];
        }
    }
}

static void change_row(unsigned groups, const uint16_t *now, const flash_past *past, const flash_threshold *threshold,
                       flash_turns *turns) {
    for (; groups; groups &= groups - 1) {
        const int g = __builtin_ctz(groups), at = g * group;
        uint16_t low[group], high[group];
        catch_up(turns->state + at, turns->late[g]);
        range(past, at, turns->state + at, low, high);
        compare(now + at, low, high, threshold, turns, g);
    }
}

static void slow_row(unsigned groups, const uint16_t *now, uint16_t *low, uint16_t *high,
                     const flash_threshold *threshold, flash_turns *turns) {
    for (; groups; groups &= groups - 1) {
        const int g = __builtin_ctz(groups), at = g * group;
        catch_up(turns->state + at, turns->late[g]);
        compare(now + at, low + at, high + at, threshold, turns, g);
        const uint8_t *rise = turns->rise + at, *fall = turns->fall + at;
        for (int i = 0; i < group; i++) {
            const int changed = rise[i] | fall[i];
            low[at + i] = changed ? now[at + i] : low[at + i];
            high[at + i] = changed ? now[at + i] : high[at + i];
        }
    }
}

static void red_turns(const uint16_t *restrict u, const uint16_t *restrict v, const uint16_t *restrict past_u,
                      const uint16_t *restrict past_v, const int8_t *restrict state, int k, int32_t distance,
                      uint8_t *restrict to, uint8_t *restrict from) {
    for (int i = 0; i < group; i++) {
        const int8_t age = state[i] < 0 ? (int8_t)-state[i] : state[i];
        const int32_t across = (u[i] & 0x7fff) - (past_u[i] & 0x7fff), up = v[i] - past_v[i];
        const int far = ((age == 0) | (age > k)) & (across * across + up * up >= distance);
        const int is = u[i] >> 15, was = past_u[i] >> 15;
        to[i] |= (uint8_t)(far & is & !was);
        from[i] |= (uint8_t)(far & was & !is);
    }
}

static void red_row(unsigned groups, const uint16_t *u, const uint16_t *v, const flash_past *past, int32_t distance,
                    flash_turns *turns) {
    for (; groups; groups &= groups - 1) {
        const int g = __builtin_ctz(groups), at = g * group;
        catch_up(turns->state + at, turns->late[g]);
        memset(turns->rise + at, 0, group);
        memset(turns->fall + at, 0, group);
        for (int k = 0; k < past->count; k++)
            red_turns(u + at, v + at, past->a[k] + at, past->b[k] + at, turns->state + at, k, distance,
                      turns->rise + at, turns->fall + at);
        turn(turns, g);
    }
}

static int sum_row(const uint8_t *mask) {
    int sum = 0;
    for (int g = 0; g < flash_groups; g++) sum += sum_of(mask + g * group);
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
    .far_row = far_row,
    .far_light_row = far_light_row,
    .reaching_row = reaching_row,
    .extremes_row = extremes_row,
    .may_be_red_row = may_be_red_row,
    .light_row = light_row,
    .colour_row = colour_row,
    .change_row = change_row,
    .slow_row = slow_row,
    .red_row = red_row,
    .company_row = company_row,
    .reach_row = reach_row,
};
