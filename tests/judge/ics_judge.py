#!/usr/bin/env python3
"""ics_judge.py -- independent readers judge one .ics (or the invitation inside one .eml).

  ics_judge.py [--from 2026-01-01] [--to 2028-01-01] [--json] [--quiet] [--all-readers] FILE...

For each file it prints
  LINT   strict RFC 5545/5546/6047 checks made here, byte by byte (CRLF, 75 octets, UTF-8, nesting, required
         properties, TZID has VTIMEZONE, METHOD's required properties, MIME rules for .eml)
  (a)    whether each reader accepts the file
  (b)    each reader's start/end of every instance (UTC; floating and all-day are shown as such)
  (c)    METHOD, UID, SEQUENCE, STATUS, ORGANIZER, ATTENDEE with PARTSTAT/CN/RSVP as each reader sees them
and then every DISAGREEMENT. Known defects of a reader are printed as KNOWN and do not count.
Exit status, added up: 0 all agree and no lint error, 1 lint error, 2 readers disagree, 4 a reader is missing
(only with --all-readers; otherwise a reader that is not installed is skipped, and says so).

Readers
  icalendar  PyPI icalendar + recurring-ical-events  (IANA name first, VTIMEZONE for unknown names)
  vobject    PyPI vobject                            (VTIMEZONE only)
  ical.js    npm ical.js, Thunderbird's engine       (VTIMEZONE only, no tz database)
  node-ical  npm node-ical                           (IANA/Windows names)
  libical    Debian libical-dev, C                   (VTIMEZONE first; also runs libical's iTIP restriction tables)
Set up with setup.sh.
"""

import datetime as dt
import json
import os
import sys
import tempfile
import warnings

from compare import cns, known_inst, norm
from lint import eml, lint
from python_readers import r_icalendar, r_vobject
from readers import ALL, readers

warnings.filterwarnings("ignore")
UTC = dt.timezone.utc


