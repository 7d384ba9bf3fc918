#!/usr/bin/env python3
"""Holds Filmgate's picture measurements against FFmpeg's filters and prints the tables of docs/picture-comparison.md.

    Benchmarks/picture-comparison.py [MEDIA] [--write docs/picture-comparison.md]

Files with known content are made with ffmpeg (lavfi sources, no randomness); MEDIA is a folder of further files, of which
those named below are taken where they exist. FILMGATE names the program (default: .build/release/filmgate).

Statistics: signalstats against picture.luma/cb/cr, every picture, largest difference.
Detectors:  blackdetect, freezedetect, cropdetect and idet against picture.black, picture.freeze, picture.active-area and
            picture.scan, at the filters' own defaults (10 %, 98 %, 2 s; 0.1 %, 2 s; round=2; multi-frame verdicts).
"""
import json
import os
import re
import subprocess
import sys
import tempfile

FILMGATE = os.environ.get("FILMGATE", ".build/release/filmgate")
SOURCE = "testsrc2=s=320x180:r=25"
NATURE = "mandelbrot=s=320x180:r=25:start_scale=2"
X264 = ["-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p"]
X264_10 = ["-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv422p10le"]
FFV1 = ["-c:v", "ffv1", "-pix_fmt"]
BLACK = "drawbox=c=black:t=fill:enable='between(t,{0},{1})'"

# name: lavfi graph, encoder; duration is 6 s
MADE = {
    "clean-8bit.mkv": (SOURCE, X264),
    "clean-10bit.mkv": (SOURCE, X264_10),
    "clean-444.mkv": (SOURCE, FFV1 + ["yuv444p"]),
    "clean-420-10bit.mkv": (SOURCE, FFV1 + ["yuv420p10le"]),
    "clean-prores.mov": (SOURCE, ["-c:v", "prores_ks", "-pix_fmt", "yuv422p10le"]),
    "clean-mpeg2.ts": (SOURCE, ["-c:v", "mpeg2video", "-b:v", "4M", "-bf", "2"]),
    "zoom.mkv": (NATURE, X264),
    "black-gap.mkv": (SOURCE + "," + BLACK.format(2, 4.5), X264),
    "black-to-the-end.mkv": (SOURCE + "," + BLACK.format(3, 9), X264),
    "black-10bit.mkv": (SOURCE + "," + BLACK.format(1, 4), X264_10),
    "fade-out.mkv": (SOURCE + ",fade=out:st=2:d=1", X264),
    "blue.mkv": (SOURCE + ",drawbox=c=blue:t=fill:enable='between(t,2,5)'", X264),
    "logo-on-black.mkv": ("color=black:s=320x180:r=25,drawbox=x=280:y=10:w=20:h=8:c=white:t=fill", X264),
    "freeze.mkv": (SOURCE + ",loop=loop=75:size=1:start=50", X264),
    "freeze-to-the-end.mkv": (SOURCE + ",trim=0:2.5,tpad=stop_mode=clone:stop_duration=4", X264),
    "freeze-with-ticker.mkv": ("smptehdbars=s=320x180:r=25[a];testsrc2=s=320x20:r=25[b];[a][b]overlay=0:150",
                               FFV1 + ["yuv420p"]),
    "slow-zoom.mkv": ("mandelbrot=s=320x180:r=25:end_scale=2.9", FFV1 + ["yuv420p"]),
    "letterbox-239.mkv": (SOURCE.replace("180", "134") + ",pad=320:180:0:23", X264),
    "pillarbox-43.mkv": (SOURCE.replace("320", "240") + ",pad=320:180:40:0", X264),
    "windowbox-10bit.mkv": (SOURCE.replace("320x180", "240x134") + ",pad=320:180:40:23", X264_10),
    "letterbox-with-logo.mkv": (SOURCE.replace("180", "134") + ",pad=320:180:0:23,"
                                "drawbox=x=290:y=5:w=20:h=10:c=white:t=fill", X264),
    "dark-scene.mkv": (SOURCE + ",lutyuv=y='16+(val-16)*0.06'", FFV1 + ["yuv420p"]),
    "tff.mkv": (SOURCE.replace("25", "50") + ",tinterlace=4,fieldorder=tff", X264 + ["-flags", "+ildct", "-x264opts", "tff=1"]),
    "bff.mkv": (SOURCE.replace("25", "50") + ",tinterlace=5,fieldorder=bff", X264 + ["-flags", "+ildct", "-x264opts", "bff=1"]),
    "tff-labelled-progressive.mkv": (SOURCE.replace("25", "50") + ",tinterlace=4", FFV1 + ["yuv420p"]),
    "still.mkv": ("smptehdbars=s=320x180:r=25", X264),
}
FOUND = [
    "videoqc/silent-black-10s.mp4", "videoqc/sample_with_increasing_timestamps_320w_240h_5s.mp4",
    "videoqc/pymediainfo_sample.mp4", "videoqc/noise.y4m", "videoqc/sample_rotate_and_reflect.mp4",
    "colour/bt601.mp4", "colour/sample_srgb.mp4", "hdr/hlg10-color-test.mp4", "pse/iris_3Hz_6s.mp4",
    "pse/iris_GradualRedIncrease.mp4", "ts/test-064.ts",
]
KEYS = {
    "YMIN": "luma.min", "YLOW": "luma.low", "YAVG": "luma.mean", "YHIGH": "luma.high", "YMAX": "luma.max",
    "UMIN": "cb.min", "UAVG": "cb.mean", "UMAX": "cb.max", "VMIN": "cr.min", "VAVG": "cr.mean", "VMAX": "cr.max",
}


