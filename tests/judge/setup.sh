#!/bin/sh
# Installs the five readers of the calendar judge with the ordinary clients (Debian, PyPI, npm).
# Safe to run again: each part is skipped when it is already there. Debian packages need root.
set -eu
here=$(cd "$(dirname "$0")" && pwd)

missing=
for package in gcc libc6-dev pkg-config libical-dev python3-venv; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
command -v node >/dev/null && command -v npm >/dev/null || missing="$missing nodejs npm"
if [ -n "$missing" ]; then
    apt-get -o DPkg::Lock::Timeout=400 update -q
    # shellcheck disable=SC2086 # the list is split on purpose
    apt-get -o DPkg::Lock::Timeout=400 install -y -q --no-install-recommends $missing
fi

# tzdata is not pinned: the readers that trust zone names must know this year's changes.
wanted="icalendar==7.3.0 recurring-ical-events==3.8.2 vobject==0.9.9"
if [ "$(cat "$here/venv/.installed" 2>/dev/null || true)" != "$wanted" ]; then
    python3 -m venv "$here/venv"
    # shellcheck disable=SC2086
    "$here/venv/bin/pip" -q --disable-pip-version-check install $wanted tzdata
    echo "$wanted" >"$here/venv/.installed"
fi

if ! cmp -s "$here/package-lock.json" "$here/node_modules/.installed"; then
    (cd "$here" && npm ci --no-audit --no-fund --loglevel=error)
    cp "$here/package-lock.json" "$here/node_modules/.installed"
fi

if [ ! -x "$here/readers/libical_read" ] || [ "$here/readers/libical_read.c" -nt "$here/readers/libical_read" ]; then
    # shellcheck disable=SC2046 # flags, split on purpose
    cc -O1 "$here/readers/libical_read.c" -o "$here/readers/libical_read" $(pkg-config --cflags --libs libical)
fi
