// The loudness meter: takes the sound in and cuts it into bins of 10 ms.
#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "meter_parts.h"

static atomic_int portable_only;

void fgk_meter_force_portable(int on) { atomic_store(&portable_only, on); }

static const fgk_meter_kernels *best_kernels(void) {
    const fgk_meter_kernels *fast = atomic_load(&portable_only) ? NULL : fgk_meter_avx2();
    return fast ? fast : fgk_meter_portable();
}

static long bin_start(const fgk_meter *meter, long index) {
    return lround((double)index * meter->rate / FGK_BINS_PER_SECOND);
}

static long bin_length(const fgk_meter *meter, long index) {
    return bin_start(meter, index + 1) - bin_start(meter, index);
}

fgk_meter *fgk_meter_create(double rate, int channels) {
    if (!(rate >= FGK_LOWEST_RATE && rate <= FGK_HIGHEST_RATE) || channels < 1 || channels > 1024) return NULL;
    long longest = (long)(rate / FGK_BINS_PER_SECOND) + 2;
    long stride = FGK_BEFORE + longest + 2 * FGK_AHEAD + FGK_PAIRS + FGK_SLACK;
    size_t header = sizeof(fgk_meter) + (size_t)channels * sizeof(fgk_meter_channel);
    fgk_meter *meter = aligned_alloc(64, (header + 63) / 64 * 64);
    if (!meter) return NULL;
    memset(meter, 0, header);
    meter->rate = rate;
    meter->channels = channels;
    meter->length = bin_length(meter, 0);
    meter->kernels = best_kernels();
    meter->samples = calloc((size_t)(stride * channels), sizeof(float));
    meter->wide = calloc((size_t)longest, sizeof(double));
    if (!meter->samples || !meter->wide) {
        fgk_meter_destroy(meter);
        return NULL;
    }
    fgk_weighting_design(&meter->weighting, rate);
    fgk_interpolator_design(&meter->interpolator);
    for (int c = 0; c < channels; c++) meter->channel[c].bin = meter->samples + c * stride + FGK_BEFORE;
    return meter;
}

void fgk_meter_destroy(fgk_meter *meter) {
    if (!meter) return;
    free(meter->samples);
    free(meter->wide);
    free(meter);
}

long fgk_meter_non_finite(const fgk_meter *meter) { return meter->non_finite; }

const char *fgk_meter_path(const fgk_meter *meter) { return meter->kernels->name; }

long fgk_meter_capacity(const fgk_meter *meter, long frames) {
    return frames < 0 ? 0 : (long)((double)(meter->held + frames) * FGK_BINS_PER_SECOND / meter->rate) + 1;
}

static void next_bin(fgk_meter *meter) {
    long kept = FGK_BEFORE + meter->held - meter->length;
    for (int c = 0; c < meter->channels; c++) {
        float *start = meter->channel[c].bin - FGK_BEFORE;
        memmove(start, start + meter->length, (size_t)kept * sizeof(float));
    }
    meter->held -= meter->length;
    meter->index++;
    meter->length = bin_length(meter, meter->index);
}

static void take(fgk_meter *meter, const float *const *planes, long from, long frames) {
    for (int c = 0; c < meter->channels; c++)
        meter->non_finite += meter->kernels->clean(meter->channel[c].bin + meter->held, planes[c] + from, frames);
    meter->held += frames;
}

long fgk_meter_consume(
    fgk_meter *meter, const float *const *planes, long frames, float *energies, float *true_peaks,
    float *sample_peaks, long capacity_bins
) {
    if (meter->finished || capacity_bins < fgk_meter_capacity(meter, frames)) return -1;
    fgk_meter_bins to = {energies, true_peaks, sample_peaks, capacity_bins, 0};
    for (long done = 0; done < frames;) {
        long wanted = meter->length + FGK_AHEAD - meter->held, left = frames - done;
        long now = left < wanted ? left : wanted;
        take(meter, planes, done, now);
        done += now;
        if (now < wanted) break;
        fgk_meter_measure(meter, &to, meter->length, false);
        next_bin(meter);
    }
    return to.count;
}

// Zeros behind the last frame, as far as the filter reaches from the instants that are looked at.
static void silence_behind(fgk_meter *meter) {
    for (int c = 0; c < meter->channels; c++)
        memset(meter->channel[c].bin + meter->held, 0, (FGK_AHEAD + FGK_PAIRS) * sizeof(float));
}

long fgk_meter_finish(
    fgk_meter *meter, float *energies, float *true_peaks, float *sample_peaks, long capacity_bins
) {
    if (meter->finished || capacity_bins < 2) return -1;
    meter->finished = true;
    fgk_meter_bins to = {energies, true_peaks, sample_peaks, capacity_bins, 0};
    silence_behind(meter);
    if (meter->held >= meter->length) {
        bool is_last = meter->held == meter->length;
        fgk_meter_measure(meter, &to, meter->length, is_last);
        next_bin(meter);
        if (!is_last) silence_behind(meter);
    }
    if (meter->held > 0) fgk_meter_measure(meter, &to, meter->held, true);
    return to.count;
}
