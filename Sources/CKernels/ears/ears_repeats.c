// Samples that repeat earlier ones: a buffer that was played twice.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ears_parts.h"

// Samples from which the tag of an anchor is made; anchors are looked for that far behind the end.
#define TAGGED 8
// A shorter lag is a pitch, not a buffer.
#define SHORTEST_LAG 64
// A repeat that is shorter than its lag counts from here on.
#define PARTIAL 256
// Times a lag may go round before it is a synthetic wave rather than a buffer that got stuck, and the lag (in seconds)
// from which even that is a stuck buffer.
#define ROUNDS 8
#define LONG_LAG 0.005
// Samples on either side of the seam that are looked at to tell a tone from a repeat.
#define SEAM 256
// Below -80 dBFS there is little but dither.
#define QUIET 1e-8f

static uint32_t tag_of(const float *x) {
    uint32_t words[TAGGED], hash = 2166136261u;
    memcpy(words, x, sizeof words);
    for (int i = 0; i < TAGGED; i++) hash = (hash ^ words[i]) * 16777619u ^ (hash >> 13);
    return hash;
}

// A steady tone whose period is a whole number of samples repeats itself too, but runs smoothly through the seam.
static bool is_tonal(const float *seam, const ears_kernels *kernels) {
    float shaped[2 * SEAM + EARS_SLACK] = {0}, errors[2 * SEAM + EARS_SLACK] = {0};
    float coefficients[EARS_ORDER + 1], lags[EARS_LAGS], peak, sum, ignored;
    for (int i = 0; i < 2 * SEAM; i++)
        shaped[i] = seam[i - SEAM] * (0.5f - 0.5f * cosf(3.14159265f * ((float)i + 0.5f) / SEAM));
    kernels->correlate(shaped, 2 * SEAM, lags);
    float left = ears_prediction(lags, coefficients);
    if (left > 1e-4f) return false;
    kernels->predict(seam - SEAM, coefficients, 2 * SEAM, errors);
    kernels->magnitudes(errors + SEAM - 2, EARS_ORDER + 4, &peak, &ignored);
    kernels->magnitudes(errors, SEAM - 2, &ignored, &sum);
    return peak < 6 * sum / (SEAM - 2);
}

static float energy_of(const float *x, long count) {
    float sum = 0;
    for (long i = 0; i < count; i++) sum += x[i] * x[i];
    return sum / (float)count;
}

// Looks at the seam as long as the samples around it are there.
static void judge(fgk_ears *ears, int c, int64_t end) {
    ears_repeat *repeat = &ears->channel[c].repeat;
    const float *seam = ears_sample(ears, c, repeat->first);
    long known = (long)(repeat->settled - repeat->first), count = known < SEAM ? known : SEAM;
    bool is_constant = ears->kernels->same(seam, seam + 1, count - 1) == count - 1;
    bool has_window = end - repeat->first >= SEAM && repeat->first - SEAM >= ears->start - ears->history;
    repeat->tonal = is_constant || energy_of(seam, count) < QUIET || (has_window && is_tonal(seam, ears->kernels));
    repeat->judged = true;
}

static bool is_buffer(const fgk_ears *ears, const ears_repeat *repeat) {
    int64_t length = repeat->settled - repeat->first;
    if (repeat->tonal || length < SHORTEST_LAG || repeat->lag < SHORTEST_LAG) return false;
    if (length < PARTIAL && (double)length < 0.9 * (double)repeat->lag) return false;
    return length < ROUNDS * repeat->lag || (double)repeat->lag >= LONG_LAG * ears->rate;
}

static void close_repeat(fgk_ears *ears, int c, int64_t end) {
    ears_repeat *repeat = &ears->channel[c].repeat;
    if (!repeat->judged && repeat->settled - repeat->first >= SHORTEST_LAG) judge(ears, c, end);
    if (repeat->judged && is_buffer(ears, repeat))
        ears_report(ears, (fgk_ears_event){
            FGK_EARS_REPEAT, c, repeat->first, repeat->settled, (int32_t)repeat->lag, 0});
    repeat->end = repeat->settled;
    repeat->lag = 0;
}

// Follows the repeat in progress up to `end`.
static void extend(fgk_ears *ears, int c, int64_t end) {
    ears_repeat *repeat = &ears->channel[c].repeat;
    const float *x = ears_sample(ears, c, repeat->settled);
    long left = (long)(end - repeat->settled), equal = ears->kernels->same(x, x - repeat->lag, left);
    repeat->settled += equal;
    if (!repeat->judged && repeat->settled - repeat->first >= 2 * SEAM) judge(ears, c, end);
    if (equal < left) close_repeat(ears, c, end);
}

// How far the samples before two equal places agree.
static long backward(const fgk_ears *ears, int c, int64_t place, long lag) {
    const float *x = ears_sample(ears, c, place);
    int64_t limit = place - ears->channel[c].repeat.end, kept = place - lag - (ears->start - ears->history);
    long most = (long)(limit < kept ? limit : kept), count = 0;
    while (count < most && x[-1 - count] == x[-1 - count - lag]) count++;
    return count;
}

static void look_up(fgk_ears *ears, int c, int64_t place, int64_t end) {
    ears_repeat *repeat = &ears->channel[c].repeat;
    const float *x = ears_sample(ears, c, place);
    uint32_t tag = tag_of(x);
    ears_memory *memory = &repeat->memories[tag % EARS_MEMORIES];
    int64_t lag = place - memory->place;
    bool known = memory->tag == tag && lag >= SHORTEST_LAG && lag <= ears->longest_lag && place >= lag;
    *memory = (ears_memory){tag, place};
    if (!known || ears->kernels->same(x, x - lag, TAGGED) < TAGGED) return;
    repeat->lag = (long)lag;
    repeat->first = place - backward(ears, c, place, (long)lag);
    repeat->settled = place + TAGGED;
    repeat->judged = false;
    extend(ears, c, end);
}

void ears_find_repeats(fgk_ears *ears, int c, int64_t end) {
    ears_repeat *repeat = &ears->channel[c].repeat;
    if (repeat->lag) extend(ears, c, end);
    int64_t from = ears->start - TAGGED, to = end - TAGGED;
    if (from < 0) from = 0;
    if (repeat->lag || to <= from) return;
    if (!ears->kernels->anchors(ears_sample(ears, c, from), (long)(to - from), ears->mask)) return;
    for (int64_t byte = 0; 8 * byte < to - from; byte++)
        for (unsigned bits = ears->mask[byte]; bits && !repeat->lag; bits &= bits - 1) {
            int64_t place = from + 8 * byte + __builtin_ctz(bits);
            if (place >= repeat->end) look_up(ears, c, place, end);
        }
}

void ears_end_repeat(fgk_ears *ears, int channel) {
    ears_repeat *repeat = &ears->channel[channel].repeat;
    if (repeat->lag) close_repeat(ears, channel, repeat->settled);
}
