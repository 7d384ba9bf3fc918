/// Loudness meter: per channel and per 10 ms, the K-weighted energy (ITU-R BS.1770-5 Annex 1), the true peak (Annex 2)
/// and the sample peak. It knows no programme, no gate and no limit: those are worked out from its bins.
#pragma once

#ifdef __cplusplus
extern "C" {
#endif

/// Bins per second of sound. Bin k covers the frames from round(k * rate / 100) up to round((k + 1) * rate / 100).
#define FGK_BINS_PER_SECOND 100

/// Sample rates that can be metered, in Hz.
#define FGK_LOWEST_RATE 8000.0
#define FGK_HIGHEST_RATE 768000.0

typedef struct fgk_meter fgk_meter;

/// A meter for one track. `rate` in Hz, within the limits above and not necessarily whole; 1 to 1024 channels.
/// Returns NULL for a rate or channel count outside the limits, and when memory runs out.
fgk_meter *fgk_meter_create(double rate, int channels);

void fgk_meter_destroy(fgk_meter *meter);

/// Room, in bins per channel, that the next call to `fgk_meter_consume` with so many frames needs at most.
/// `fgk_meter_finish` needs room for 2.
long fgk_meter_capacity(const fgk_meter *meter, long frames);

/// Takes `frames` samples of every channel, full scale being 1.0, one plane per channel. Blocks may have any size; the
/// results are the same to the bit however the sound is cut up.
///
/// Returns the number of bins completed, n, or -1 when the capacity is too small or the meter is finished; nothing is
/// taken then. A bin completes 12 frames after its end, when the interpolation filter has seen what follows it.
/// Results are channel-major: bin i of channel c stands at [c * capacity_bins + i], for i below n.
/// - energies: mean square of the K-weighted samples, full scale squared being 1.0.
/// - true_peaks: largest magnitude of the sound interpolated to four times its rate, linear.
/// - sample_peaks: largest magnitude of the samples, linear.
///
/// A sample that is not a number or infinite counts as 0 and is counted (see `fgk_meter_non_finite`). Magnitudes above
/// 1e9 are held to 1e9, and those below 1e-30 (-600 dBFS) count as 0.
long fgk_meter_consume(
    fgk_meter *meter, const float *const *planes, long frames, float *energies, float *true_peaks,
    float *sample_peaks, long capacity_bins);

/// Ends the sound and writes the bins still held, 0 to 2 of them, laid out as by `fgk_meter_consume`. The last of them
/// may be shorter than 10 ms: its peaks are those of the frames there are, its energy is NaN ("missing"). The peaks of
/// the last bin include the ringing of the interpolation filter behind the last sample.
/// Returns the number of bins, or -1 when the capacity is below 2 or the meter is finished already.
long fgk_meter_finish(
    fgk_meter *meter, float *energies, float *true_peaks, float *sample_peaks, long capacity_bins);

/// Samples so far that were not a number or infinite, all channels together.
long fgk_meter_non_finite(const fgk_meter *meter);

/// Coefficients b0 b1 b2 a1 a2 of the two K-weighting stages at `rate` Hz, high shelf and high-pass.
void fgk_weighting_coefficients(double rate, double shelf[5], double pass[5]);

/// For tests: with 1, meters created from now on use the portable code, whatever the processor can do; 0 undoes it.
void fgk_meter_force_portable(int on);

/// Name of the code path the meter uses: "avx2" or "portable".
const char *fgk_meter_path(const fgk_meter *meter);

#ifdef __cplusplus
}
#endif
