#!/usr/bin/env python3
"""Measures the same signals with filmgate, ffmpeg's `ebur128` filter, libebur128 and a plain reference, and writes
docs/loudness-comparison.md.

    Benchmarks/loudness-comparison.py [--shared DIR] [--output FILE]

Needs a release build of filmgate (or FILMGATE=…), ffmpeg, libebur128-dev, a C compiler and python3-numpy. Real files are
looked for in DIR (FILMGATE_SHARED_MEDIA, or shared/media beside the project); those that are absent are left out. Ends
with status 1 when meters differ by more than 0.1 without a reason in `loudness/reasons.py`.
"""
import argparse, math, os, subprocess, sys, tempfile
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
sys.path.insert(0, os.path.join(HERE, "loudness"))
import meters, page, signals

REAL = [
    "loudness/piano.wav", "loudness/sine_1000.wav", "bwf/nuendo_5.1.wav", "bwf/sample_adm_file_0.wav",
    "bwf/A101_3.WAV", "bwf/umid.wav", "bwf/rect_24bit_rf64.wav", "ts/test-064.ts", "packages/hls-ts-aac/segment_0.ts",
    "videoqc/sample_with_increasing_timestamps_320w_240h_5s.mp4", "videoqc/pymediainfo_sample.mp4",
    "videoqc/silent-black-10s.mp4", "colour/sample_srgb.mp4", "dcp/dcp_test1/audio.mxf",
    "imf/PhotonApp5Test/WAV_060fe563-18d5-48d4-9148-1bfba4262ae2.mxf",
    "corrupt/flac_faulty_10_invalid_vorbis_comment_metadata_block.flac",
]
# What channels of a file without labels are taken for.
USUAL = {1: ["FC"], 2: ["FL", "FR"], 6: signals.SIDES, 8: signals.EIGHT}
LAYOUTS = {"5.1": ["FL", "FR", "FC", "LFE", "BL", "BR"]}


def decoded(path):
    """Rate, labels and interleaved 32-bit float sound of the first track, by ffmpeg."""
    probe = ["ffprobe", "-v", "error", "-select_streams", "a:0", "-of", "csv=p=0", "-show_entries"]
    stream = subprocess.run(probe + ["stream=sample_rate,channels,channel_layout", path], check=True, capture_output=True, text=True)
    rate, channels, layout = stream.stdout.splitlines()[0].split(",")[:3]
    raw = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", path, "-map", "0:a:0", "-f", "f32le", "-c:a", "pcm_f32le", "-"],
        check=True, capture_output=True)
    return int(rate), LAYOUTS.get(layout, USUAL[int(channels)]), raw.stdout


def compare(path, program):
    rate, labels, raw = decoded(path)
    samples = np.frombuffer(raw, "<f4").reshape(-1, len(labels)).T.astype(float)
    return {
        "filmgate": meters.filmgate(path, os.environ.get("FILMGATE", os.path.join(ROOT, ".build", "release", "filmgate"))),
        "ffmpeg": meters.ffmpeg(path), "libebur128": meters.libebur128(raw, rate, labels, program),
        "reference": meters.reference(samples, rate, labels),
    }


def build(folder):
    program = os.path.join(folder, "libebur128")
    subprocess.run(
        ["cc", "-O2", "-o", program, os.path.join(HERE, "loudness", "libebur128.c"), "-lebur128", "-lm"], check=True)
    return program


def main():
    beside = os.path.join(os.path.dirname(ROOT), "shared", "media")
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", default=os.environ.get("FILMGATE_SHARED_MEDIA", beside))
    parser.add_argument("--output", default=os.path.join(ROOT, "docs", "loudness-comparison.md"))
    options = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        program = build(folder)
        for name, rate, labels, samples in signals.generated():
            path = os.path.join(folder, "signal.wav")
            signals.write(path, rate, labels, samples)
            rows.append((name, compare(path, program)))
            print(name, flush=True)
        made = len(rows)
        for name in REAL:
            path = os.path.join(options.shared, name)
            if os.path.exists(path):
                rows.append((name, compare(path, program)))
                print(name, flush=True)
    unexplained = page.write(options.output, rows, made, meters.QUANTITIES)
    for line in unexplained:
        print("no reason given:", line, file=sys.stderr)
    sys.exit(1 if unexplained else 0)


main()
