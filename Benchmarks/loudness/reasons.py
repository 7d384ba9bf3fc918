"""Why meters differ. Each reason has a letter, a text, and a test of the values that it explains."""
import math


def is_near(a, b, tolerance=0.1):
    return a is not None and b is not None and (a == b or abs(a - b) <= tolerance)


def says_nothing(value, quantity):
    """No value, or one of the numbers that stand for none."""
    return value is None or value == -math.inf or (quantity == "I" and value == -70) or (quantity == "LRA" and abs(value) < 0.005)


def is_empty(name, quantity, v):
    return (says_nothing(v["reference"], quantity) and v["filmgate"] in (None, -math.inf)
            and says_nothing(v["ffmpeg"], quantity) and says_nothing(v["libebur128"], quantity))


def is_rear(name, quantity, v):
    return "7.1" in name and quantity != "TP" and v["ffmpeg"] != v["reference"] and is_near(v["filmgate"], v["libebur128"], 0.02)


def is_coarse(name, quantity, v):
    return (quantity in "MS" and v["ffmpeg"] < v["reference"] and v["reference"] - v["ffmpeg"] < 0.5
            and is_near(v["filmgate"], v["reference"], 0.02) and is_near(v["libebur128"], v["reference"], 0.05))


def is_last(name, quantity, v):
    return "last, incomplete" in name and quantity in "MS" and is_near(v["filmgate"], v["reference"], 0.01)


def is_few(name, quantity, v):
    return quantity == "LRA" and not is_near(v["ffmpeg"], v["reference"], 0.06) and is_near(v["filmgate"], v["reference"], 0.02)


def is_sparse(name, quantity, v):
    return quantity == "LRA" and is_near(v["filmgate"], v["reference"], 0.02) and is_near(v["ffmpeg"], v["reference"], 0.09)


def is_high_rate(name, quantity, v):
    return quantity == "TP" and "192 kHz" in name and is_near(v["filmgate"], v["reference"], 0.02)


def is_end(name, quantity, v):
    return quantity == "TP" and "last" in name and is_near(v["filmgate"], v["reference"])


def is_treble(name, quantity, v):
    """Peaks that are made by what lies near half the sample rate: everyone reads lower than the whole band gives, and
    filmgate no lower than the filter that the standard prints."""
    return quantity == "TP" and v["Annex 2"] - 0.02 <= v["filmgate"] <= v["reference"] + 0.02 and v["ffmpeg"] <= v["reference"] + 0.02


REASONS = [
    (is_empty, "Nothing to measure",
     "The file is silent, below the absolute gate of -70 LUFS, or shorter than one window. filmgate says so, or that it is "
     "not measured and why; ffmpeg prints -70 LUFS and a range of 0 LU, which read like measured values; libebur128 returns "
     "minus infinity and a range of 0. **filmgate is right:** Tech 3341 §2.3 defines no value for less than one block."),
    (is_rear, "Rears of 7.1",
     "ffmpeg 5.1 weighs the rears of 7.1 (±135°) with 1.41 like surrounds. BS.1770-5 Annex 3 gives 1.41 only between 60° "
     "and 120°, so to the sides; rears weigh 1.00. **filmgate and libebur128 are right** (the latter only when the channels "
     "are named; by default it leaves out all beyond the sixth)."),
    (is_last, "Sound at the end",
     "A tone of 99.9 ms ends the file. The windows of momentary and short-term loudness move by 100 ms in ffmpeg, and the last incomplete "
     "step is dropped, so its maxima never see this tone. Tech 3341 §2.3 leaves an incomplete gating block out of the "
     "integrated loudness, and all agree on that; for the maxima **filmgate and libebur128 are right**."),
    (is_coarse, "Maxima on a grid",
     "ffmpeg looks at momentary and short-term loudness every 100 ms, filmgate every 10 ms (libebur128 was read as often). "
     "The highest value lies between ffmpeg's looks, which cost it up to 0.46 LU and case 13 of Tech 3341. **filmgate and "
     "libebur128 are right.**"),
    (is_few, "Percentiles of few windows",
     "Tech 3342 takes the value at round((n - 1) · p / 100 + 1) of the sorted short-term values. ffmpeg takes the one at int(n · p / 100 + "
     "0.5); with less than 5 windows (files up to 3.4 s) that is 0 for the low end, and the range then begins at its gate, 20 LU below: a "
     "steady tone has a range of 20 LU. With some tens of windows the neighbouring value is taken. libebur128 differs here for another reason, the next one. **filmgate is right.**"),
    (is_sparse, "Range once a second",
     "libebur128 takes a short-term value every second, which earlier versions of Tech 3342 allowed; the edition of 2023 "
     "asks for ten a second, as filmgate and ffmpeg do. **filmgate and ffmpeg are right**; on programmes of some length "
     "the difference is small."),
    (is_high_rate, "True peak at 192 kHz",
     "ffmpeg resamples to 192 kHz and libebur128 does not interpolate from 192 kHz on, so both read the sample peak. "
     "BS.1770-5 Annex 2 asks for a rate of at least 192 kHz, and so allows that: at this rate sound below 20 kHz lies within "
     "0.3 dB of its samples. The sine of 48 kHz here has its true peak 3 dB above its samples. **filmgate reads the true "
     "peak, the others what the standard asks for.**"),
    (is_end, "Peaks behind the last sample",
     "A sound that ends abruptly rings on between and behind its last samples when it is interpolated. ffmpeg never takes "
     "the last samples out of its interpolator, and loses even their sample peak; libebur128 counts the samples, but not "
     "what lies between and behind them. **filmgate is right.**"),
    (is_treble, "Peaks made of treble",
     "White noise, square waves and clipped noise have much of their energy near half the sample rate, where no interpolator of "
     "practical length is flat, and where a grid of four points a sample misses up to 0.6 dB (BS.1770-5 Annex 2). The reference "
     "takes the whole band at 16 points a sample; the column \"Annex 2\" is the filter that the standard prints. "
     "**Nobody is wrong by the standard.** filmgate reads between the standard's filter and the whole band; libebur128 "
     "falls short of the standard's filter on noise that is clipped or white."),
]


def reason(name, quantity, values):
    """Index of the first reason that explains the difference; None where there is none."""
    return next((index for index, entry in enumerate(REASONS) if entry[0](name, quantity, values)), None)