def make(folder):
    for name, (graph, encoder) in MADE.items():
        path = os.path.join(folder, name)
        command = ["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", graph, "-t", "6"] + encoder + [path]
        subprocess.run(command, check=True)
        yield name, path


def filmgate(path, metrics):
    arguments = [FILMGATE, "measure", path, "--json", "--series", "--quiet", "--no-hash", "--only", ",".join(metrics)]
    return json.loads(subprocess.run(arguments, capture_output=True, text=True).stdout)


def series(log, metric):
    for one in log["series"]:
        if one["metric"] == metric and one["track"] == "video:0":
            return one
    return None


def reading(log, metric):
    for one in log["readings"]:
        if one["metric"] == metric and one["track"] == "video:0":
            return one
    return {"value": None, "note": None}


def stretches(one, below, least):
    """Runs below a level, as a profile judges them: start and end in seconds."""
    if one is None:
        return None
    up, down = (int(part) for part in one["step"].split("/"))
    step, count = up / down, one["count"]
    times = one.get("times") or [one["start"] + index * step for index in range(count)]
    times = times + [times[-1] + step] if times else times
    found, start = [], None
    for index, value in enumerate(one["values"] + [None]):
        inside = value is not None and value < below
        if inside and start is None:
            start = index
        if not inside and start is not None:
            if times[index] - times[start] >= least - 1e-6:
                found.append((times[start], times[index]))
            start = None
    return found


def ffmpeg(path, filters):
    arguments = ["ffmpeg", "-hide_banner", "-nostats", "-noautorotate", "-i", path, "-map", "0:v:0", "-vf", filters, "-vsync",
                 "passthrough", "-f", "null", "-"]
    return subprocess.run(arguments, capture_output=True, text=True, errors="replace").stderr


def statistics(path):
    """Largest difference per key over all pictures, ours minus theirs; number of pictures."""
    text = ffmpeg(path, "signalstats,metadata=print")
    theirs = {key: [float(v) for v in re.findall(rf"signalstats\.{key}=(\S+)", text)] for key in KEYS}
    log = filmgate(path, ["picture-levels"])
    worst = {}
    for key, metric in KEYS.items():
        ours = series(log, "picture." + metric)
        if ours is None or len(ours["values"]) != len(theirs[key]):
            worst[key] = None
            continue
        worst[key] = max((abs(a - b) for a, b in zip(ours["values"], theirs[key])), default=None)
    return worst, len(theirs["YMIN"])


def spans(pairs):
    return ", ".join(f"{start:.2f}–{end:.2f}" for start, end in pairs) if pairs else "–"


