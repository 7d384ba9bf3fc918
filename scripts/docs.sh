#!/usr/bin/env bash
# Writes docs/checks from the guides of the checks.
set -euo pipefail
cd "$(dirname "$0")/.."
swift build --product filmgate
"$(swift build --show-bin-path)"/filmgate explain --write-pages docs/checks
