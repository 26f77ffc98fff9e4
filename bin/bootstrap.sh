#!/bin/sh
# Makes the project's own Python environment in .venv: `bin/bootstrap.sh local` to run Waterline,
# `bin/bootstrap.sh dev` to test it. Says in one sentence what is missing; does nothing when warm.
set -eu
cd "$(dirname "$0")/.."

kind=${1:-local}
stamp=.venv/waterline-stamp
python=.venv/bin/python

fail() {
    echo "$*" >&2
    exit 1
}

# What an environment of this kind is made from; another place on disk breaks its scripts.
fingerprint() {
    pwd -P
    echo "$1"
    cat requirements/base.txt requirements/local.txt
    [ "$1" = local ] || cat requirements/dev.txt
}

is_warm() {
    [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$1 $(fingerprint "$1" | cksum)" ] &&
        "$python" -c '' 2>/dev/null
}

# An environment for tests also runs Waterline: never take its tools away again.
if is_warm dev; then exit 0; fi
if [ "$kind" = local ] && is_warm local; then exit 0; fi
case "$(cat "$stamp" 2>/dev/null || true)" in dev*) kind=dev ;; esac

mkdir -p .uv 2>/dev/null && [ -w .uv ] ||
    fail "The folder $(pwd -P) cannot be written by $(id -un): Waterline keeps its Python environment there."
log=.uv/log
if command -v flock >/dev/null 2>&1; then
    exec 9>.uv/lock
    flock 9
    if is_warm "$kind"; then exit 0; fi
fi

# With pyenv, a name may be found and yet not run: each candidate must prove itself. Prints its
# real path, which no .python-version can redirect.
prove() {
    "$1" -c "import sys; $2; sys.stdout.write(sys.executable)" 2>/dev/null
}

candidates() {
    for name in ${PYTHON:-} python3.13 python3.14 python3.12 python3 python; do
        echo "$name"
    done
    for name in 3.13 3.14 3.12 3.11 3.10; do
        ls -d "${PYENV_ROOT:-${HOME:-/}/.pyenv}/versions/$name"*/bin/python3 2>/dev/null || true
    done
    ls /usr/local/bin/python3 /usr/bin/python3 2>/dev/null || true
}

find_python() {
    candidates | while read -r name; do
        if found=$(prove "$name" "$1") && [ -n "$found" ]; then
            echo "$found"
            break
        fi
    done
}

last_words() {
    grep -E '^ *(error|cause|ERROR|×)' "$log" | tail -n 1 | sed 's/^ *//' | cut -c 1-300
}

fit=$(find_python 'assert (3, 12) <= sys.version_info[:2] < (4, 0)')

if ! .uv/venv/bin/uv --version >/dev/null 2>&1; then
    any=$(find_python 'assert sys.version_info >= (3, 9)')
    [ -n "$any" ] || fail "Python 3.12 or newer is needed and was not found: install it, for example with 'apt install python3 python3-venv'."
    base=$(find_python 'assert sys.version_info >= (3, 9); import venv, ensurepip')
    [ -n "$base" ] || fail "Python's venv module is missing: install it, for example with 'apt install python3-venv', and run make again."
    echo "Fetching the installer (once) ..."
    rm -rf .uv/venv
    "$base" -m venv .uv/venv >"$log" 2>&1 ||
        fail "A Python environment could not be made in .uv/venv; .uv/log says why."
    .uv/venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
        -r requirements/uv.txt >"$log" 2>&1 ||
        fail "The installer (uv) could not be fetched: $(last_words) (all of it is in .uv/log)."
fi
uv=.uv/venv/bin/uv

# Unlike pip, uv brings its own list of certificate authorities: prefer the machine's, which
# also knows those of a company's proxy.
for bundle in /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt /etc/ssl/cert.pem; do
    if [ -r "$bundle" ]; then export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-true}"; fi
done

if ! prove "$python" 'assert (3, 12) <= sys.version_info[:2]' >/dev/null ||
    [ "$(cat .venv/waterline-place 2>/dev/null || pwd -P)" != "$(pwd -P)" ]; then
    echo "Making the Python environment ..."
    if [ -n "$fit" ]; then
        "$uv" venv --quiet --clear --no-project --python "$fit" .venv >"$log" 2>&1 ||
            fail "A Python environment could not be made in .venv: $(last_words)"
    else
        "$uv" venv --quiet --clear --no-project --managed-python --python 3.13 .venv >"$log" 2>&1 ||
            fail "Python 3.12 or newer is needed, none was found, and none could be fetched: install one and run make again."
    fi
    pwd -P >.venv/waterline-place
fi

echo "Installing the pinned packages ..."
rm -f "$stamp"
# pip may know a mirror that uv does not: its configuration files are its own.
"$uv" pip sync --quiet --python "$python" --require-hashes "requirements/$kind.txt" >"$log" 2>&1 ||
    .uv/venv/bin/python -m pip --quiet --disable-pip-version-check --python "$python" install \
        --require-hashes -r "requirements/$kind.txt" >>"$log" 2>&1 ||
    fail "The packages could not be installed: $(last_words) (all of it is in .uv/log)."
pwd -P >.venv/waterline-place
echo "$kind $(fingerprint "$kind" | cksum)" >"$stamp"
