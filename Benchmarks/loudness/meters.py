"""The meters of the comparison. Each gives a dictionary of I, LRA, TP, M and S (the last two at their highest); None: not
measured, -inf: nothing but silence, or nothing above the gate."""
import json, math, os, subprocess
import numpy as np

QUANTITIES = ["I", "LRA", "TP", "M", "S"]
# Channels in BS.1770-5 Annex 3: 60° to 120° at ear level weigh 1.41. In 5.1 the surrounds may be called sides or backs.
ANNEX_3 = {"FL": 1, "FR": 1, "FC": 1, "LFE": 0, "SL": 1.41, "SR": 1.41, "BL": 1, "BR": 1, "BC": 1}


def surrounds(labels):
    """Labels by their position: without sides, backs stand at 110° (ITU-R BS.775)."""
    if "SL" in labels:
        return labels
    return [{"BL": "LS", "BR": "RS"}.get(label, label) for label in labels]


def filmgate(path, program):
    names = {"integrated": "I", "range": "LRA", "true-peak": "TP", "max-momentary": "M", "max-short-term": "S"}
    only = ",".join("loudness." + name for name in names)
    command = [program, "measure", path, "--json", "--quiet", "--no-hash", "--only", only]
    output = subprocess.run(command, check=True, capture_output=True)
    values = dict.fromkeys(QUANTITIES)
    for reading in json.loads(output.stdout)["readings"]:
        name = names.get(reading["metric"].removeprefix("loudness."))
        if name and reading["track"] == "audio:0" and values[name] is None:
            values[name] = -math.inf if reading["value"] is None else reading["value"]
    return values


def ffmpeg(path):
    filters = "ebur128=peak=true:metadata=1,ametadata=print:file=-"
    command = ["ffmpeg", "-hide_banner", "-nostats", "-i", path, "-map", "0:a:0", "-af", filters, "-f", "null", "-"]
    output = subprocess.run(command, check=True, capture_output=True, text=True)
    lists = {}
    for line in output.stdout.splitlines():
        key, found, value = line.partition("=")
        if found and key.startswith("lavfi.r128."):
            lists.setdefault(key.removeprefix("lavfi.r128."), []).append(float(value))
    # The summary covers the last, incomplete 100 ms as well, in steps of 0.1. The frames have more decimals, but state
    # the true peak as a share of full scale with three of them, which is too coarse for low ones.
    summary = dict(line.split(":", 1) for line in output.stderr.split("Summary:")[-1].splitlines() if ":" in line)
    summary = {key.strip(): float(value.split()[0]) for key, value in summary.items() if value.strip()}
    peak = max(lists.get("true_peak", [0]))
    exact = 20 * math.log10(peak) if peak > 0.15 else -math.inf
    values = {
        "I": lists["I"][-1] if "I" in lists else summary["I"],
        "LRA": lists["LRA"][-1] if "LRA" in lists else summary["LRA"],
        "TP": exact if abs(exact - summary["Peak"]) < 0.06 else summary["Peak"],
        "M": max(lists.get("M", [-math.inf])), "S": max(lists.get("S", [-math.inf])),
    }
    return {key: -math.inf if value < -119 else value for key, value in values.items()}


def libebur128(raw, rate, labels, program):
    output = subprocess.run([program, str(rate), "all", *surrounds(labels)], input=raw, check=True, capture_output=True)
    return dict(zip(QUANTITIES, map(float, output.stdout.split())))


def k_response(hertz):
    """Of the two stages as the standard prints them for 48 kHz, at any frequency: what other rates have to match."""
    z = np.exp(-2j * np.pi * np.minimum(hertz, 24000) / 48000)
    shelf = (1.53512485958697 - 2.69169618940638 * z + 1.19839281085285 * z ** 2)
    shelf /= 1 - 1.69065929318241 * z + 0.73248077421585 * z ** 2
    return shelf * (1 - 2 * z + z ** 2) / (1 - 1.99004745483398 * z + 0.99007225036621 * z ** 2)


def loudness(energy):
    with np.errstate(divide="ignore"):
        return -0.691 + 10 * np.log10(energy)


