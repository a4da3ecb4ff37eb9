"""Choosing a time, ours beside numpy, on the same generated polls: winners, cover beside the fullest room, processor time.
Called by benches/compare/times; FOLDER holds s1.py of the reference, whose generator and solver are used as they are.
Ours answers twice: to the dollar, as the reference compares, and in steps of 0.1 % of the gap, as the product does."""
import importlib.util
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

PEOPLE, SLOTS, LONG, HEADS, IF_NEEDED = 2000, 2688, 8, 20, 6000


def write(folder, made):
    made[0].tofile(f"{folder}/a.u8")
    for name, values in zip(("cap", "B", "p", "need", "must"), made[1:]):
        np.ascontiguousarray(values.astype("<i8")).tofile(f"{folder}/{name}.i64")


def ask(binary, folder, step):
    return json.loads(subprocess.run([binary, "times", folder, str(step)], check=True, capture_output=True, text=True).stdout)


def weights(made, start):
    """How much each counts at a start, from the definition: the worst slot of the meeting."""
    level, _, _, chance = made[:4]
    worst = level[:, start:start + LONG].min(axis=1)
    return [(0, IF_NEEDED, 10_000)[at] * int(p) // 10_000 for at, p in zip(worst, chance)], worst


def key(made, start, step):
    """The key of a start by its definition, in whole numbers and without the code of either side. Nobody brings more of a
    kind than is open of it; the reference leaves that out, which matters where one funder could fill a kind alone."""
    _, cap, budget, _, need, must = made
    cap = np.minimum(cap, need)
    weight, worst = weights(made, start)
    assert all(worst[m] > 0 for m in must) and sum(1 for at in worst if at) >= HEADS, "a start that lacks something"
    kinds, gap = range(len(need)), int(need.sum())
    there = [p for p in range(len(weight)) if weight[p]]
    cuts = []
    for cut in range(1 << len(need)):
        inside = [k for k in kinds if cut >> k & 1]
        outside = sum(int(need[k]) for k in kinds if k not in inside)
        brings = np.minimum(budget[there], cap[there][:, inside].sum(axis=1)) if inside else np.zeros(len(there), int)
        cuts.append(outside * 10_000 + sum(int(b) * weight[p] for b, p in zip(brings, there)))
    cover = min(cuts) // 10_000
    expected = sum(1 for k in kinds if sum(weight[p] for p in there if cap[p][k] > 0) >= 10_000)
    asked = sum(1 for p in there if worst[p] == 1)
    return (cover if step == 0 else cover * 10_000 // (gap * step), expected, sum(weight), -asked, -start), cover


def compare(ref, binary, seed):
    made = ref.gen(PEOPLE, seed)
    assert made[0].shape == (PEOPLE, SLOTS)
    with tempfile.TemporaryDirectory() as folder:
        write(folder, made)
        dollars, steps = (ask(binary, folder, step) for step in (0, 10))
    took = []
    for _ in range(3):
        start = time.process_time()
        open_starts, best, heads = ref.solve(*made)
        took.append((time.process_time() - start) * 1000)
    numpy = min(took)
    gap = int(made[4].sum())
    # The validator first: every start that ours names is worth what ours says, and the order is right.
    for ours, step in ((dollars, 0), (steps, 10)):
        keys = [key(made, one[0], step) for one in ours["best"]]
        assert [cover for _, cover in keys] == [one[1] for one in ours["best"]], "cover as recomputed"
        assert [one[:4] for one, _ in keys] == [
            (said[1] if step == 0 else said[1] * 10_000 // (gap * step), said[3], said[2], -said[4]) for said in ours["best"]]
        assert keys == sorted(keys, reverse=True), "the best first"
        assert ours["open"] == open_starts
        theirs = [key(made, one[0], step)[0] for one in best]
        assert keys[0][0] >= max(theirs), "a better start than ours"
    ours = [tuple(one[:2]) for one in dollars["best"]]
    alone = bool((made[1] > made[4]).any())
    row = dict(same=ours[0][0] == best[0][0], top=alone or ours == [one[:2] for one in best],
               heads=dollars["heads"][0] == heads[0] and dollars["heads"][2] == heads[2],
               cover=steps["best"][0][1] * 1000 // gap - heads[1] * 1000 // gap, ms=dollars["ms"], numpy=numpy)
    print(f"seed {seed:2}: {open_starts:4} starts, ours {ours[0][0]:4} covers {ours[0][1] / gap:.1%}, numpy {best[0][0]:4}, "
          f"in steps {steps['best'][0][0]:4}, fullest room {heads[1] / gap:.1%} | ours {row['ms']:.1f} ms, "
          f"told {dollars['tell_ms']:.2f} ms, numpy {numpy:.1f} ms ({numpy / row['ms']:.1f} x)", flush=True)
    return row


def main(folder, binary, seeds):
    spec = importlib.util.spec_from_file_location("reference", Path(folder) / "s1.py")
    ref = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(ref)
    rows = [compare(ref, binary, seed) for seed in range(1, int(seeds) + 1)]
    ratio = [row["ms"] / row["numpy"] for row in rows]
    checks = [
        ("seeds with the same winner", sum(row["same"] for row in rows), lambda x: x == len(rows)),
        ("seeds with the same first five and cover, where nobody could fill a kind alone", sum(row["top"] for row in rows), lambda x: x == len(rows)),
        ("seeds with the same fullest room", sum(row["heads"] for row in rows), lambda x: x == len(rows)),
        ("tenths of a percent above the fullest room, worst, >= 0", min(row["cover"] for row in rows), lambda x: x >= 0),
        ("seeds with more cover than the fullest room", sum(row["cover"] > 0 for row in rows), lambda x: x * 2 >= len(rows)),
        ("our time over numpy's, median, <= 0.5", statistics.median(ratio), lambda x: x <= .5),
        ("our time over numpy's, worst, <= 0.5", max(ratio), lambda x: x <= .5),
    ]
    for said, figure, holds in checks:
        print(f"{'ok  ' if holds(figure) else 'MISS'} {said}: {figure:.4g}")
    return 0 if all(holds(figure) for _, figure, holds in checks) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
