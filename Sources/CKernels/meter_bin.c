// The loudness meter: measures one bin of every channel.
#include <math.h>
#include <string.h>

#include "meter_parts.h"

// A stage whose state has sunk below -600 dB is put to rest: left alone it would end in denormals, which are very slow.
static void rest_if_spent(double state[2]) {
    if (fabs(state[0]) < 1e-30 && fabs(state[1]) < 1e-30) state[0] = state[1] = 0;
}

static bool at_rest(const double state[FGK_STATES]) {
    return state[0] == 0 && state[1] == 0 && state[2] == 0 && state[3] == 0;
}

static float energy(fgk_meter *meter, fgk_meter_channel *channel, bool silent, long frames) {
    if (silent && at_rest(channel->state)) return 0;
    double sum = meter->kernels->weigh(&meter->weighting, channel->state, channel->bin, meter->wide, frames);
    rest_if_spent(channel->state);
    rest_if_spent(channel->state + 2);
    return (float)(sum / (double)frames);
}

// `lead` and `tail`: instants before and behind the bin that count as its own, at the start and end of the sound.
static float true_peak(fgk_meter *meter, fgk_meter_channel *channel, bool silent, long frames, long lead, long tail) {
    const float *from = channel->bin - lead;
    long count = lead + frames + tail;
    if (silent && meter->kernels->sample_peak(from - (FGK_PAIRS - 1), count + FGK_TAPS - 1) == 0) return 0;
    return meter->kernels->true_peak(&meter->interpolator, from, count);
}

void fgk_meter_measure(fgk_meter *meter, fgk_meter_bins *to, long frames, bool is_last) {
    long lead = meter->index == 0 ? FGK_PAIRS : 0, tail = is_last ? FGK_PAIRS : 0;
    for (int c = 0; c < meter->channels; c++) {
        fgk_meter_channel *channel = &meter->channel[c];
        long at = c * to->capacity + to->count;
        float peak = meter->kernels->sample_peak(channel->bin, frames);
        float between = true_peak(meter, channel, peak == 0, frames, lead, tail);
        to->sample_peaks[at] = peak;
        to->true_peaks[at] = between > peak ? between : peak;
        to->energies[at] = frames == meter->length ? energy(meter, channel, peak == 0, frames) : NAN;
    }
    to->count++;
}