def judge(path, lo, hi, quiet=False, as_json=False, all_readers=False):
    raw = open(path, "rb").read()
    E = []
    tmp = None
    print(f"=== {path} ({len(raw)} bytes)")
    if path.endswith(".eml"):
        E, parts = eml(raw)
        if not parts:
            print("LINT", E)
            return 1
        tmp = tempfile.NamedTemporaryFile(suffix=".ics", delete=False)
        tmp.write(parts[0][1])
        tmp.close()
        raw = parts[0][1]
        path = tmp.name
    e2, W = lint(raw)
    E += e2
    for x in E:
        print("LINT  error:", x)
    for x in W:
        print("LINT  note: ", x)
    if not E:
        print("LINT  ok")
    res = {}
    for name, f in readers(path, lo, hi):
        try:
            res[name] = f()
            if res[name].get("missing"):
                print(f"  {name}: not installed ({res.pop(name)['missing']})")
                continue
        except Exception as x:
            res[name] = {"reader": name, "ok": False, "error": f"{type(x).__name__}: {x}"[:160]}
    print("(a) accepted")
    for n, r in res.items():
        extra = "; ".join(str(w)[:110] for w in (r.get("warnings") or [])[:4]) or "; ".join((r.get("errors") or [])[:3])
        if r.get("itip_errors"):
            extra += " iTIP: " + "; ".join(r["itip_errors"][:3])
        print(
            f"    {r.get('reader',n):24s} {'yes' if r['ok'] else 'NO  ' + str(r.get('error') or '')} {('['+extra+']') if extra else ''}"
        )
    good = {n: norm(r) for n, r in res.items() if r["ok"]}
    dis, known = [], []
    alli = sorted({i for g in good.values() for i in g["instances"]})
    if not quiet or any(g["instances"] != alli for g in good.values()):
        print("(b) instances")
        for i in alli[:40]:
            who = [n for n, g in good.items() if i in g["instances"]]
            print(
                f"    {i[1]:21s} .. {i[2]:21s} {i[0][:40]:40s} "
                + ("all" if len(who) == len(good) else "ONLY " + ",".join(who))
            )
    votes = {}
    for n, g in good.items():
        votes.setdefault(json.dumps(g["instances"]), []).append(n)
    if len(votes) > 1:
        maj = max(votes.values(), key=len)
        for v, ns in votes.items():
            if ns is not maj:
                msg = f"instances: {','.join(ns)} differ(s) from {','.join(maj)}"
                why = known_inst(ns, json.loads(v), good[maj[0]]["instances"], raw, set(good))
                (known if why else dis).append(msg + (f"  [{why}]" if why else ""))
    print("(c) properties")

    def cmp(label, vals):
        groups = {}
        for n, v in vals.items():
            groups.setdefault(json.dumps(v, ensure_ascii=False, sort_keys=True), []).append(n)
        if len(groups) == 1:
            if not quiet:
                print(f"    {label}: {next(iter(groups))}")
        else:
            minority = [n for v, ns in groups.items() if ns is not max(groups.values(), key=len) for n in ns]
            if (
                minority == ["node-ical"]
                and ("organizer" in label or "attendees" in label)
                and any(";" in (x or "") for v in vals.values() for x in cns(v))
            ):
                known.append(label + "  [node-ical splits a quoted parameter at ';']")
                return
            dis.append(label)
            for v, ns in groups.items():
                print(f"    {label}: {v}   <- {','.join(ns)}")

    cmp("METHOD", {n: g["method"] for n, g in good.items()})
    for k in sorted({k for g in good.values() for k in g["events"]}, key=str):
        for f in ("seq", "status", "organizer", "attendees"):
            cmp(
                f"{k[0]}{'/'+'override' if k[1] else ''} '{k[2]}' {f}",
                {n: g["events"].get(k, {}).get(f, "(no such event)") for n, g in good.items()},
            )
    bad = [n for n, r in res.items() if not r["ok"]]
    if bad and len(bad) < len(res):
        dis.append("accepted by some, refused by " + ",".join(bad))
    for d in known:
        print("KNOWN   ", d)
    for d in dis:
        print("DISAGREE", d)
    if not dis:
        print("AGREE  %d readers" % len(good))
    absent = ALL - set(res)
    if all_readers and absent:
        print("MISSING ", ", ".join(sorted(absent)))
    if tmp:
        os.unlink(tmp.name)
    if as_json:
        print(json.dumps(res, ensure_ascii=False))
    return (1 if E else 0) | (2 if dis else 0) | (4 if all_readers and absent else 0)


if __name__ == "__main__":
    a = sys.argv[1:]
    lo, hi = "2026-01-01", "2028-01-01"
    q = j = everyone = False
    files = []
    while a:
        x = a.pop(0)
        if x == "--from":
            lo = a.pop(0)
        elif x == "--to":
            hi = a.pop(0)
        elif x == "--reader":
            d = lambda s: dt.datetime.fromisoformat(s).replace(tzinfo=UTC)
            name = a.pop(0)
            try:
                print(json.dumps({"icalendar": r_icalendar, "vobject": r_vobject}[name](a.pop(0), d(lo), d(hi))))
            except ModuleNotFoundError as m:
                print(json.dumps({"reader": name, "missing": str(m)}))
            except Exception as m:
                print(json.dumps({"reader": name, "ok": False, "error": f"{type(m).__name__}: {m}"[:160]}))
            sys.exit(0)
        elif x == "--quiet":
            q = True
        elif x == "--all-readers":
            everyone = True
        elif x == "--json":
            j = True
        elif x in ("-h", "--help"):
            print(__doc__)
            sys.exit(0)
        else:
            files.append(x)
    d = lambda s: dt.datetime.fromisoformat(s).replace(tzinfo=UTC)
    rc = 0
    for f in files:
        rc |= judge(f, d(lo), d(hi), q, j, everyone)
    sys.exit(rc)
