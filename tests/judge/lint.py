"""Strict byte-level checks of RFC 5545, 5546 and 6047, written for this project."""

import email
import email.policy
import re

PARAM = re.compile(
    rb';([A-Za-z0-9-]+)=((?:"[^"\x00-\x08\x0a-\x1f\x7f]*"|[^";:,\x00-\x08\x0a-\x1f\x7f]*)(?:,(?:"[^"\x00-\x08\x0a-\x1f\x7f]*"|[^";:,\x00-\x08\x0a-\x1f\x7f]*))*)'
)
ONCE_CAL = ("PRODID", "VERSION", "CALSCALE", "METHOD", "NAME_", "X-WR-CALNAME")
ONCE_EV = (
    "UID",
    "DTSTAMP",
    "DTSTART",
    "DTEND",
    "DURATION",
    "SEQUENCE",
    "STATUS",
    "SUMMARY",
    "LOCATION",
    "DESCRIPTION",
    "ORGANIZER",
    "TRANSP",
    "CLASS",
    "CREATED",
    "LAST-MODIFIED",
    "PRIORITY",
    "GEO",
    "URL",
    "RECURRENCE-ID",
    "RRULE",
)
TEXT = {"SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "CONTACT", "NAME", "TZNAME"}


def lint(raw):
    E, W = [], []
    if raw.startswith(b"\xef\xbb\xbf"):
        E.append("BOM at start")
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as x:
        E.append(f"not UTF-8 at byte {x.start}")
    if re.search(rb"(?<!\r)\n", raw):
        E.append("bare LF line ending")
    if re.search(rb"\r(?!\n)", raw):
        E.append("bare CR")
    if not raw.endswith(b"\r\n"):
        E.append("no CRLF at end")
    for i, l in enumerate(re.split(rb"\r?\n", raw), 1):
        if len(l) > 75:
            E.append(f"line {i}: {len(l)} octets (>75)")
        if l.startswith((b" ", b"\t")) and l[1:2] and (l[1] & 0xC0) == 0x80:
            W.append(f"line {i}: folded inside a UTF-8 character")
        if re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", l):
            E.append(f"line {i}: control character")
    body = re.sub(rb"\r?\n[ \t]", b"", raw)
    stack, comps = [], []
    for l in re.split(rb"\r?\n", body):
        if not l:
            continue
        m = re.match(rb"([A-Za-z0-9-]+)", l)
        if not m:
            E.append(f"no property name: {l[:40]!r}")
            continue
        name = m.group(1).decode().upper()
        pos = m.end()
        params = {}
        while pos < len(l) and l[pos : pos + 1] == b";":
            pm = PARAM.match(l, pos)
            if not pm:
                E.append(f"bad parameter in {l[:90]!r}")
                break
            params.setdefault(pm.group(1).decode().upper(), []).append(
                pm.group(2).decode("utf-8", "replace").strip('"')
            )
            pos = pm.end()
        if l[pos : pos + 1] != b":":
            E.append(f"no ':' after parameters in {l[:90]!r}")
            continue
        val = l[pos + 1 :].decode("utf-8", "replace")
        for k, v in params.items():
            if len(v) > 1:
                E.append(f"{name}: parameter {k} repeated")
        if name == "BEGIN":
            c = {"name": val.upper(), "props": [], "sub": []}
            (stack[-1]["sub"] if stack else comps).append(c)
            stack.append(c)
            continue
        if name == "END":
            if not stack or stack[-1]["name"] != val.upper():
                E.append(f"END:{val} does not match")
            else:
                stack.pop()
            continue
        if not stack:
            E.append(f"{name} outside a component")
            continue
        stack[-1]["props"].append((name, params, val))
        if (
            name in TEXT
            and params.get("VALUE", ["TEXT"])[0] == "TEXT"
            and re.search(r"(?<!\\)(?:\\\\)*(?:,|;)|\\(?![\\;,nN])(?!.*\\\\$)", val.replace("\\\\", ""))
        ):
            E.append(f"{name}: unescaped , or ; or bad escape in {val[:60]!r}")
    if stack:
        E.append(f"unclosed {stack[-1]['name']}")
    if len(comps) != 1:
        W.append(f"{len(comps)} VCALENDAR objects")
    for cal in comps:
        n = lambda c, k: [p for p in c["props"] if p[0] == k]
        for k in ("PRODID", "VERSION"):
            if len(n(cal, k)) != 1:
                E.append(f"VCALENDAR has {len(n(cal,k))} {k}")
        meth = n(cal, "METHOD")
        meth = meth[0][2].upper() if meth else None
        tzs = [p[2] for c in cal["sub"] if c["name"] == "VTIMEZONE" for p in n(c, "TZID")]
        for t in set(tzs):
            if tzs.count(t) > 1:
                E.append(f"VTIMEZONE {t} repeated")
        uids = set()
        used = set()
        for c in cal["sub"]:
            if c["name"] == "VTIMEZONE":
                if n(c, "DTSTAMP") or n(c, "UID"):
                    E.append("VTIMEZONE carries DTSTAMP/UID")
                for s in c["sub"]:
                    if n(s, "DTSTAMP") or n(s, "UID"):
                        E.append(f"VTIMEZONE/{s['name']} carries DTSTAMP/UID")
                    for k in ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO"):
                        if len(n(s, k)) != 1:
                            E.append(f"VTIMEZONE/{s['name']}: {k} x{len(n(s,k))}")
                if not c["sub"]:
                    E.append("VTIMEZONE without STANDARD/DAYLIGHT")
            if c["name"] == "VEVENT":
                for k in ONCE_EV:
                    if len(n(c, k)) > 1:
                        E.append(f"VEVENT: {k} x{len(n(c,k))}")
                for k in ("UID", "DTSTAMP"):
                    if not n(c, k):
                        E.append(f"VEVENT without {k}")
                if n(c, "DTSTAMP") and not n(c, "DTSTAMP")[0][2].endswith("Z"):
                    E.append("DTSTAMP not UTC")
                if not n(c, "DTSTART") and meth not in ("REPLY", "CANCEL", "REFRESH", "DECLINECOUNTER"):
                    E.append("VEVENT without DTSTART")
                if n(c, "DTEND") and n(c, "DURATION"):
                    E.append("DTEND and DURATION together")
                if n(c, "DTSTART") and n(c, "DTEND"):
                    a, b = n(c, "DTSTART")[0], n(c, "DTEND")[0]
                    if ("VALUE" in a[1]) != ("VALUE" in b[1]):
                        E.append("DTSTART and DTEND of different value type")
                    if a[1].get("TZID") == b[1].get("TZID") and b[2] <= a[2]:
                        E.append(f"DTEND {b[2]} not after DTSTART {a[2]}")
                for p in c["props"]:
                    if "TZID" in p[1]:
                        used.add(p[1]["TZID"][0])
                        if p[2].endswith("Z"):
                            E.append(f"{p[0]}: TZID with a UTC value")
                    if p[0] in ("ATTENDEE", "ORGANIZER") and not p[2].lower().startswith("mailto:"):
                        E.append(f"{p[0]} is not a mailto: URI: {p[2][:60]}")
                uids |= {p[2] for p in n(c, "UID")}
                if meth and meth != "PUBLISH":
                    if not n(c, "ORGANIZER"):
                        (W if meth in ("REPLY", "COUNTER") else E).append(
                            f"METHOD:{meth} without ORGANIZER"
                        )  # Exchange sends these
                    deleg = any("DELEGATED-TO" in a[1] or "DELEGATED-FROM" in a[1] for a in n(c, "ATTENDEE"))
                    if meth == "REPLY" and len(n(c, "ATTENDEE")) != 1 and not (deleg and len(n(c, "ATTENDEE")) == 2):
                        E.append(f"REPLY with {len(n(c,'ATTENDEE'))} ATTENDEE")
                    if meth in ("REQUEST", "COUNTER") and not n(c, "SUMMARY"):
                        E.append(f"{meth} without SUMMARY (RFC 5546: 1)")
                    if meth == "REQUEST" and not n(c, "ATTENDEE"):
                        E.append("REQUEST without ATTENDEE")
                    if meth == "CANCEL" and not n(c, "SEQUENCE"):
                        E.append("CANCEL without SEQUENCE")
                if meth == "PUBLISH" and n(c, "ATTENDEE"):
                    E.append("PUBLISH with ATTENDEE (RFC 5546 3.2.1: 0)")
                for s in c["sub"]:
                    if s["name"] == "VALARM" and n(s, "DTSTAMP"):
                        W.append("VALARM carries DTSTAMP (not in RFC 5545 3.6.6)")
        for t in used - set(tzs):
            E.append(f"TZID {t} has no VTIMEZONE (RFC 5545 3.6.5)")
        for t in set(tzs) - used:
            W.append(f"VTIMEZONE {t} is not used")
        if meth and meth != "PUBLISH" and len(uids) > 1:
            E.append(f"{meth} carries {len(uids)} UIDs")
    return E, W


LAYOUT = ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar", "application/ics"]


def layout(m):
    """The layout of CalConnect's iMIP best practices, and who it is from (calendar.md 3.1, 3.2)."""
    E = []
    parts = list(m.walk())
    kinds = [p.get_content_type() for p in parts]
    if kinds != LAYOUT:
        return [f"parts are {kinds}"]
    cal, att = parts[4], parts[5]
    if cal["Content-Disposition"] or cal["Content-ID"]:
        E.append("the calendar part has a Content-Disposition or Content-ID (Thunderbird hides it)")
    if str(cal["Content-Transfer-Encoding"]).lower() != "quoted-printable":
        E.append("the calendar part is not quoted-printable")
    if cal.get_param("charset") != "UTF-8" or (cal.get_param("component") or "").upper() != "VEVENT":
        E.append("the calendar part lacks charset=UTF-8 or component=VEVENT")
    if att.get_content_disposition() != "attachment" or not (att.get_filename() or "").endswith(".ics"):
        E.append("the attachment is not an attached .ics")
    text = re.sub(rb"\r\n[ \t]", b"", cal.get_payload(decode=True)).decode("utf-8", "replace")
    organizer = re.search(r"^ORGANIZER.*:mailto:(\S+)", text, re.M | re.I)
    heads = [a.addr_spec for h in ("From", "Reply-To") if m[h] for a in m[h].addresses]
    if not organizer or heads != [organizer.group(1)] * 2:
        E.append(f"From and Reply-To are {heads}, ORGANIZER {organizer and organizer.group(1)}")
    to = {a.addr_spec.lower() for a in m["To"].addresses}
    invited = {a.lower() for a in re.findall(r"^ATTENDEE.*:mailto:(\S+)", text, re.M | re.I)}
    if not to <= invited:
        E.append(f"To {to} is not among the ATTENDEEs {invited}")
    for h in ("Message-ID", "Date", "MIME-Version"):
        if len(m.get_all(h) or []) != 1:
            E.append(f"{h} is not there once")
    return E


def eml(raw):
    """RFC 6047 checks; returns (errors, [ (label, ics bytes) ])"""
    E, out = [], []
    m = email.message_from_bytes(raw, policy=email.policy.default)
    tree = []

    def walk(p, d):
        tree.append(
            "  " * d
            + p.get_content_type()
            + (" method=" + str(p.get_param("method")) if p.get_content_type() == "text/calendar" else "")
            + (" [" + str(p.get_content_disposition()) + "]" if p.get_content_disposition() else "")
            + (
                " " + str(p["Content-Transfer-Encoding"])
                if p["Content-Transfer-Encoding"] and not p.is_multipart()
                else ""
            )
        )
        [walk(q, d + 1) for q in (p.iter_parts() if p.is_multipart() else [])]

    walk(m, 0)
    print("MIME\n   " + "\n   ".join(tree))
    for p in m.walk():
        if p.get_content_type() in ("text/calendar", "application/ics"):
            b = p.get_payload(decode=True)
            out.append((p.get_content_type(), b))
            meth = re.search(rb"^METHOD:([A-Za-z]+)", b, re.M)
            if p.get_content_type() == "text/calendar":
                if p.get_param("method") is None:
                    E.append("text/calendar without method parameter (not iMIP, RFC 6047 2.4)")
                elif not meth or p.get_param("method").upper() != meth.group(1).decode().upper():
                    E.append("method parameter differs from METHOD property")
                if any(c > 127 for c in b) and (p.get_param("charset") or "").lower() != "utf-8":
                    E.append("non-ASCII text/calendar without charset=UTF-8")
                if any(c > 127 for c in b) and (p["Content-Transfer-Encoding"] or "7bit").lower() == "7bit":
                    E.append("8-bit data in a 7bit part")
    if any(p.get_content_type() == "text/calendar" and p.get_param("method") for p in m.walk()):
        E += layout(m)
    if not out:
        E.append("no text/calendar part")
    elif len({re.sub(rb"\r?\n", b"\r\n", b) for _, b in out}) > 1:
        E.append("the text/calendar and application/ics parts differ")
    return E, out
