#!/usr/bin/env python3
"""Times post-processing grids and merging against OpenCV and numpy, on this machine, in one go, and prints the ratios.

    levers.py [RUN] [N]     RUN: a run folder with masks, predictions and 8-bit maps; left out, one is made
                            (276 images, 1280 x 1280, by New-HNSampleRun). N: images timed in Python, 6 when left out

Needs numpy and OpenCV, and a build: dotnet build -c Release. CPU time of one thread, except for the whole grid of all
images, which is wall time of the module with two workers. "alone" does each combination by itself, as a loop over a grid
does; "shared" does each step once for all combinations that begin alike, as the module does.
"""
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
import time

import cv2
import numpy as np

from compare import BENCH, files, read, shell

THRESHOLDS, OPENS, CLOSES, FILLS, AREAS = (0.3, 0.5, 0.7), (0, 1, 2), (0, 1, 2), (False, True), (0, 12, 24, 48)
VIEWS = (lambda a: a, np.fliplr, np.flipud, np.rot90, lambda a: np.rot90(a, 2))
UNDO = (lambda a: a, lambda a: cv2.flip(a, 1), lambda a: cv2.flip(a, 0), lambda a: cv2.rotate(a, cv2.ROTATE_90_CLOCKWISE), lambda a: cv2.rotate(a, cv2.ROTATE_180))


def disk(r):
    y, x = np.mgrid[-r:r + 1, -r:r + 1]
    return (x * x + y * y <= r * r).astype(np.uint8)


ELEMENTS = {r: disk(r) for r in (1, 2)}


def threshold(v, t):
    return cv2.threshold(v, int(np.ceil(t * 255)) - 1, 255, cv2.THRESH_BINARY)[1]


def opened(m, r):
    return cv2.morphologyEx(m, cv2.MORPH_OPEN, ELEMENTS[r]) if r else m


def closed(m, r):
    return cv2.morphologyEx(m, cv2.MORPH_CLOSE, ELEMENTS[r]) if r else m


