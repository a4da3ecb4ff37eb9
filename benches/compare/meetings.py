"""Meetings, ours beside CP-SAT, on the same files: breaks, worth, processor time. Called by benches/compare/meetings; the
reader, validator, models and generator are the reference's, used as they are."""
import csv
import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

WORKERS = 8


def asked(ours, file, *options):
    """Our answer and the processor seconds it took, from start to end of the program."""
    spent = lambda: sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
    begun = spent()
    said = subprocess.run([*ours, str(file), *options], check=True, capture_output=True, text=True).stdout
    return json.loads(said), spent() - begun


def schedule(common, inst, answer):
    """The round of each meeting from 0; none if some meeting is not held. Whatever is held has to keep every rule."""
    held = {one["meeting"] - 1: one["slot"] - 1 for one in answer["meetings"]}
    places = [(one["slot"], one["table"]) for one in answer["meetings"]]
    assert len(set(places)) == len(places) and all(1 <= table <= inst.L for _, table in places), "a table taken twice"
    assert len(held) == len(answer["meetings"]), "a meeting held twice"
    if len(held) < len(inst.meetings):
        return None
    found = [held[m] for m in range(len(inst.meetings))]
    assert not common.validate(inst, found, 2), common.validate(inst, found, 2)
    assert sum(common.breaks(inst, found)) == answer["breaks"], "the breaks shown are not those of the plan"
    return found


def originals(folder, common, model, ours, optima, seconds):
    rows = []
    for file in sorted((folder / "b2b/instances").glob("*.original.dzn")):
        inst = common.read_dzn(str(file))
        optimum = int(optima[inst.name])
        first, first_s = asked(ours, file, "--moves", "0")
        best, best_s = asked(ours, file)
        assert schedule(common, inst, first), f"{inst.name}: no first plan"
        assert schedule(common, inst, best), f"{inst.name}: no plan"
        assert best["breaks"] >= optimum, f"{inst.name}: below the published optimum"
        assert best["breaks"] == optimum or not best["proved"], f"{inst.name}: proved, and not the optimum"
        status, breaks, bound, _, cpu, _ = model.solve(inst, seconds, WORKERS, 2)
        rows.append((optimum, best["breaks"], best_s, first_s, breaks))
        print(f"{inst.name:26} optimum {optimum:2} | ours {best['breaks']:3}{' proved' if best['proved'] else ''} in {best_s:.2f} s, "
              f"first {first['breaks']} in {first_s * 1000:.0f} ms | CP-SAT {breaks} ({status}, bound {bound}) in {cpu:.0f} s", flush=True)
    return rows


def variants(folder, common, ours, optima):
    """First plans of all variants: which feasible ones have none, and how long the slowest took."""
    missed, slowest, total = [], 0, 0
    for file in sorted((folder / "b2b/instances").glob("*.dzn")):
        inst = common.read_dzn(str(file))
        optimum = optima[inst.name]
        answer, seconds = asked(ours, file, "--moves", "0")
        found = schedule(common, inst, answer)
        if optimum == "UNSAT":
            whole = schedule(common, inst, asked(ours, file)[0])
            assert found is None and whole is None, f"{inst.name}: scheduled, and it cannot be"
            continue
        total += 1
        slowest = max(slowest, seconds)
        if found is None:
            missed.append(inst.name)
        else:
            assert answer["breaks"] >= int(optimum), f"{inst.name}: below the published optimum"
    print(f"first plans of {total} feasible variants: slowest {slowest * 1000:.0f} ms, missed {missed}", flush=True)
    return missed, slowest


def choosing(reference, ours, seed, place):
    """Choose and schedule, 60 x 40 in 12 rounds at 36 tables: our share of the transport bound, with people away and without."""
    file, free = place / f"{seed}.txt", place / f"{seed}-free.txt"
    reference.gen(str(file), 60, 40, 12, 36, seed)
    numbers = file.read_text().split()
    people, pairs, rounds = 100, 60 * 40, 12
    here = 4 + pairs
    free.write_text(" ".join(numbers[:here] + ["1"] * (people * rounds) + numbers[here + people * rounds:]))

    def share(file, break_cost, *options):
        answer, seconds = asked(ours, file, "--break-cost", str(break_cost), *options)
        plan = [(one["people"][0] - 1, one["people"][1] - 61, one["slot"] - 1) for one in answer["meetings"]]
        _, breaks, objective = reference.check(str(file), plan, break_cost)
        assert breaks == answer["breaks"], "the breaks shown are not those of the plan"
        return objective / round(reference.bound(str(file))), seconds

    (blocked, seconds), (exact, _) = share(file, 2), share(free, 0)
    print(f"60 x 40 x 12 seed {seed}: {blocked:.4f} of the transport bound in {seconds:.2f} s; nobody away, breaks free: {exact:.4f}", flush=True)
    return blocked, exact, seconds


def main(folder, seconds, *ours):
    folder = Path(folder)
    sys.path.insert(0, str(folder / "scheduling"))
    import b2b_common
    import b2b_cpsat
    import s2_gen_cpsat
    with open(folder / "b2b/published_optima.csv") as file:
        optima = {f"{row['instance']}.{row['variant']}": row["optimum_breaks"] for row in csv.DictReader(file) if row["fairness_d"] == "2"}
    with tempfile.TemporaryDirectory() as place:
        chosen = [choosing(s2_gen_cpsat, ours, seed, Path(place)) for seed in range(1, 6)]
    missed, slowest = variants(folder, b2b_common, ours, optima)
    rows = originals(folder, b2b_common, b2b_cpsat, ours, optima, float(seconds))
    both = [row for row in rows if row[4] != ""]
    peers, beside = sum(row[4] for row in both), sum(row[1] for row in both)
    breaks, best = sum(row[1] for row in rows), sum(row[0] for row in rows)
    print(f"{breaks} breaks, published {best}, CP-SAT {peers} where it had a plan ({len(both)} of {len(rows)}, {seconds} s each; ours there {beside})")
    checks = [
        ("feasible variants without a first plan, 0", len(missed), lambda x: x == 0),
        ("slowest first plan, <= 0.1 s", max(slowest, *(row[3] for row in rows)), lambda x: x <= .1),
        ("slowest plan of an original, <= 5 s", max(row[2] for row in rows), lambda x: x <= 5),
        ("breaks over CP-SAT's, <= 0.5", beside / peers if peers else float(beside > 0), lambda x: x <= .5),
        ("breaks above the published total, <= 10", breaks - best, lambda x: x <= 10),
        ("share of the transport bound, worst, >= 0.99", min(row[0] for row in chosen), lambda x: x >= .99),
        ("slowest of those plans, <= 1 s", max(row[2] for row in chosen), lambda x: x <= 1),
        ("share where nobody is away and breaks are free, 1", min(row[1] for row in chosen), lambda x: x == 1),
    ]
    for said, figure, holds in checks:
        print(f"{'ok  ' if holds(figure) else 'MISS'} {said}: {figure:.4g}")
    return 0 if all(holds(figure) for _, figure, holds in checks) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
