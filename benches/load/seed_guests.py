"""Gives a convening of the demo's database many made-up guests, each with a seat and an address, who are invited to nothing yet.
It is marked as real, because what is invented is never written to.

seed_guests.py DATABASE HOW_MANY
"""
import os
import sqlite3
import sys
import uuid

WHEN = "2026-11-22T15:00:00.000+00:00"

db = sqlite3.connect(sys.argv[1], timeout=30)
many = int(sys.argv[2])
(convening,) = db.execute("SELECT id FROM convenings WHERE status = 'confirmed' ORDER BY starts_at DESC").fetchone()
db.execute("UPDATE convenings SET illustrative = 0 WHERE id = ?", (convening,))
db.execute("DELETE FROM invitations WHERE convening_id = ?", (convening,))
db.execute("DELETE FROM seats WHERE convening_id = ?", (convening,))


def insert(table, rows):
    columns = ", ".join(rows[0])
    db.executemany(f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(rows[0]))})", [tuple(row.values()) for row in rows])


seats, invitations = [], []
for n in range(many):
    seat, address = uuid.uuid4().bytes, f"guest{n}@fund{n % 997}.example.org"
    seats.append(dict(id=seat, convening_id=convening, guest_name=f"Guest {n}", role="funder", attendance="optional", position=n, created_at=WHEN))
    invitations.append(dict(id=os.urandom(16), convening_id=convening, seat_id=seat, address=address, address_key=address, name=f"Guest {n}",
                            attendance="optional", is_chair=0, state="planned", partstat="needs_action", rsvp=0, why="", note="", illustrative=0,
                            version=1, created_at=WHEN))
insert("seats", seats)
insert("invitations", invitations)
db.commit()
