// Runs of samples that are zero, at full scale, or flat below it.
#include <math.h>

#include "ears_parts.h"

#define FULL_LEAST 3
#define FLAT_LEAST 4
// Quieter peaks are not looked at for flat tops.
#define FLAT_PEAK 0.1f
#define FLAT_SHARE 0.7f

typedef struct {
    fgk_ears_event_kind kind;
    int channel;
    int64_t least;
} subject;

static void close_run(fgk_ears *ears, ears_run *run, const subject *what, int64_t end) {
    run->open = false;
    if (end - run->first < what->least) return;
    ears_report(ears, (fgk_ears_event){what->kind, what->channel, run->first, end, 0, 0});
}

// Follows the runs of set bits.
static void follow(fgk_ears *ears, ears_run *run, const subject *what, const uint8_t *mask, long length) {
    for (long byte = 0; byte * 8 < length; byte++) {
        if (mask[byte] == (run->open ? 0xff : 0)) continue;
        for (long i = byte * 8; i < byte * 8 + 8 && i < length; i++) {
            bool set = (mask[byte] >> (i & 7)) & 1;
            if (set && !run->open) *run = (ears_run){ears->start + i, true};
            if (!set && run->open) close_run(ears, run, what, ears->start + i);
        }
    }
}

// A peak that was clipped and then turned down: equal samples at its top, and steep flanks. Without the flanks it could
// be the top of a low tone, where rounding makes neighbours equal.
static bool has_flanks(const float *x, long count) {
    float level = fabsf(x[0]), least = level * 0x1p-8f;
    return level - fabsf(x[-1]) > least && level - fabsf(x[count]) > least;
}

static void close_flat(fgk_ears *ears, int c, int64_t end) {
    ears_channel *channel = &ears->channel[c];
    int64_t first = channel->flat.first - 1;
    channel->flat.open = false;
    if (end - first < FLAT_LEAST || end - first > ears->history / 2 || channel->flat_level >= ears->full_scale) return;
    if (!has_flanks(ears_sample(ears, c, first), (long)(end - first))) return;
    ears_report(ears, (fgk_ears_event){FGK_EARS_FLAT, c, first, end, 0, 0});
}

// The first sample of a flat is the one before the first that equals its predecessor.
static void find_flats(fgk_ears *ears, int c, long length) {
    ears_channel *channel = &ears->channel[c];
    const float *x = channel->samples + ears->at;
    float least = fmaxf(channel->scan.peak, FLAT_PEAK) * FLAT_SHARE;
    if (channel->scan.peak < FLAT_PEAK || !ears->kernels->flats(x, length, least, ears->mask)) {
        if (channel->flat.open) close_flat(ears, c, ears->start);
        return;
    }
    for (long i = 0; i < length; i++) {
        bool set = (ears->mask[i / 8] >> (i & 7)) & 1;
        if (set && !channel->flat.open) {
            channel->flat = (ears_run){ears->start + i, true};
            channel->flat_level = fabsf(x[i]);
        }
        if (!set && channel->flat.open) close_flat(ears, c, ears->start + i);
    }
}

static void find_silence(fgk_ears *ears, long length, int64_t least) {
    const subject what = {FGK_EARS_ZEROS, -1, least};
    bool possible = true;
    for (int c = 0; c < ears->channels; c++) possible = possible && ears->channel[c].scan.has_zeros;
    if (!possible) {
        if (ears->silence.open) close_run(ears, &ears->silence, &what, ears->start);
        return;
    }
    for (long byte = 0; byte * 8 < length; byte++) {
        ears->mask[byte] = 0xff;
        for (int c = 0; c < ears->channels; c++) ears->mask[byte] &= ears->channel[c].zeros[byte];
    }
    follow(ears, &ears->silence, &what, ears->mask, length);
}

static int64_t least_zeros(const fgk_ears *ears) { return llround(ears->rate / 2000); }

void ears_find_runs(fgk_ears *ears, long length) {
    for (int c = 0; c < ears->channels; c++) {
        ears_channel *channel = &ears->channel[c];
        const subject zero = {FGK_EARS_ZEROS, c, least_zeros(ears)}, full = {FGK_EARS_FULL_SCALE, c, FULL_LEAST};
        if (channel->scan.has_zeros || channel->zero.open) follow(ears, &channel->zero, &zero, channel->zeros, length);
        if (channel->scan.has_full || channel->full.open) follow(ears, &channel->full, &full, channel->fulls, length);
        find_flats(ears, c, length);
    }
    find_silence(ears, length, least_zeros(ears));
}

void ears_end_runs(fgk_ears *ears, int64_t end) {
    for (int c = 0; c < ears->channels; c++) {
        ears_channel *channel = &ears->channel[c];
        const subject zero = {FGK_EARS_ZEROS, c, least_zeros(ears)}, full = {FGK_EARS_FULL_SCALE, c, FULL_LEAST};
        if (channel->zero.open) close_run(ears, &channel->zero, &zero, end);
        if (channel->full.open) close_run(ears, &channel->full, &full, end);
    }
    const subject silence = {FGK_EARS_ZEROS, -1, least_zeros(ears)};
    if (ears->silence.open) close_run(ears, &ears->silence, &silence, end);
}
