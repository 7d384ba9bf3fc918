#!/usr/bin/env bash
# Builds everything for debugging and runs the tests.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh
swift build --build-tests
swift test --skip-build --parallel "$@"
