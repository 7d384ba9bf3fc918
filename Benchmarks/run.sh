#!/usr/bin/env bash
# Builds the release program and prints the table of README.md beside this file.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh
swift build -c release --product filmgate >&2
exec python3 Benchmarks/run.py "$@"
