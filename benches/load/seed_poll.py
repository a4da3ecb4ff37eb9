"""Fills the newest date poll of the demo's database with made-up people, times and answers, and prints what a load run needs.

seed_poll.py DATABASE PEOPLE TIMES > FILE
Lines of the file: `person SECRET` for each link and `option ID` for each time.
"""
import base64
import hashlib
import random
import secrets
import sqlite3
import sys
import uuid
from datetime import datetime, timedelta

WHEN = "2026-11-22T15:00:00.000+00:00"
FIRST = datetime(2027, 3, 1, 9)  # a Monday, in Los Angeles (UTC-8)

db = sqlite3.connect(sys.argv[1], timeout=30)
people, times = int(sys.argv[2]), int(sys.argv[3])
(poll,) = db.execute("SELECT id FROM date_polls ORDER BY created_at DESC").fetchone()
roll = random.Random(7)


def insert(table, rows):
    columns = ", ".join(rows[0])
    db.executemany(f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(rows[0]))})", [tuple(row.values()) for row in rows])


def option(n):
    local = FIRST + timedelta(days=n // 5, hours=n % 5)
    clock = lambda at: at.strftime("%Y-%m-%d %H:%M:%S")
    utc = lambda at: (at + timedelta(hours=8)).strftime("%Y-%m-%dT%H:%M:%S.000+00:00")
    ends = local + timedelta(minutes=90)
    return dict(id=uuid.uuid4().bytes, poll_id=poll, local_start=clock(local), local_end=clock(ends), starts_at=utc(local), ends_at=utc(ends),
                tzdb_version="2025b", added_at=WHEN, version=1)


options = [option(n) for n in range(times)]
asked, links, votes = [], [], []
organizations = [row[0] for row in db.execute("SELECT id FROM organizations ORDER BY id LIMIT 500")]
for n in range(people):
    key, secret = uuid.uuid4().bytes, secrets.token_urlsafe(32)
    address = f"guest{n}@fund{n % 997}.example.org"
    asked.append(dict(id=key, poll_id=poll, organization_id=organizations[n % len(organizations)], name=f"Guest {n}", address=address,
                      address_key=address, attendance="must" if n < 5 else "optional", state="answered", note="", asked_at=WHEN,
                      answered_at=WHEN, answer_source="link", recorded_by="", reminded=0, illustrative=1, version=1, created_at=WHEN))
    links.append(dict(id=uuid.uuid4().bytes, poll_person_id=key, created_at=WHEN,
                      token_hash=base64.urlsafe_b64encode(hashlib.sha256(secret.encode()).digest()).rstrip(b"=").decode()))
    votes += [dict(poll_person_id=key, poll_option_id=each["id"], answer=roll.choice(["yes", "yes", "if_needed", "no"]), note="", said_at=WHEN,
                   source="link", written_by="") for each in options]
    print("person", secret)
for each in options:
    print("option", uuid.UUID(bytes=each["id"]))
insert("poll_options", options)
insert("poll_people", asked)
insert("poll_links", links)
insert("poll_votes", votes)
db.execute("UPDATE date_polls SET state = 'open', opened_at = ? WHERE id = ?", (WHEN, poll))
db.commit()
