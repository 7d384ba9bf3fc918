#!/usr/bin/env bash
# Installs the Debian packages of packages.txt that are missing, and says so. Does nothing when all are there.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

missing=()
while read -r package; do
    case $package in '' | '#'*) continue ;; esac
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done <"$here/packages.txt"

if [ ${#missing[@]} -gt 0 ]; then
    echo "Installing Debian packages: ${missing[*]}"
    run=()
    if [ "$(id -u)" -ne 0 ]; then run=(sudo); fi
    "${run[@]}" apt-get update -qq
    "${run[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

if ! command -v swift >/dev/null; then
    echo "Filmgate is built with Swift 6 or newer, and no 'swift' is on the PATH: see https://www.swift.org/install/linux/" >&2
    exit 2
fi
