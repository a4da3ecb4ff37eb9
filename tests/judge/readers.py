"""Runs each independent reader in its own process; each gives the same JSON."""

import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
READERS = os.path.join(HERE, "readers")
NODE_MODULES = os.path.join(HERE, "node_modules")


ALL = {"icalendar", "vobject", "ical.js", "node-ical", "libical"}


def sub(cmd, env=None):
    r = subprocess.run(
        cmd, capture_output=True, timeout=120, env={**os.environ, "TZ": "UTC", "PYTHONTZPATH": "", **(env or {})}
    )
    if r.returncode != 0 or not r.stdout.strip():
        return {
            "reader": cmd[1] if len(cmd) > 1 else cmd[0],
            "ok": False,
            "error": "exit %d: %s" % (r.returncode, r.stderr.decode("utf-8", "replace")[:200]),
        }
    return json.loads(r.stdout.decode("utf-8", "replace"))


def readers(path, lo, hi):
    z = lambda d: d.strftime("%Y-%m-%dT%H:%M:%SZ")
    c = lambda d: d.strftime("%Y%m%dT%H%M%SZ")
    # Own process: vobject keeps a global TZID registry.
    me = [sys.executable, os.path.join(HERE, "ics_judge.py"), "--from", lo.date().isoformat()]
    me += ["--to", hi.date().isoformat(), "--reader"]
    yield "icalendar", lambda: sub(me + ["icalendar", path])
    yield "vobject", lambda: sub(me + ["vobject", path])
    if os.path.isdir(os.path.join(NODE_MODULES, "ical.js")):
        yield "ical.js", lambda: sub(["node", os.path.join(READERS, "icaljs_read.mjs"), path, z(lo), z(hi)])
    if os.path.isdir(os.path.join(NODE_MODULES, "node-ical")):
        yield "node-ical", lambda: sub(["node", os.path.join(READERS, "nodeical_read.mjs"), path, z(lo), z(hi)])
    if os.path.exists(os.path.join(READERS, "libical_read")):
        yield "libical", lambda: sub([os.path.join(READERS, "libical_read"), path, c(lo), c(hi)])
