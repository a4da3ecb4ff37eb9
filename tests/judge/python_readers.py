"""The two readers that live in Python: PyPI icalendar (khal's) and vobject (Radicale's)."""

import datetime as dt

UTC = dt.timezone.utc


def fmt(v):
    if isinstance(v, dt.datetime):
        if v.tzinfo is None:
            return v.strftime("%Y-%m-%dT%H:%M:%S")
        return v.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return v.isoformat()


def r_icalendar(path, lo, hi):
    import icalendar, recurring_ical_events

    out = {"reader": "icalendar " + icalendar.__version__}
    raw = open(path, "rb").read()
    cals = icalendar.Calendar.from_ical(raw, multiple=True)
    out["ok"] = True
    out["events"] = []
    out["instances"] = []
    out["warnings"] = []

    def p(a):
        if a is None:
            return None
        g = lambda k: (str(a.params[k]) if k in a.params else None)
        return {"addr": str(a), "cn": g("CN"), "partstat": g("PARTSTAT"), "rsvp": g("RSVP")}

    for cal in cals:
        out["method"] = str(cal["METHOD"]) if "METHOD" in cal else out.get("method")
        for c in cal.walk():
            for e in getattr(c, "errors", []):
                out["warnings"].append(f"{c.name}: {e}")
        for e in cal.walk("VEVENT"):
            at = e.get("ATTENDEE", [])
            at = at if isinstance(at, list) else [at]
            s = lambda k: (str(e[k]) if k in e else None)
            rid = e.get("RECURRENCE-ID")
            out["events"].append(
                {
                    "uid": s("UID"),
                    "seq": int(e["SEQUENCE"]) if "SEQUENCE" in e else None,
                    "status": s("STATUS"),
                    "summary": s("SUMMARY"),
                    "recurid": fmt(rid.dt) if rid is not None else None,
                    "organizer": p(e.get("ORGANIZER")),
                    "attendees": [p(a) for a in at],
                }
            )
        for e in [e for e in cal.walk("VEVENT") if "DTSTART" not in e]:
            cal.subcomponents.remove(e)  # REPLY, REFRESH, CANCEL may lack it
        for o in recurring_ical_events.of(cal).between(lo, hi)[:2000]:
            en = o.get("DTEND")
            st = o["DTSTART"].dt
            en = en.dt if en is not None else (st + o["DURATION"].dt if "DURATION" in o else st)
            out["instances"].append([str(o.get("UID")), fmt(st), fmt(en)])
    return out


def r_vobject(path, lo, hi):
    import vobject
    from importlib.metadata import version

    out = {"reader": "vobject " + version("vobject"), "ok": True, "events": [], "instances": [], "warnings": []}
    txt = open(path, "rb").read().decode("utf-8-sig")

    def p(a):
        if a is None:
            return None
        g = lambda k: (a.params[k][0] if k in a.params else None)
        return {"addr": a.value, "cn": g("CN"), "partstat": g("PARTSTAT"), "rsvp": g("RSVP")}

    for cal in vobject.readComponents(txt):
        out["method"] = cal.method.value if "method" in cal.contents else None
        evs = cal.contents.get("vevent", [])
        over = {}
        for e in evs:
            if "recurrence-id" in e.contents:
                over.setdefault(e.uid.value, set()).add(e.recurrence_id.value)
        for e in evs:
            g = lambda k: (e.contents[k][0].value if k in e.contents else None)
            rid = g("recurrence-id")
            out["events"].append(
                {
                    "uid": g("uid"),
                    "seq": int(g("sequence")) if g("sequence") is not None else None,
                    "status": g("status"),
                    "summary": g("summary"),
                    "recurid": fmt(rid) if rid is not None else None,
                    "organizer": p(e.contents["organizer"][0]) if "organizer" in e.contents else None,
                    "attendees": [p(a) for a in e.contents.get("attendee", [])],
                }
            )
            st = g("dtstart")
            en = g("dtend")
            if st is None:
                continue
            if en is None:
                en = st + g("duration") if g("duration") else st
            dur = en - st
            rs = e.rruleset if ("rrule" in e.contents or "rdate" in e.contents) else None
            if rs is None or rid is not None:
                out["instances"].append([g("uid"), fmt(st), fmt(en)])
                continue
            n = 0
            for x in rs:
                isdate = not isinstance(st, dt.datetime)
                if x.tzinfo is None and isinstance(st, dt.datetime) and st.tzinfo is not None:
                    x = x.replace(tzinfo=st.tzinfo)
                cmp = x if x.tzinfo else x.replace(tzinfo=UTC)
                if cmp >= hi or n >= 60:
                    break
                if cmp < lo or x in over.get(g("uid"), ()):
                    continue
                v = x.date() if isdate else x
                e2 = v + dur
                out["instances"].append([g("uid"), fmt(v), fmt(e2)])
                n += 1
    return out
