#!/usr/bin/env python3
"""Times two commands in turn (A B A B …) and prints CPU and wall medians with the ratio of each pair.

    Benchmarks/run.py [--rounds N] [--media DIR] [SOURCE …]

Sources are made once with ffmpeg (lavfi pictures, fixed seeds) in DIR. For every source:
  check   `filmgate check` with every check on, all profiles' metrics
  decode  `ffmpeg -f null`, all streams
  chain   `ffmpeg` with the filters that come closest (signalstats, blackdetect, freezedetect, ebur128=peak=true)
"""
import argparse, os, resource, statistics, subprocess, sys, time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
NOISE = "noise=alls=8:allf=t:all_seed=1"
SOUND = ["-f", "lavfi", "-i", "sine=1000:r=48000,volume=-12dB,aformat=channel_layouts=stereo"]


def lavfi(size, rate, seconds):
    return ["-f", "lavfi", "-i", f"mandelbrot=s={size}:r={rate},{NOISE}"] + SOUND + ["-t", str(seconds)]


HD = lambda seconds: lavfi("1920x1080", 25, seconds)
SOURCES = {
    "h264-1080p": (HD(12), ["-c:v", "libx264", "-b:v", "17M", "-preset", "fast", "-pix_fmt", "yuv420p", "-c:a", "pcm_s24le"], "mov"),
    "xdcam-hd422": (HD(12), ["-c:v", "mpeg2video", "-pix_fmt", "yuv422p", "-b:v", "50M", "-minrate", "50M", "-maxrate", "50M",
                    "-bufsize", "17825792", "-rc_init_occupancy", "17825792", "-g", "12", "-bf", "2", "-flags", "+ildct+ilme",
                    "-top", "1", "-c:a", "pcm_s24le"], "mxf"),
    "avc-intra": (HD(6), ["-c:v", "libx264", "-pix_fmt", "yuv422p10le", "-x264-params", "keyint=1", "-b:v", "104M",
                  "-preset", "fast", "-c:a", "pcm_s24le"], "mkv"),
    "prores-hq": (HD(6), ["-c:v", "prores_ks", "-profile:v", "3", "-pix_fmt", "yuv422p10le", "-c:a", "pcm_s24le"], "mov"),
    "dnxhr-hqx": (HD(6), ["-c:v", "dnxhd", "-profile:v", "dnxhr_hqx", "-pix_fmt", "yuv422p10le", "-c:a", "pcm_s24le"], "mov"),
    "hevc-uhd-pq": (lavfi("3840x2160", 25, 4), ["-c:v", "libx265", "-preset", "ultrafast", "-b:v", "54M", "-pix_fmt", "yuv420p10le",
                    "-x265-params", "log-level=error:colorprim=9:transfer=16:colormatrix=9", "-c:a", "aac"], "mp4"),
    "jpeg2000": (lavfi("960x540", 25, 3), ["-c:v", "libopenjpeg", "-pix_fmt", "yuv422p10le", "-c:a", "pcm_s24le"], "mxf"),
    "ffv1": (HD(3), ["-c:v", "ffv1", "-level", "3", "-pix_fmt", "yuv422p10le", "-c:a", "pcm_s24le"], "mkv"),
}
CHAIN = ["-vf", "signalstats,blackdetect=d=0.1,freezedetect", "-af", "ebur128=peak=true"]


def make(name, folder):
    inputs, codec, suffix = SOURCES[name]
    path = os.path.join(folder, f"{name}.{suffix}")
    if not os.path.exists(path):
        subprocess.run(["ffmpeg", "-v", "error", "-y", *inputs, *codec, path], check=True)
    return path


def run(command):
    """CPU seconds (user and system) and wall seconds of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--media", default=os.path.join(ROOT, ".build", "benchmark-media"))
    parser.add_argument("sources", nargs="*", default=list(SOURCES))
    options = parser.parse_args()
    os.makedirs(options.media, exist_ok=True)
    filmgate = os.environ.get("FILMGATE", os.path.join(ROOT, ".build", "release", "filmgate"))
    print("| source | decode cpu s | check / decode cpu | check / decode wall | chain / decode cpu | own part: chain / check |")
    print("|---|---|---|---|---|---|")
    for name in options.sources or SOURCES:
        path = make(name, options.media)
        commands = {
            "check": [filmgate, "measure", path, "--json", "--quiet"],
            "decode": ["ffmpeg", "-v", "error", "-i", path, "-map", "0", "-f", "null", "-"],
            "chain": ["ffmpeg", "-v", "error", "-i", path, *CHAIN, "-f", "null", "-"],
        }
        rounds = []
        for index in range(options.rounds + 1):
            figures = {key: run(command) for key, command in commands.items()}
            if index:
                rounds.append(figures)

        def spread(values, digits=2):
            return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f}–{max(values):.{digits}f})"

        ratio = lambda a, b, part: [r[a][part] / r[b][part] for r in rounds]
        own = [(r["chain"][0] - r["decode"][0]) / max(1e-3, r["check"][0] - r["decode"][0]) for r in rounds]
        print(f"| {name} | {spread([r['decode'][0] for r in rounds])} | {spread(ratio('check', 'decode', 0))} "
              f"| {spread(ratio('check', 'decode', 1))} | {spread(ratio('chain', 'decode', 0))} | {spread(own, 1)} |", flush=True)


main()
