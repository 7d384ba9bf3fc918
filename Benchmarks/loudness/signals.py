"""The generated signals of the comparison: (name, rate, channel labels, samples as an array of channels × frames)."""
import numpy as np

MASKS = {"FL": 1, "FR": 2, "FC": 4, "LFE": 8, "BL": 16, "BR": 32, "BC": 256, "SL": 512, "SR": 1024}
STEREO = ["FL", "FR"]
SIDES = ["FL", "FR", "FC", "LFE", "SL", "SR"]
EIGHT = ["FL", "FR", "FC", "LFE", "BL", "BR", "SL", "SR"]


def gain(level):
    return 0.0 if level is None else 10 ** (level / 20)


def frames(seconds, rate):
    return int(round(seconds * rate))


def tone(parts, hertz=1000.0, rate=48000):
    """Sine through all (level in dBFS of its peak or None, seconds), without a break of phase."""
    lengths = [frames(seconds, rate) for _, seconds in parts]
    wave = np.sin(2 * np.pi * np.mod(np.arange(sum(lengths)) * (hertz / rate), 1.0))
    return wave * np.repeat([gain(level) for level, _ in parts], lengths)


def fade(samples, rate, seconds=0.01):
    length = frames(seconds, rate)
    ramp = (np.arange(length) + 0.5) / length
    faded = samples.copy()
    faded[:length] *= ramp
    faded[-length:] *= ramp[::-1]
    return faded


def fraction(divisor, amplitude, degrees, rate=48000, seconds=3.2):
    """Tech 3341 cases 15 to 19: a sine at a fraction of the sample rate, faded."""
    n = np.arange(frames(seconds, rate))
    return fade(amplitude * np.sin(2 * np.pi * n / divisor + np.radians(degrees)), rate)


def spliced(offset, rate=48000):
    """Tech 3341 cases 20 to 23: a period of rate / 4 among rate / 6, made at four times the rate."""
    low = 0.5 * np.sin(2 * np.pi * np.arange(24 * 6000) / 24)
    wave = fade(np.concatenate([low, np.sin(2 * np.pi * np.arange(16) / 16), low]), 4 * rate)
    n = np.arange(-255, 256)
    taps = np.sinc(0.25 * 0.97 * n) * np.kaiser(511, 8)
    return np.convolve(wave, taps / taps.sum(), "same")[offset::4]


def noise(seconds, rate=48000, seed=1, tilt=0.0):
    """Gaussian noise, RMS 1; its spectrum falls by `tilt` dB an octave above 20 Hz."""
    count = frames(seconds, rate)
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(count))
    hertz = np.maximum(np.fft.rfftfreq(count, 1 / rate), 20)
    shaped = np.fft.irfft(spectrum * (hertz / 20) ** (-tilt / 6.0206), count)
    return shaped / np.sqrt(np.mean(shaped ** 2))


