"""Composing, ours beside HiGHS, on the same generated questions: greedy and swapped lists, ceilings, processor time.
Called by benches/compare/compose; FOLDER holds compose.py of the reference, whose generator and model are used as they are.
Chances and fits are rounded to basis points once, and both sides get the rounded numbers."""
import importlib.util
import json
import subprocess
import sys
import tempfile
import time
from fractions import Fraction
from pathlib import Path

WEIGHTS = dict(cover=600_000, div=200_000, loc=100_000, fit=100_000)


def question(ref, candidates, seats, seed):
    made = ref.gen(candidates, seed)
    made["p"] = (made["p"] * 10_000).round().astype(int) / 10_000
    made["fit"] = (made["fit"] * 10_000).round().astype(int) / 10_000
    bp = lambda share: int(round(share * 10_000))
    file = dict(
        needs=[int(need) for need in made["need"]], seats=seats, locals=made["lstar"], must=made["must"], never=made["excl"],
        candidates=[
            dict(caps=[int(cap) for cap in made["cap"][f]], budget=int(made["B"][f]), chance=bp(made["p"][f]),
                 fit=bp(made["fit"][f]), local=bool(made["local"][f]))
            for f in range(candidates)
        ])
    return made, file


def score(file, guests, wanted):
    """The objective of a list from its definition, in exact fractions and without the code of either side: ppm."""
    people = [file["candidates"][guest] for guest in guests]
    kinds = [k for k, need in enumerate(file["needs"]) if need > 0]
    gap = sum(file["needs"])
    cuts = []
    for cut in range(1 << len(kinds)):
        inside = [k for bit, k in enumerate(kinds) if cut >> bit & 1]
        outside = sum(file["needs"][k] for k in kinds if k not in inside)
        cuts.append(outside * 10_000 + sum(
            one["chance"] * min(one["budget"], sum(min(one["caps"][k], file["needs"][k]) for k in inside)) for one in people))
    total = Fraction(WEIGHTS["cover"] * min(cuts), gap * 10_000)
    for k in kinds:
        there = sum(one["chance"] for one in people if one["caps"][k] > 0)
        total += Fraction(WEIGHTS["div"] * min(there, wanted[k] * 10_000), len(kinds) * wanted[k] * 10_000)
    local = sum(one["chance"] for one in people if one["local"])
    total += Fraction(WEIGHTS["loc"] * min(local, file["locals"] * 10_000), file["locals"] * 10_000)
    fit = sum(one["chance"] * one["fit"] for one in people)
    return total + Fraction(WEIGHTS["fit"] * fit, file["seats"] * 10_000 * 10_000)


def compare(ref, binary, candidates, seats, seed):
    made, file = question(ref, candidates, seats, seed)
    with tempfile.NamedTemporaryFile("w", suffix=".json") as out:
        json.dump(file, out)
        out.flush()
        ours = json.loads(subprocess.run([binary, out.name], check=True, capture_output=True, text=True).stdout)
    start = time.process_time()
    _, bound, solution = ref.mip(made, seats, 120)
    highs = time.process_time() - start
    wanted = [max(1, int(q)) for q in made["q"]]
    by_fit = sorted((f for f in range(candidates) if f not in made["must"] and f not in made["excl"]),
                    key=lambda f: (-made["fit"][f], f))
    lists = dict(best=solution, greedy=ours["greedy"], swapped=ours["swapped"],
                 top=made["must"] + by_fit[:seats - len(made["must"])])
    value = {name: score(file, guests, wanted) for name, guests in lists.items()}
    assert abs(value["swapped"] - ours["ppm"]) < 4, "ours and the recomputed objective differ"
    assert float(value["best"]) <= min(ours["ceiling"], ours["certificate"]) + 1, "a ceiling below a list that exists"
    for guests in lists.values():
        assert len(set(guests)) == len(guests) <= seats
        assert set(made["must"]) <= set(guests) and not set(made["excl"]) & set(guests)
    ratio = lambda one, other: float(Fraction(value[one]) / Fraction(value[other]))
    row = dict(
        greedy=ratio("greedy", "best"), swapped=ratio("swapped", "best"), top=ratio("swapped", "top"),
        certificate=ours["certificate"] / float(value["best"]) - 1, ceiling=ours["ceiling"] / float(value["best"]) - 1,
        search=ours["search_ms"], whole=ours["whole_ms"], lp=ours["certificate_ms"], highs=highs * 1000)
    print(f"{candidates:5} x {seats:2} seed {seed}: HiGHS {float(value['best']):9.0f} ppm (bound {bound * 1e6:9.0f}) | greedy {row['greedy']:.4f} "
          f"swapped {row['swapped']:.4f} of it, {row['top']:.2f} x top by fit | certificate +{row['certificate']:.2%} online +{row['ceiling']:.2%} | "
          f"greedy {ours['first_ms']:.1f} ms, with swaps {row['search']:.1f} ms, with reasons {row['whole']:.1f} ms, certificate {row['lp']:.0f} ms, HiGHS {row['highs']:.0f} ms "
          f"({row['highs'] / row['search']:.0f} x)", flush=True)
    return row


def main(folder, binary):
    spec = importlib.util.spec_from_file_location("reference", Path(folder) / "compose.py")
    ref = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(ref)
    sizes = [(2000, 40)] * 4 + [(300, 12)] * 4
    rows = [compare(ref, binary, *size, 1 + at % 4) for at, size in enumerate(sizes)]
    worst = lambda key, pick: pick(row[key] for row in rows)
    checks = [
        ("greedy of the optimum, worst, >= 0.98", worst("greedy", min), lambda x: x >= .98),
        ("swapped of the optimum, worst, >= 0.99", worst("swapped", min), lambda x: x >= .99),
        ("swapped over top by fit, worst, >= 1.5", worst("top", min), lambda x: x >= 1.5),
        ("certificate above the optimum, worst, <= 0.02", worst("certificate", max), lambda x: x <= .02),
        ("search at 2,000 x 40, worst, <= 100 ms", max(row["search"] for row in rows[:4]), lambda x: x <= 100),
        ("the whole answer at 2,000 x 40, worst, <= 100 ms", max(row["whole"] for row in rows[:4]), lambda x: x <= 100),
        ("HiGHS' time over ours, worst, >= 50", min(row["highs"] / row["search"] for row in rows), lambda x: x >= 50),
    ]
    for said, figure, holds in checks:
        print(f"{'ok  ' if holds(figure) else 'MISS'} {said}: {figure:.4g}")
    return 0 if all(holds(figure) for _, figure, holds in checks) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
