#!/usr/bin/env python3
"""Times everything filmgate hears against other loudness meters, in turn (A B C D A B C D …).

    Benchmarks/sound-speed.py [--rounds N] [--media DIR]

Ten minutes of 5.1 at 48 kHz, 24 bit: noise with the rhythm of syllables. CPU seconds, user and system:
  filmgate    `measure --json --threads 1`: demuxing, decoding, SHA-256, loudness, true peak, all other ears
  ffmpeg      `-af ebur128=peak=true`: demuxing, decoding, loudness and true peak
  libebur128  I, LRA, M, S and true peak of samples that are decoded already
  decode      `ffmpeg -f null`: demuxing and decoding alone
Needs libebur128-dev, a C compiler and python3-numpy beside a release build.
"""
import argparse, os, resource, statistics, subprocess, wave
import numpy

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
RATE, SECONDS, CHANNELS = 48000, 600, 6


def make_sound(path):
    random = numpy.random.default_rng(1)
    with wave.open(path, "wb") as out:
        out.setnchannels(CHANNELS)
        out.setsampwidth(3)
        out.setframerate(RATE)
        for first in range(0, RATE * SECONDS, RATE * 10):
            time = numpy.arange(first, first + RATE * 10) / RATE
            level = 0.02 + 0.06 * numpy.abs(numpy.sin(10.7 * time) * numpy.sin(0.11 * time))
            samples = level[:, None] * random.standard_normal((len(time), CHANNELS))
            codes = numpy.clip(samples * 8388607, -8388608, 8388607).astype("<i4")
            out.writeframes(codes.reshape(-1).view(numpy.uint8).reshape(-1, 4)[:, :3].tobytes())


def prepare(folder):
    os.makedirs(folder, exist_ok=True)
    sound, samples, meter = (os.path.join(folder, name) for name in ("programme-5.1.wav", "programme-5.1.f32", "libebur128"))
    if not os.path.exists(samples):
        make_sound(sound)
        subprocess.run(["ffmpeg", "-v", "error", "-y", "-i", sound, "-f", "f32le", samples], check=True)
    source = os.path.join(ROOT, "Benchmarks", "loudness", "libebur128.c")
    subprocess.run(["cc", "-O3", "-o", meter, source, "-lebur128", "-lm"], check=True)
    return sound, samples, meter


def run(command, samples=None):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with open(samples or os.devnull, "rb") as given:
        subprocess.run(command, stdin=given, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--media", default=os.path.join(ROOT, ".build", "benchmark-media"))
    options = parser.parse_args()
    sound, samples, meter = prepare(options.media)
    filmgate = os.environ.get("FILMGATE", os.path.join(ROOT, ".build", "release", "filmgate"))
    commands = {
        "filmgate, everything on": ([filmgate, "measure", sound, "--json", "--quiet", "--threads", "1"], None),
        "ffmpeg ebur128=peak=true": (["ffmpeg", "-v", "error", "-i", sound, "-af", "ebur128=peak=true", "-f", "null", "-"], None),
        "libebur128, I LRA M S and true peak": ([meter, str(RATE), "plain", "FL", "FR", "FC", "LFE", "SL", "SR"], samples),
        "ffmpeg, decode alone": (["ffmpeg", "-v", "error", "-i", sound, "-f", "null", "-"], None),
    }
    figures = {name: [] for name in commands}
    for _ in range(options.rounds):
        for name, command in commands.items():
            figures[name].append(run(*command))
    own = figures["filmgate, everything on"]
    print("| | CPU s: least, median, most | filmgate / this, round by round |")
    print("|---|---|---|")
    for name, values in figures.items():
        ratio = statistics.median(mine / other for mine, other in zip(own, values))
        print(f"| {name} | {min(values):.2f} / {statistics.median(values):.2f} / {max(values):.2f} | {ratio:.2f} |")


if __name__ == "__main__":
    main()