def programme(seconds, rate=48000, seed=1, depth=12, pauses=0.15):
    """Syllables, pauses and scenes over pink noise: levels that move by `depth` dB from scene to scene."""
    random = np.random.default_rng(seed + 1000)
    count = frames(seconds, rate)
    step = frames(0.18, rate)
    syllables = random.uniform(-9, 0, count // step + 2)
    syllables[random.uniform(size=syllables.size) < pauses] = -45
    scene = frames(6.0, rate)
    scenes = np.repeat(random.uniform(-depth, 0, count // scene + 1), scene)[:count]
    level = np.interp(np.arange(count), np.arange(syllables.size) * step, syllables) + scenes
    return noise(seconds, rate, seed, tilt=3) * 10 ** (level / 20) * 0.12


def bursts(rate=48000, seconds=20.0):
    """Clicks of 10 ms of 2 kHz every 0.73 s over a floor of -40 dBFS."""
    wave = tone([(-40, seconds)], 300, rate)
    for start in np.arange(0.5, seconds - 0.1, 0.73):
        at = frames(start, rate)
        wave[at:at + rate // 100] += tone([(-3, 0.01)], 2000, rate)
    return wave


def both(samples):
    return np.stack([samples, samples])


def only(labels, levels, seconds=20.0, hertz=1000.0, rate=48000):
    """1 kHz at a level for each label; silence where none is given."""
    return np.stack([tone([(levels.get(label), seconds)], hertz, rate) for label in labels])


def mix(labels, seconds, rate=48000, **options):
    """A programme whose channels are partly alike; low noise on the LFE."""
    shared = programme(seconds, rate, seed=9, **options)
    channels = []
    for index, label in enumerate(labels):
        own = programme(seconds, rate, seed=20 + index, **options)
        channels.append(0.1 * noise(seconds, rate, 7, tilt=9) if label == "LFE" else 0.6 * shared + 0.4 * own)
    return np.stack(channels)


def standards():
    def steps(*parts):
        return both(tone(list(parts)))

    yield "Tech 3341 case 1", 48000, STEREO, steps((-23, 20))
    yield "Tech 3341 case 2", 48000, STEREO, steps((-33, 20))
    yield "Tech 3341 case 3", 48000, STEREO, steps((-36, 10), (-23, 60), (-36, 10))
    yield "Tech 3341 case 4", 48000, STEREO, steps((-72, 10), (-36, 10), (-23, 60), (-36, 10), (-72, 10))
    yield "Tech 3341 case 5", 48000, STEREO, steps((-26, 20), (-20, 20.1), (-26, 20))
    yield "Tech 3341 case 6", 48000, SIDES, only(SIDES, {"FL": -28, "FR": -28, "FC": -24, "SL": -30, "SR": -30})
    yield "Tech 3341 case 9", 48000, STEREO, steps(*[(-20, 1.34), (-30, 1.66)] * 5)
    yield "Tech 3341 case 10, file 8", 48000, STEREO, steps((None, 7 * 0.15), (-23, 3), (None, 1))
    yield "Tech 3341 case 12", 48000, STEREO, steps(*[(-20, 0.18), (-30, 0.22)] * 25)
    yield "Tech 3341 case 13, file 3", 48000, STEREO, steps((None, 0.04), (-23, 0.4), (None, 1))
    yield "Tech 3341 case 15", 48000, STEREO, both(fraction(4, 0.5, 0))
    yield "Tech 3341 case 17", 48000, STEREO, both(fraction(6, 0.5, 60))
    yield "Tech 3341 case 18", 48000, STEREO, both(fraction(8, 0.5, 67.5))
    yield "Tech 3341 case 19", 48000, STEREO, both(fraction(4, 1.41, 45))
    yield "Tech 3341 case 20", 48000, STEREO, both(spliced(0))
    yield "Tech 3341 case 22", 48000, STEREO, both(spliced(2))
    for case, levels in {1: (-20, -30), 2: (-20, -15), 3: (-40, -20), 4: (-50, -35, -20, -35, -50)}.items():
        yield f"Tech 3342 case {case}", 48000, STEREO, steps(*[(level, 20) for level in levels])


def rates():
    yield "997 Hz at full scale, mono", 48000, ["FC"], tone([(0, 10)], 997)[None]
    yield "1 kHz, 44.1 kHz", 44100, STEREO, both(tone([(-18, 10)], 1000, 44100))
    yield "100 Hz, 88.2 kHz", 88200, STEREO, both(tone([(-18, 10)], 100, 88200))
    yield "10 kHz, 192 kHz", 192000, STEREO, both(tone([(-18, 5)], 10000, 192000))
    yield "rate / 4 at 45°, 44.1 kHz", 44100, STEREO, both(fraction(4, 0.5, 45, 44100))
    yield "rate / 4 at 45°, 96 kHz", 96000, STEREO, both(fraction(4, 0.5, 45, 96000))
    yield "rate / 4 at 45°, 192 kHz", 192000, STEREO, both(fraction(4, 0.5, 45, 192000))
    yield "rate / 8 at 67.5°, 88.2 kHz", 88200, STEREO, both(fraction(8, 0.5, 67.5, 88200))
    yield "white noise, 44.1 kHz", 44100, STEREO, 0.1 * np.stack([noise(10, 44100, 3), noise(10, 44100, 4)])
    yield "white noise, 96 kHz", 96000, STEREO, 0.1 * np.stack([noise(10, 96000, 3), noise(10, 96000, 4)])
    yield "pink noise, 48 kHz", 48000, STEREO, 0.1 * np.stack([noise(20, 48000, 5, 3), noise(20, 48000, 6, 3)])


def programmes():
    yield "bursts of 10 ms", 48000, STEREO, both(bursts())
    yield "programme, 48 kHz", 48000, STEREO, mix(STEREO, 75, depth=12)
    yield "programme with wide range, mono", 48000, ["FC"], mix(["FC"], 90, depth=36)
    yield "programme, 5.1", 48000, SIDES, mix(SIDES, 40)
    yield "programme, 7.1", 48000, EIGHT, mix(EIGHT, 40)
    yield "7.1, rears alone", 48000, EIGHT, only(EIGHT, {"BL": -20, "BR": -20}, 10)
    yield "7.1, sides alone", 48000, EIGHT, only(EIGHT, {"SL": -20, "SR": -20}, 10)
    yield "5.1, LFE alone", 48000, SIDES, only(SIDES, {"LFE": -20}, 10, 60)
    yield "0.3 s", 48000, STEREO, both(tone([(-23, 0.3)]))
    yield "2.9 s of programme", 48000, STEREO, mix(STEREO, 2.9)
    yield "loud in the last, incomplete block", 48000, STEREO, both(tone([(-23, 10), (-3, 0.0999)]))
    yield "peak between the last two samples", 48000, STEREO, both(np.append(tone([(-23, 4)]), [0.7, 0.7]))
    yield "digital silence", 48000, STEREO, np.zeros((2, 48000 * 5))
    yield "-75 dBFS", 48000, STEREO, both(tone([(-75, 10)]))
    yield "clipped noise", 48000, STEREO, np.clip(0.8 * np.stack([noise(10, seed=11), noise(10, seed=12)]), -1, 1)
    yield "6 dB over full scale", 48000, STEREO, both(fade(tone([(6, 10)], 440), 48000))


def generated():
    yield from standards()
    yield from rates()
    yield from programmes()


def write(path, rate, labels, samples):
    """Float WAV with its channel mask."""
    data = np.ascontiguousarray(samples.T, dtype="<f4").tobytes()
    count = len(labels)
    mask = sum(MASKS[label] for label in labels)
    subtype = bytes.fromhex("0300000000001000800000aa00389b71")
    header = np.array([0xFFFE, count], "<u2").tobytes() + np.array([rate, rate * count * 4], "<u4").tobytes()
    header += np.array([count * 4, 32, 22, 32], "<u2").tobytes() + np.array([mask], "<u4").tobytes() + subtype
    with open(path, "wb") as file:
        file.write(b"RIFF" + np.array([4 + 8 + len(header) + 8 + len(data)], "<u4").tobytes() + b"WAVE")
        file.write(b"fmt " + np.array([len(header)], "<u4").tobytes() + header)
        file.write(b"data" + np.array([len(data)], "<u4").tobytes() + data)
