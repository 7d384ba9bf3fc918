#!/usr/bin/env python3
"""Holds Filmgate's photosensitivity verdicts against the labels of others, and prints the table of
docs/photosensitivity.md.

    Benchmarks/photosensitivity.py MEDIA

MEDIA is a folder with MANIFEST.tsv (columns `file` and `expected`) and the files it names. Labels such as
`itu_r1702_4=fail` come from the Trace RERC benchmark (github.com/jbjord/pse-test-media, BSD-3); files without labels are
those of EA IRIS. FILMGATE names the program (default: .build/release/filmgate).
"""
import csv
import json
import os
import subprocess
import sys

FILMGATE = os.environ.get("FILMGATE", ".build/release/filmgate")
SETS = [("itu_r1702_4", "pse"), ("ofcom2017", "pse.ofcom"), ("wcag2_2", "pse.wcag"), ("trace24", "pse.trace")]


def measure(path):
    metrics = ",".join(f"{prefix}.{kind}" for _, prefix in SETS for kind in ("luminance", "red"))
    arguments = [FILMGATE, "measure", path, "--json", "--quiet", "--no-hash", "--only", metrics]
    readings = json.loads(subprocess.run(arguments, capture_output=True, check=True).stdout)["readings"]
    return {reading["metric"]: reading for reading in readings}


def verdict(readings, prefix):
    return "fail" if any(readings[f"{prefix}.{kind}"]["value"] == "fail" for kind in ("luminance", "red")) else "pass"


def labels(text):
    pairs = (part.strip().split("=", 1) for part in text.split(";") if "=" in part)
    return {pair[0]: pair[1] for pair in pairs if pair[0] in dict(SETS)}


def main(folder):
    agreeing = total = 0
    print("| file | BT.1702-3 | Ofcom | WCAG 2.2 | Trace 2024 | worst second (BT.1702-3) |")
    print("|---|---|---|---|---|---|")
    with open(os.path.join(folder, "MANIFEST.tsv")) as table:
        rows = sorted(csv.DictReader(table, delimiter="\t"), key=lambda row: row["file"])
    for row in rows:
        readings = measure(os.path.join(folder, row["file"]))
        stated = labels(row["expected"])
        cells = []
        for name, prefix in SETS:
            found = verdict(readings, prefix)
            agreeing += stated.get(name) == found
            total += name in stated
            cells.append(found if stated.get(name, found) == found else f"**{found}**, label {stated[name]}")
        kind = "red" if readings["pse.red"]["value"] == "fail" else "luminance"
        note = readings[f"pse.{kind}"]["note"].split("; ")[2]
        mark = "" if stated else " (no labels)"
        print(f"| `{row['file']}`{mark} | {' | '.join(cells)} | {kind}: {note} |")
    print(f"\n{agreeing} of {total} labels agree.")


if __name__ == "__main__":
    main(*sys.argv[1:])