def theirs(path):
    text = ffmpeg(path, "blackdetect,freezedetect,cropdetect=round=2,idet")
    black = [(float(a), float(b)) for a, b in re.findall(r"black_start:(\S+) black_end:(\S+)", text)]
    starts = [float(t) for t in re.findall(r"freeze_start: (\S+)", text)]
    ends = [float(t) for t in re.findall(r"freeze_end: (\S+)", text)] + [None]
    freeze = ", ".join(f"{a:.2f}–{'' if b is None else f'{b:.2f}'}" for a, b in zip(starts, ends)) or "–"
    crops = re.findall(r"crop=(\S+)", text)
    crop = crops[-1] if crops else "–"
    votes = re.search(r"Multi frame detection: TFF:\s*(\d+) BFF:\s*(\d+) Progressive:\s*(\d+) Undetermined:\s*(\d+)", text)
    counts = dict(zip(["tff", "bff", "progressive", "undetermined"], map(int, votes.groups()))) if votes else {}
    scan = max(counts, key=counts.get) if counts and max(counts.values()) else "–"
    return spans(black), freeze, crop, scan


def ours(path):
    log = filmgate(path, ["picture.black", "picture.freeze", "picture.active-area", "picture.scan"])
    black = stretches(series(log, "picture.black"), 10, 2)
    freeze = stretches(series(log, "picture.freeze"), 0.1, 2)
    if freeze:
        # A value is the difference from the picture before, so the frozen picture itself stands one step earlier.
        up, down = (int(part) for part in series(log, "picture.freeze")["step"].split("/"))
        freeze = [(start - up / down, end) for start, end in freeze]
    area = reading(log, "picture.active-area")["value"]
    if area:
        x, y, width, height = area.split(",")
        area = f"{width}:{height}:{x}:{y}"
    return spans(black), spans(freeze), area or "–", reading(log, "picture.scan")["value"] or "–"


def same(a, b):
    """Times within a picture, areas within two pixels, words as they are."""
    if a == b:
        return True
    numbers = [[float(n) for n in re.findall(r"\d+\.?\d*", text)] for text in (a, b)]
    slack = 2 if ":" in a and ":" in b else 0.0401
    return len(numbers[0]) == len(numbers[1]) > 0 and all(abs(p - q) <= slack for p, q in zip(*numbers))


def pair(a, b):
    return a if same(a, b) else f"**{a}** / {b}"


def replace(path, part, text):
    """Puts text between the comments `begin PART` and `end PART` of a page."""
    begin, end = f"<!-- begin {part} -->\n", f"<!-- end {part} -->\n"
    with open(path) as page:
        before, rest = page.read().split(begin, 1)
    with open(path, "w") as page:
        page.write(before + begin + text + end + rest.split(end, 1)[1])


def statistics_table(files):
    yield "| file | pictures | " + " | ".join(KEYS) + " |"
    yield "|---|---:|" + "---:|" * len(KEYS)
    for name, path in files:
        worst, count = statistics(path)
        cells = ["–" if worst[key] is None else f"{worst[key]:.4f}".rstrip("0").rstrip(".") for key in KEYS]
        yield f"| `{name}` | {count} | {' | '.join(cells)} |"


def detector_table(files):
    yield "| file | black | frozen | active picture (w:h:x:y) | scan |"
    yield "|---|---|---|---|---|"
    agreeing = total = 0
    for name, path in files:
        both = list(zip(ours(path), theirs(path)))
        agreeing += sum(same(a, b) for a, b in both)
        total += len(both)
        yield f"| `{name}` | {' | '.join(pair(a, b) for a, b in both)} |"
    yield f"\n{len(files)} files; {agreeing} of {total} answers agree. Where they differ: **Filmgate** / FFmpeg."


def main(media=None, write=None):
    with tempfile.TemporaryDirectory() as folder:
        files = list(make(folder))
        files += [(name, os.path.join(media, name)) for name in FOUND if media and os.path.exists(os.path.join(media, name))]
        for part, table in [("statistics", statistics_table), ("detectors", detector_table)]:
            text = "".join(line + "\n" for line in table(files))
            print(text, flush=True)
            if write:
                replace(write, part, text)


if __name__ == "__main__":
    arguments = sys.argv[1:]
    page = None
    if "--write" in arguments:
        at = arguments.index("--write")
        page = arguments[at + 1]
        del arguments[at:at + 2]
    main(*arguments, write=page)