def filled(m, fill):
    if not fill:
        return m
    outside = cv2.copyMakeBorder(m, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    cv2.floodFill(outside, None, (0, 0), 255)
    return m | ~outside[1:-1, 1:-1]


def lesions(m):
    n, labels, stats, _ = cv2.connectedComponentsWithStats(m, connectivity=8)
    return n, labels, stats[:, cv2.CC_STAT_AREA]


def measured(m, labelled, area, g, gt_labels, gt_count):
    n, labels, areas = labelled
    keep = areas >= area
    keep[0] = False
    kept = keep[labels].astype(np.uint8) if area > 1 else m
    both = cv2.countNonZero(cv2.bitwise_and(kept, g))
    total = cv2.countNonZero(kept) + cv2.countNonZero(g)
    at = (kept > 0) & (g > 0)
    return 2 * both / total if total else None, len(np.unique(gt_labels[at])), keep.sum() - len(np.unique(labels[at]))


def grid_alone(item):
    v, g = read(item[2]), read(item[0])
    gt_count, gt_labels = cv2.connectedComponents(g, connectivity=8)
    rows = []
    for t, o, c, f, a in itertools.product(THRESHOLDS, OPENS, CLOSES, FILLS, AREAS):
        m = filled(closed(opened(threshold(v, t), o), c), f)
        rows.append(measured(m, lesions(m), a, g, gt_labels, gt_count))
    return rows


def grid_shared(item):
    v, g = read(item[2]), read(item[0])
    gt_count, gt_labels = cv2.connectedComponents(g, connectivity=8)
    rows = []
    for t in THRESHOLDS:
        m1 = threshold(v, t)
        for o in OPENS:
            m2 = opened(m1, o)
            for c in CLOSES:
                m3 = closed(m2, c)
                for f in FILLS:
                    m4 = filled(m3, f)
                    labelled = lesions(m4)
                    rows += [measured(m4, labelled, a, g, gt_labels, gt_count) for a in AREAS]
    return rows


def merged(paths, target, correlations=False):
    maps = [undo(read(path)) for path, undo in zip(paths, UNDO)]
    total = maps[0].astype(np.uint16)
    for one in maps[1:]:
        total += one
    if correlations:
        for one in maps:
            np.corrcoef(one.ravel(), (total - one).ravel())
    cv2.imwrite(target, np.rint(total / len(paths)).astype(np.uint8))


def cpu(work, items, passes=3):
    spent = []
    for _ in range(passes):
        start = time.process_time()
        for item in items:
            work(item)
        spent.append((time.process_time() - start) * 1000 / len(items))
    return sorted(spent)[len(spent) // 2]


def main():
    cv2.setNumThreads(1)
    run = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else None
    n = int(sys.argv[2]) if len(sys.argv) > 2 else 6
    work = tempfile.mkdtemp()
    if run is None:
        run = os.path.join(work, "madeEX")
        shell(f"New-HNSampleRun '{run}' -Images 276 -Size 1280 | Out-Null")
    items = files(run)
    step = max(1, len(items) // n)
    sample = items[::step][:n]
    members = [os.path.join(work, "members", str(i)) for i in range(len(VIEWS))]
    for folder in members:
        os.makedirs(folder)
    # Members that are surer or less sure than each other: their maps are as smooth as a model's are.
    curves = [np.rint(255 * (np.arange(256) / 255) ** power).astype(np.uint8) for power in (1, 0.8, 0.9, 1.1, 1.25)]
    for item in items:
        v = read(item[2])
        for folder, view, curve in zip(members, VIEWS, curves):
            cv2.imwrite(os.path.join(folder, os.path.basename(item[2])), np.ascontiguousarray(view(cv2.LUT(v, curve))))
    names = [os.path.basename(item[2]) for item in sample]
    combinations = len(THRESHOLDS) * len(OPENS) * len(CLOSES) * len(FILLS) * len(AREAS)
    theirs = {
        f"grid of {combinations} combinations, alone": cpu(grid_alone, sample, 1),
        f"grid of {combinations} combinations, shared": cpu(grid_shared, sample, 1),
        "decode 5 maps": cpu(lambda name: [read(os.path.join(folder, name)) for folder in members], names),
        "merge 5 maps, without correlations": cpu(lambda name: merged([os.path.join(folder, name) for folder in members], os.path.join(work, "merged.png")), names),
    }
    theirs["merge 5 maps, with them as the module"] = cpu(lambda name: merged([os.path.join(folder, name) for folder in members], os.path.join(work, "merged.png"), True), names)
    # The module's sample: the same images, in a run of their own.
    small = os.path.join(work, "smallEX")
    for folder in ("masks/HardExudate_Masks", "output/predictions_test", "output/probabilities_test"):
        os.makedirs(os.path.join(small, folder))
    with open(os.path.join(small, "output", "test_per_image_metrics.csv"), "w") as table:
        table.write("image_id,dice\n" + "".join(f"{os.path.basename(item[0])[:-4]},0\n" for item in sample))
    for item in sample:
        for path, folder in zip(item, ("masks/HardExudate_Masks", "output/predictions_test", "output/probabilities_test")):
            shutil.copy(path, os.path.join(small, folder))
    own_members = os.path.join(work, "own")
    for i, folder in enumerate(members):
        os.makedirs(os.path.join(own_members, str(i)))
        for name in names:
            shutil.copy(os.path.join(folder, name), os.path.join(own_members, str(i)))
    ours = {}
    for line in subprocess.run(["dotnet", BENCH, "levers", small, own_members, str(n)], capture_output=True, text=True, check=True).stdout.splitlines():
        stage, value = line.split(",")
        ours[stage] = float(value)
    print(f"{'CPU ms an image, ' + str(len(sample)) + ' images':44} {'Python':>9} {'module':>9} {'ratio':>7}")
    for stage, value in theirs.items():
        own = ours[stage.split(",")[0]]
        print(f"{stage:44} {value:9.1f} {own:9.2f} {value / own:7.1f}")
    gt = os.path.join(run, "masks", "HardExudate_Masks")
    text = (f"$r = Import-HNRun '{run}' -Lesion EX -GroundTruthPath '{gt}'; $c = [Diagnostics.Stopwatch]::StartNew(); "
            "$null = $r | Optimize-HNPostProcess -Threshold 0.3, 0.5, 0.7 -Open 0, 1, 2 -Close 0, 1, 2 -FillHole -MinimumArea 0, 12, 24, 48 -ThrottleLimit 2; $c.Elapsed.TotalSeconds; "
            f"$c.Restart(); $null = Merge-HNProbability '{work}/members/*' -Transform None, FlipH, FlipV, Rotate90, Rotate180 -Destination '{work}/merged' -ThrottleLimit 2; $c.Elapsed.TotalSeconds")
    grid, merge = map(float, shell(text).split())
    print(f"\nwhole grid of {combinations} combinations over {len(items)} images, two workers: {grid:.1f} s")
    print(f"5 members x {len(items)} maps merged, two workers: {merge:.1f} s")


if __name__ == "__main__":
    main()
