"""Writes docs/loudness-comparison.md."""
import math, subprocess
from reasons import REASONS, is_near, reason

METERS = ["filmgate", "ffmpeg", "libebur128"]
NAMES = {"I": "integrated, LUFS", "LRA": "range, LU", "TP": "true peak, dBTP", "M": "highest momentary, LUFS",
         "S": "highest short-term, LUFS"}


def text(value):
    if value is None:
        return "–"
    if value == -math.inf:
        return "−∞"
    return f"{value + 0.0:.2f}".replace("-0.00", "0.00").replace("-", "−")


def differ(values):
    return not all(is_near(values[a], values[b]) for a in METERS + ["reference"] for b in METERS)


def cell(values):
    numbers = [text(values[meter]) for meter in METERS]
    joined = numbers[0] if len(set(numbers)) == 1 else " / ".join(numbers)
    return f"**{joined}**" if differ(values) else joined


def columns(readings, quantities):
    for quantity in quantities:
        values = {meter: readings[meter][quantity] for meter in readings}
        values["Annex 2"] = readings["reference"]["Annex 2"]
        yield quantity, values


def tables(rows, quantities):
    lines, found, missing, count = [], {}, [], 0
    for name, readings in rows:
        cells = []
        for quantity, values in columns(readings, quantities):
            count += 1
            cells.append(cell(values))
            if differ(values):
                index = reason(name, quantity, values)
                found.setdefault(index, []).append((name, quantity, values))
                if index is None:
                    missing.append(f"{name} {quantity} " + " ".join(f"{m} {text(v)}" for m, v in values.items()))
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return lines, found, missing, count


def version(command):
    return subprocess.run(command, capture_output=True, text=True).stdout.split("\n")[0]


def explained(found):
    for index, (_, title, words) in enumerate(REASONS):
        if index not in found:
            continue
        yield f"### {title}\n\n{words}\n"
        has_filter = any(quantity == "TP" for _, quantity, _ in found[index])
        if title == "Nothing to measure":
            names = dict.fromkeys(name for name, _, _ in found[index])
            yield "Signals: " + ", ".join(names) + ".\n"
            continue
        yield "| signal | quantity | filmgate | ffmpeg | libebur128 | reference |" + (" Annex 2 |" if has_filter else "")
        yield "|---|---|---|---|---|---|" + ("---|" if has_filter else "")
        for name, quantity, values in found[index]:
            numbers = [text(values[meter]) for meter in METERS + ["reference"]]
            numbers += [text(values["Annex 2"]) if quantity == "TP" else ""] if has_filter else []
            yield f"| {name} | {NAMES[quantity]} | " + " | ".join(numbers) + " |"
        yield ""


def worst(rows, quantities):
    """Largest distance of each meter from the reference, where both have a finite value."""
    for quantity in quantities:
        cells = []
        for meter in METERS:
            pairs = [(readings[meter][quantity], readings["reference"][quantity]) for _, readings in rows]
            apart = sorted(abs(a - b) for a, b in pairs if a is not None and b is not None and math.isfinite(a) and math.isfinite(b))
            cells.append(f"{apart[len(apart) // 2]:.3f}, {apart[-1]:.2f}")
        yield f"| {NAMES[quantity]} | " + " | ".join(cells) + " |"


def write(output, rows, made, quantities):
    """`made`: how many of the rows are signals that were made. Returns the differences for which there is no reason."""
    lines, found, missing, count = tables(rows, quantities)
    bold = sum(map(len, found.values()))
    library = version(["pkg-config", "--modversion", "libebur128"])
    page = f"""# Loudness: the same sound, three meters

Written by `Benchmarks/loudness-comparison.py`, which makes {made} signals, takes {len(rows) - made} real files beside them, and measures each with filmgate, with ffmpeg's `ebur128=peak=true` ({" ".join(version(["ffmpeg", "-version"]).split()[:3])}) and with libebur128 {library} (channels named, read every
10 ms). A fourth meter, the *reference*, is the text of BS.1770-5, Tech 3341 and Tech 3342 in double precision: the K-weighting as the
response of the coefficients printed for 48 kHz, applied by Fourier transform at every rate; true peak as the whole band at
16 points a sample. It shares no code with the others and decides who is right.

{count} values were compared; {count - bold} agree within 0.1 LU or 0.1 dB among all four, {bold} do not and are explained below.

Below that bound there is one difference that is no rounding: from 88.2 kHz on ffmpeg and libebur128 read 0.02 to 0.04 LU
lower. They keep the numerator 1, -2, 1 of the high-pass at every rate; at 48 kHz, where it is printed, it lies 0.04 dB above unity, and the
standard asks for the same response at other rates. filmgate scales it.

Distance from the reference where both have a value, median and largest:

| | filmgate | ffmpeg | libebur128 |
|---|---|---|---|
{chr(10).join(worst(rows, quantities))}

## All values

filmgate / ffmpeg / libebur128; one number where all three read the same to two decimals, bold where they differ by more than 0.1 from
each other or from the reference. –: not measured; −∞: silence, or nothing above the gate.

| signal | {" | ".join(NAMES[q] for q in quantities)} |
|---|{"---|" * len(quantities)}
{chr(10).join(lines)}

## Where they differ, and who is right

{chr(10).join(explained(found))}"""
    with open(output, "w") as file:
        file.write(page.rstrip() + "\n")
    return missing
