"""Gives the demo's database a directory the size of the nation's: made-up funding sources that serve its own cities, metro areas
and states, with about as many areas, issues and products each as the published instances of `benches/compare/matching`.

seed_sources.py DATABASE [HOW MANY]: the demo's SQLite file, while no server has it open.
"""
import os
import random
import sqlite3
import sys

WHEN = "2026-11-22T15:00:00.000+00:00"
PRODUCTS = [("grant", 0.92), ("pri_loan", 0.06), ("senior_debt", 0.05), ("guarantee", 0.03), ("recoverable_grant", 0.03),
            ("subordinate_debt", 0.02), ("program_equity", 0.01), ("line_of_credit", 0.02)]
KINDS = ["private_foundation", "community_foundation", "cdfi_loan_fund", "bank", "corporate_foundation"]

db = sqlite3.connect(sys.argv[1])
many = int(sys.argv[2]) if len(sys.argv) > 2 else 300_000
dice = random.Random(7)
cities = db.execute("SELECT id, cbsa_code, state, population FROM places WHERE kind = 'city' AND cbsa_code IS NOT NULL").fetchall()
weights = [row[3] or 50_000 for row in cities]
issues = [code for (code,) in db.execute("SELECT code FROM issue_areas")]
people = [code for (code,) in db.execute("SELECT code FROM populations")]
known = {code for (code,) in db.execute("SELECT DISTINCT product FROM capital_products")}
products = [(code, share) for code, share in PRODUCTS if code in known]
# Triggers note every row; the server reads all of it at its start anyway.
triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
for name, _ in triggers:
    db.execute(f"DROP TRIGGER {name}")


def insert(table, rows):
    db.executemany(f"INSERT INTO {table} ({', '.join(rows[0])}) VALUES ({', '.join('?' * len(rows[0]))})", [tuple(row.values()) for row in rows])


for begin in range(0, many, 10_000):
    organizations, sources, areas, subjects, groups, offers = [], [], [], [], [], []
    homes = dice.choices(cities, weights, k=min(10_000, many - begin))
    for at, (city, metro, state, _) in enumerate(homes, begin):
        organization, source, kind = os.urandom(16), os.urandom(16), dice.choice(KINDS)
        name = f"Made-up fund {at} (load run)"
        organizations.append(dict(id=organization, name=name, kind=kind, kind_basis="stated", source="illustrative", as_of="", illustrative=1,
                                  do_not_contact=0, version=1, created_at=WHEN, updated_at=WHEN, hq_place_id=city))
        sources.append(dict(id=source, organization_id=organization, name=name, kind=kind, decision_body="", decision_cycle='[{"board_month":3,"loi_due":"01-15"}]',
                            constraints=dice.choice(["", "", "", "501c3_or_fiscal_sponsor", "evaluator_required", "invite_only"]), target_markets="[]",
                            notes="", active=1, source="illustrative", as_of="2026-01-31", version=1, created_at=WHEN, areas_source=""))
        reach = dice.random()
        served = ({city} if reach < 0.45 else {f"cbsa:{metro}"} if reach < 0.6 else
                  {f"state:{state}"} | {f"state:{dice.choice(cities)[2]}" for _ in range(dice.randrange(3))} if reach < 0.8 else {"national:US"})
        areas += [dict(funding_source_id=source, basis="stated", area=area) for area in served]
        subjects += [dict(funding_source_id=source, issue_code=code) for code in set(dice.choices(issues, k=dice.randint(1, 6)))]
        if dice.random() < 0.5:
            groups += [dict(funding_source_id=source, population_code=code) for code in set(dice.choices(people, k=2))]
        offered = [code for code, share in products if dice.random() < share] or ["grant"]
        for code in offered:
            most = int(min(max(dice.lognormvariate(11.3, 1.6), 1_000), 5e7))
            offers.append(dict(id=os.urandom(16), funding_source_id=source, product=code, min_usd=int(most * dice.uniform(0.01, 0.3)), max_usd=most,
                               position="", conditions=""))
    for table, rows in (("organizations", organizations), ("funding_sources", sources), ("funding_source_areas", areas),
                        ("funding_source_issues", subjects), ("funding_source_populations", groups), ("capital_products", offers)):
        insert(table, rows)
for _, sql in triggers:
    db.execute(sql)
db.commit()
print(f"{many} made-up funding sources")
