"""Gives the headline number of the goal the load run looks at 200 monthly values, so that its page is a full one.

seed_points.py DATABASE: the demo's SQLite file, while no server has it open.
"""
import os
import sqlite3
import sys

POINTS = 200
db = sqlite3.connect(sys.argv[1])
(indicator,) = db.execute(
    "SELECT i.id FROM indicators i JOIN goals g ON g.id = i.goal_id"
    " WHERE g.source_key = 'g-sf-01' ORDER BY i.position LIMIT 1"
).fetchone()
rows = []
for month in range(POINTS):
    date = f"{2008 + month // 12}-{month % 12 + 1:02}-28"
    value = 5.0 + month % 37 / 10
    rows.append((os.urandom(16), indicator, date, value, "2026-11-22T15:00:00.000+00:00"))
with db:
    db.executemany(
        "INSERT INTO data_points (id, indicator_id, observed_on, value, revision, source, note, created_at)"
        " VALUES (?, ?, ?, ?, 1, 'Made up for the load run', '', ?)",
        rows,
    )
print(f"the goal's number has {POINTS} values")
