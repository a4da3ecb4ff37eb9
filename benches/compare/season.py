"""Dates for a season, ours beside CP-SAT, on the same generated seasons: values, bounds, processor time.
Called by benches/compare/season; FOLDER holds s3_gen_cpsat.py of the reference, used as it is: its evaluator judges both.
Ours has a budget in moves and a seed, and runs with five seeds; the worst of them counts."""
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

SIZES = {1: (40, 500, 126), 2: (40, 500, 126), 3: (60, 800, 70), 4: (80, 1500, 98)}
MOVES, SEEDS, WORKERS = 160_000, 5, 8


def load(folder):
    import importlib.util
    spec = importlib.util.spec_from_file_location("reference", Path(folder) / "s3_gen_cpsat.py")
    ref = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(ref)
    return ref


def best_sets(season, day):
    """The value of dates from the definition, funder by funder over all sets, without the longest path of either side;
    the funders asked to more than a dozen convenings are left out."""
    _, _, _, length, _, _, gap, asks = season
    fits = lambda a, b: day[b] >= day[a] + length[a] + gap[a][b] and day[b] > day[a]
    total, left_out = 0, 0
    for mine in asks:
        if len(mine) > 12:
            left_out += 1
            continue
        best = (0, 0)
        clash = [sum(1 << j for j in range(len(mine)) if i != j and not (
            fits(mine[i][0], mine[j][0]) or fits(mine[j][0], mine[i][0]))) for i in range(len(mine))]
        for chosen in range(1 << len(mine)):
            among = [i for i in range(len(mine)) if chosen >> i & 1]
            if not any(clash[i] & chosen for i in among):
                best = max(best, (sum(mine[i][2] for i in among), sum(mine[i][1] for i in among)))
        total += best[1]
    return total, left_out


def compare(ref, folder, binary, seed, seconds):
    with tempfile.TemporaryDirectory() as space:
        path = f"{space}/season.txt"
        ref.gen(path, *SIZES[seed], seed)
        season = ref.load(path)
        ours = [json.loads(subprocess.run([binary, "season", path, str(MOVES), str(draw)], check=True, capture_output=True,
                                          text=True).stdout) for draw in range(1, SEEDS + 1)]
        said = subprocess.run([sys.executable, f"{folder}/s3_gen_cpsat.py", "cpsat", path, str(seconds), str(WORKERS)],
                              check=True, capture_output=True, text=True).stdout
    found = re.search(r"cpsat (\w+) value \((\d+), (\d+), (\d+)\) of (\d+) bound (\d+) wall ([\d.]+)s cpu ([\d.]+)s", said)
    assert found, f"CP-SAT found nothing: {said}"
    state, value, bad, venue, invited, bound, wall, cpu = found.group(1), *map(float, found.groups()[1:])
    assert bad == venue == 0
    for one in ours:
        worth, musts, venues = ref.evaluate(season, one["days"])
        assert (worth, musts, venues) == (one["value"], 0, 0), "what is said, and no clash"
        assert worth <= one["ceiling"] <= invited and worth <= bound + .5, "no value above a bound"
    if all(len(mine) <= 12 for mine in season[7]) or seed < 3:
        total, left_out = best_sets(season, ours[0]["days"])
        assert left_out or total == ours[0]["value"], "the longest path is the best set"
    values, took = [one["value"] for one in ours], [one["ms"] for one in ours]
    row = dict(ratio=min(values) / value, bound=min(values) / bound, took=max(took), optimal=state == "OPTIMAL")
    print(f"{SIZES[seed][0]} convenings, seed {seed}: ours {min(values)}-{max(values)} in {max(took) / 1000:.2f} s, own ceiling "
          f"{ours[0]['ceiling']} | CP-SAT {state} {value:.0f}, bound {bound:.0f}, {wall:.0f} s wall, {cpu:.0f} s CPU | "
          f"worst of ours {row['ratio']:.4f} of CP-SAT's, {row['bound']:.4f} of its bound", flush=True)
    return row


def main(folder, binary, seconds):
    ref = load(folder)
    rows = {seed: compare(ref, folder, binary, seed, float(seconds)) for seed in SIZES}
    large, small = [rows[3], rows[4]], [rows[1], rows[2]]
    checks = [
        ("ours over CP-SAT's at seeds 3 and 4, worst, >= 1.00", min(row["ratio"] for row in large), lambda x: x >= 1),
        ("ours over CP-SAT's bound, worst, >= 0.97", min(row["bound"] for row in large), lambda x: x >= .97),
        ("ours over CP-SAT's at seeds 1 and 2, worst, >= 1.00", min(row["ratio"] for row in small), lambda x: x >= 1),
        ("seconds, worst, <= 5", max(row["took"] for row in rows.values()) / 1000, lambda x: x <= 5),
    ]
    for said, figure, holds in checks:
        print(f"{'ok  ' if holds(figure) else 'MISS'} {said}: {figure:.4f}")
    return 0 if all(holds(figure) for _, figure, holds in checks) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
