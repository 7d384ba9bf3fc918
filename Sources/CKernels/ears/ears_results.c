// Measures one bin of every channel, and hands the results out.
#include <stddef.h>

#include "ears_parts.h"

void ears_report(fgk_ears *ears, fgk_ears_event event) {
    if (ears->event_count < ears->event_capacity) ears->events[ears->event_count++] = event;
}

static void level(fgk_ears *ears, int c, long length) {
    ears_channel *channel = &ears->channel[c];
    ears->kernels->scan(
        channel->samples + ears->at, length, ears->cell, ears->full_scale, channel->zeros, channel->fulls,
        &channel->scan);
    fgk_ears_channel *result = &ears->results[c];
    result->sum = channel->scan.sum;
    result->square = channel->scan.square;
    result->peak = channel->scan.peak;
    result->bits = channel->scan.bits;
    result->cells = channel->scan.cells;
    result->levels = channel->scan.levels;
    result->lows = 0;
    result->residual.valid = false;
    result->tone = (fgk_ears_tone){0};
}

static void multiply(fgk_ears *ears, long length) {
    for (int i = 0; i < ears->pair_count; i++) {
        fgk_ears_pair *pair = &ears->pairs[i];
        const float *first = ears->channel[pair->first].samples + ears->at;
        const float *second = ears->channel[pair->second].samples + ears->at;
        ears->kernels->pair(first, second, length, &pair->product, &pair->difference);
    }
}

// The search for sync words looks 4 samples ahead, that for repeats 8; both lag behind by as much.
void ears_measure(fgk_ears *ears, long length) {
    int64_t end = ears->start + length;
    bool ends_step = ears->index % FGK_EARS_STEP == FGK_EARS_STEP - 1;
    ears->matrix_ready = false;
    for (int c = 0; c < ears->channels; c++) level(ears, c, length);
    ears_find_runs(ears, length);
    if (ears->want & FGK_EARS_PAIRS) multiply(ears, length);
    if (ears->want & FGK_EARS_LOW) ears_low_sound(ears, end);
    if (ears->want & FGK_EARS_CLICKS) ears_residuals(ears, end);
    for (int c = 0; c < ears->channels; c++) {
        if (ears->want & FGK_EARS_REPEATS) ears_find_repeats(ears, c, end);
        if (ears->want & FGK_EARS_BURSTS) ears_find_bursts(ears, c, ears->start - 4, end - 4);
        if (ears->want & FGK_EARS_TONES) ears_find_tone(ears, c, end);
    }
    if (ends_step && (ears->want & FGK_EARS_MATRIX)) ears_matrix_step(ears, end);
}

int64_t fgk_ears_bin_start(const fgk_ears *ears) { return ears->done_start; }
long fgk_ears_bin_length(const fgk_ears *ears) { return ears->done_length; }
long fgk_ears_cell_length(const fgk_ears *ears) { return ears->cell; }
const fgk_ears_channel *fgk_ears_channels(const fgk_ears *ears) { return ears->results; }
const char *fgk_ears_path(const fgk_ears *ears) { return ears->kernels->name; }

const fgk_ears_pair *fgk_ears_pairs(const fgk_ears *ears, int *count) {
    *count = ears->want & FGK_EARS_PAIRS ? ears->pair_count : 0;
    return ears->pairs;
}

const fgk_ears_event *fgk_ears_events(const fgk_ears *ears, int *count) {
    *count = ears->event_count;
    return ears->events;
}

const fgk_ears_matrix *fgk_ears_matrix_of_step(const fgk_ears *ears) {
    return ears->matrix_ready ? &ears->matrix : NULL;
}
