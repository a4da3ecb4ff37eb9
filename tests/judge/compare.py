"""Reduces each reader's answer to comparable facts, and knows the readers' known defects."""

import datetime as dt
import re


def norm(r):
    a = lambda x: (
        None
        if x is None
        else {
            "addr": (x["addr"] or "").lower().replace("mailto:", ""),
            "cn": x["cn"] or None,
            "partstat": (x["partstat"] or "NEEDS-ACTION").upper() if x["partstat"] else None,
            "rsvp": str(x["rsvp"]).upper() if x["rsvp"] is not None else None,
        }
    )
    ev = {}
    for e in r.get("events", []):
        ev[(e["uid"], bool(e["recurid"]), e["summary"])] = {
            "seq": e["seq"] or 0,
            "status": (e["status"] or None),
            "organizer": a(e["organizer"]),
            "attendees": sorted((a(x) for x in e["attendees"]), key=lambda z: z["addr"]),
        }
    ok = lambda x: x if x is None or len(str(x)) <= 10 else str(x)
    inst = sorted((str(u), str(ok(s)), str(ok(e))) for u, s, e in r.get("instances", []))
    return {"method": (r.get("method") or None), "events": ev, "instances": inst}


IANA = {"icalendar", "node-ical"}  # readers that use their own tz database when they know the TZID


def cns(v):
    return [x.get("cn") for x in (v if isinstance(v, list) else [v]) if isinstance(x, dict)]


def known_inst(ns, mine, ref, raw, present):
    """a reason when the minority's difference is a known defect of that reader, not of the file"""
    a, b = [list(x) for x in mine], [list(x) for x in ref]
    if (
        ns == ["node-ical"]
        and len(a) == len(b)
        and all(
            x == y or (x[0] == y[0] and x[1].rstrip("Z") == y[1] and x[2].rstrip("Z") == y[2]) for x, y in zip(a, b)
        )
    ):
        return "node-ical reads floating time in the process zone"
    if (
        ns == ["vobject"]
        and re.search(rb"TZOFFSETTO:[+-]0000", raw)
        and len(a) == len(b)
        and all("Z" not in x[1] or x == y for x, y in zip(a, b))
    ):
        return "vobject reads a zone with offset +0000 as floating"
    if ns == ["vobject"] and b"BEGIN:VTIMEZONE" not in raw and b"TZID=" in raw:
        return "vobject without VTIMEZONE uses pytz wrongly"
    t = lambda z: dt.datetime.strptime(z, "%Y-%m-%dT%H:%M:%SZ")
    if (
        set(ns) == (IANA - {"icalendar"}) & present
        and b"BEGIN:VTIMEZONE" in raw
        and len(a) == len(b)
        and all(
            x == y
            or (
                x[1].endswith("Z")
                and y[1].endswith("Z")
                and t(x[1]) != t(y[1])
                and t(x[1]) - t(y[1]) == t(x[2]) - t(y[2])
            )
            for x, y in zip(a, b)
        )
    ):
        return "TZDB SKEW? this reader prefers its own (older) tz database to the file's VTIMEZONE"
    return None
