#!/usr/bin/env bash
# Builds Filmgate and checks the bundled media against two delivery specs: one file passes, one fails and says why.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh
echo "Building Filmgate (release; the first time takes a few minutes) …"
swift build -c release --product filmgate 2>&1 | grep -vE '^\[|^Building|^Build complete|^Fetch|^Computing|^Creating|^Working|^Updat' || true
filmgate=$(swift build -c release --show-bin-path)/filmgate

echo
echo '$ filmgate check TestMedia/clean-stereo.mov TestMedia/too-loud.mov --profile ebu-r128 --profile ebu-r128-s1'
echo
status=0
"$filmgate" check TestMedia/clean-stereo.mov TestMedia/too-loud.mov --profile ebu-r128 --profile ebu-r128-s1 || status=$?
echo
echo "exit code $status (0 all pass, 1 a rule failed, 2 something could not be checked)"
# One of the two files is meant to fail.
[ "$status" -eq 1 ]