def windows(bins, length, hop):
    sums = np.concatenate([[0], np.cumsum(bins)])
    starts = np.arange(0, len(bins) - length + 1, hop)
    return np.maximum(0, sums[starts + length] - sums[starts]) / length


def gated(blocks, depth):
    blocks = blocks[loudness(blocks) > -70]
    return blocks[loudness(blocks) > loudness(blocks.mean()) - depth] if blocks.size else blocks


def interpolated_peak(samples):
    """Highest magnitude at 16 times the rate, by Fourier transforms of overlapping, tapered pieces."""
    piece, edge = 8192, 1024
    ramp = 0.5 - 0.5 * np.cos(np.pi * (np.arange(edge) + 0.5) / edge)
    window = np.concatenate([ramp, np.ones(piece - 2 * edge), ramp[::-1]])
    padded = np.concatenate([np.zeros(2 * edge), samples, np.zeros(piece)])
    highest = 0.0
    # As much of the flat part as of the taper is left out on either side: what the taper does is felt that far.
    for start in range(0, len(samples) + 2 * edge, piece - 4 * edge):
        part = padded[start:start + piece]
        if len(part) < piece:
            part = np.concatenate([part, np.zeros(piece - len(part))])
        fine = np.fft.irfft(np.fft.rfft(part * window), 16 * piece) * 16
        middle = fine[16 * 2 * edge - 16:-16 * 2 * edge + 16]
        highest = max(highest, np.abs(middle).max())
    return highest


# The four phases of the interpolator that BS.1770-5 prints in Annex 2; the third and fourth mirror these.
ANNEX_2 = [
    [0.001708984375, 0.010986328125, -0.0196533203125, 0.033203125, -0.0594482421875, 0.1373291015625, 0.97216796875,
     -0.102294921875, 0.047607421875, -0.026611328125, 0.014892578125, -0.00830078125],
    [-0.0291748046875, 0.029296875, -0.0517578125, 0.089111328125, -0.16650390625, 0.465087890625, 0.77978515625,
     -0.2003173828125, 0.1015625, -0.0582275390625, 0.0330810546875, -0.0189208984375],
]


def annex_2_peak(samples):
    phases = ANNEX_2 + [phase[::-1] for phase in ANNEX_2]
    return max(np.abs(np.convolve(samples, phase)).max() for phase in phases)


def reference(samples, rate, labels):
    """The definitions of BS.1770-5, Tech 3341 and Tech 3342 written down plainly in double precision."""
    count = samples.shape[1]
    bins = np.zeros(count * 100 // rate)
    edges = np.round(np.arange(len(bins) + 1) * rate / 100).astype(int)
    size = count + 2 * rate
    response = k_response(np.fft.rfftfreq(size, 1 / rate))
    weights = {**ANNEX_3, **({} if "SL" in labels else {"BL": 1.41, "BR": 1.41})}
    for label, channel in zip(labels, samples):
        if weights[label] and len(bins):
            squares = np.fft.irfft(np.fft.rfft(channel, size) * response, size)[:count] ** 2
            bins += weights[label] * np.add.reduceat(squares[:edges[-1]], edges[:-1]) / np.diff(edges)
    peak = max(interpolated_peak(channel) for channel in samples)
    values = dict.fromkeys(QUANTITIES)
    values["TP"] = 20 * math.log10(peak) if peak > 1e-9 else -math.inf
    printed = max(annex_2_peak(channel) for channel in samples)
    values["Annex 2"] = 20 * math.log10(printed) if printed > 1e-9 else -math.inf
    if len(bins) >= 40:
        blocks = gated(windows(bins, 40, 10), 10)
        values["I"] = float(loudness(blocks.mean())) if blocks.size else -math.inf
        values["M"] = float(loudness(windows(bins, 40, 1).max()))
    if len(bins) >= 300:
        values["S"] = float(loudness(windows(bins, 300, 1).max()))
        kept = np.sort(loudness(gated(windows(bins, 300, 10), 20)))
        if kept.size:
            place = lambda share: kept[int(math.floor((len(kept) - 1) * share + 0.5))]
            values["LRA"] = float(place(0.95) - place(0.10))
    return {key: -math.inf if value is not None and value < -110 else value for key, value in values.items()}
