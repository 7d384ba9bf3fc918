// The ears: take the sound in and cut it into bins of 10 ms.
#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "../include/fgk_loudness.h"
#include "ears_parts.h"

static atomic_int plain_only;

void fgk_ears_force_plain(int on) { atomic_store(&plain_only, on); }

const ears_kernels *ears_best_kernels(void) {
    const ears_kernels *fast = atomic_load(&plain_only) ? NULL : ears_kernels_avx2();
    return fast ? fast : ears_kernels_plain();
}

static int64_t bin_start(const fgk_ears *ears, long index) {
    return llround((double)index * ears->rate / FGK_EARS_BINS);
}

// Up to 8 channels every pair is of interest; beyond that only those that stand side by side.
static int pairs_of(int channels) { return channels <= 8 ? channels * (channels - 1) / 2 : channels / 2; }

static void list_pairs(fgk_ears *ears) {
    int count = 0;
    for (int a = 0; a < ears->channels; a++)
        for (int b = a + 1; b < ears->channels; b++) {
            if (ears->channels > 8 && (a % 2 || b != a + 1)) continue;
            ears->pairs[count++] = (fgk_ears_pair){a, b, 0, 0};
        }
}

static bool make_channel(fgk_ears *ears, ears_channel *channel, long longest) {
    channel->samples = calloc((size_t)(ears->room + EARS_SLACK), sizeof(float));
    channel->zeros = calloc((size_t)longest / 8 + 8, 1);
    channel->fulls = calloc((size_t)longest / 8 + 8, 1);
    bool made = channel->samples && channel->zeros && channel->fulls;
    if (ears->want & FGK_EARS_REPEATS) {
        channel->repeat.memories = calloc(EARS_MEMORIES, sizeof(ears_memory));
        made = made && channel->repeat.memories;
    }
    return made;
}

static bool make(fgk_ears *ears) {
    long longest = (long)ceil(ears->rate / FGK_EARS_BINS) + 1;
    // Repeats look back 200 ms, tones 100 ms, the matrix some 2048 samples, prediction three frames.
    ears->history = 2 * (long)(ears->rate / 8) + EARS_MATRIX_SIZE + 1024;
    // Moving the history to the front is rare when there is room for many bins behind it.
    ears->room = ears->history + 64 * longest;
    ears->pair_count = pairs_of(ears->channels);
    ears->event_capacity = ears->channels * (int)(longest / 2 + 16) + 16;
    ears->channel = calloc((size_t)ears->channels, sizeof *ears->channel);
    ears->results = calloc((size_t)ears->channels, sizeof *ears->results);
    ears->pairs = calloc((size_t)ears->pair_count + 1, sizeof *ears->pairs);
    ears->events = calloc((size_t)ears->event_capacity, sizeof *ears->events);
    ears->mask = calloc((size_t)longest / 8 + 8, 1);
    if (!ears->channel || !ears->results || !ears->pairs || !ears->events || !ears->mask) return false;
    list_pairs(ears);
    for (int c = 0; c < ears->channels; c++)
        if (!make_channel(ears, &ears->channel[c], longest)) return false;
    return ears_low_design(ears) && ears_click_design(ears) && ears_tone_design(ears) && ears_matrix_design(ears);
}

fgk_ears *fgk_ears_create(double rate, int channels, unsigned want, float full_scale) {
    if (!(rate >= FGK_LOWEST_RATE && rate <= FGK_HIGHEST_RATE) || channels < 1 || channels > 1024) return NULL;
    fgk_ears *ears = calloc(1, sizeof *ears);
    if (!ears) return NULL;
    ears->rate = rate;
    ears->channels = channels;
    ears->want = channels != 2 ? want & ~(unsigned)FGK_EARS_MATRIX : want;
    ears->full_scale = full_scale;
    ears->kernels = ears_best_kernels();
    if (!make(ears)) {
        fgk_ears_destroy(ears);
        return NULL;
    }
    ears->at = ears->history;
    ears->length = (long)bin_start(ears, 1);
    ears->cell = (ears->length + 8 * FGK_EARS_CELLS - 1) / (8 * FGK_EARS_CELLS) * 8;
    ears->longest_lag = (long)(ears->rate / 5);
    return ears;
}

void fgk_ears_destroy(fgk_ears *ears) {
    if (!ears) return;
    for (int c = 0; ears->channel && c < ears->channels; c++) {
        ears_channel *channel = &ears->channel[c];
        void *parts[] = {channel->samples, channel->zeros, channel->fulls, channel->repeat.memories, channel->low};
        for (unsigned i = 0; i < sizeof parts / sizeof *parts; i++) free(parts[i]);
    }
    void *parts[] = {ears->channel, ears->results, ears->pairs, ears->events, ears->mask, ears->low_filter,
                     ears->offset_window, ears->frame_window, ears->weighed, ears->repaired, ears->errors, ears->re,
                     ears->im, ears->matrix_window, ears->tone_window, ears->half_window};
    for (unsigned i = 0; i < sizeof parts / sizeof *parts; i++) free(parts[i]);
    ears_fft_destroy(ears->tone_fft);
    ears_fft_destroy(ears->matrix_fft);
    free(ears);
}

// The bin in progress becomes the bin that is done.
static void next_bin(fgk_ears *ears, long length) {
    ears->done_start = ears->start;
    ears->done_length = length;
    ears->at += length;
    ears->start += length;
    ears->held = 0;
    ears->index++;
    ears->length = (long)(bin_start(ears, ears->index + 1) - bin_start(ears, ears->index));
    if (ears->at + ears->length > ears->room) {
        for (int c = 0; c < ears->channels; c++) {
            float *samples = ears->channel[c].samples;
            memmove(samples, samples + ears->at - ears->history, (size_t)ears->history * sizeof(float));
        }
        ears->at = ears->history;
    }
    for (int c = 0; c < ears->channels; c++) ears->results[c].samples = ears->channel[c].samples + ears->at - length;
}

long fgk_ears_take(fgk_ears *ears, const float *const *planes, long from, long frames, bool *completed) {
    *completed = false;
    if (ears->finished || frames <= from) return 0;
    long left = frames - from, wanted = ears->length - ears->held, now = left < wanted ? left : wanted;
    for (int c = 0; c < ears->channels; c++)
        ears->kernels->clean(ears->channel[c].samples + ears->at + ears->held, planes[c] + from, now);
    ears->held += now;
    if (ears->held < ears->length) return now;
    ears->event_count = 0;
    ears_measure(ears, ears->length);
    next_bin(ears, ears->length);
    *completed = true;
    return now;
}

bool fgk_ears_finish(fgk_ears *ears) {
    ears->event_count = 0;
    if (ears->finished) return false;
    ears->finished = true;
    long held = ears->held;
    if (held > 0) {
        ears_measure(ears, held);
        next_bin(ears, held);
    }
    ears_end_runs(ears, ears->start);
    if (ears->want & FGK_EARS_REPEATS)
        for (int c = 0; c < ears->channels; c++) ears_end_repeat(ears, c);
    return held > 0;
}
