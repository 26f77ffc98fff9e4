#!/bin/sh
# Prints the path of a Chromium that runs, installing one where there is none; else says so.
set -eu
cd "$(dirname "$0")/.."

runs() {
    [ -n "$1" ] && [ -x "$1" ] && "$1" --version >/dev/null 2>&1
}

installed() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        path=$(command -v "$name" 2>/dev/null || true)
        if runs "$path"; then
            echo "$path"
            return
        fi
    done
    path=$(.venv/bin/python -c 'from playwright.sync_api import sync_playwright as start
with start() as play: print(play.chromium.executable_path)' 2>/dev/null || true)
    if runs "$path"; then echo "$path"; fi
}

if [ -n "${CHROMIUM:-}" ]; then
    runs "$(command -v "$CHROMIUM" || true)" && command -v "$CHROMIUM" && exit 0
    echo "CHROMIUM=$CHROMIUM is not a browser that runs." >&2
    exit 1
fi

found=$(installed)
if [ -z "$found" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium with apt ..." >&2
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } >&2 || true
    found=$(installed)
fi
if [ -z "$found" ]; then
    echo "Installing Chromium with playwright ..." >&2
    .venv/bin/python -m playwright install chromium >&2 || true
    found=$(installed)
fi
if [ -z "$found" ]; then
    echo "The tests need Chromium, and none could be found or installed: install one, or name it in CHROMIUM." >&2
    exit 1
fi
echo "$found"
