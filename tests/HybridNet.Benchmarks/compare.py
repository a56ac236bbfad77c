#!/usr/bin/env python3
"""Times this module against the usual Python way, on this machine, in one go, and prints the ratios.

    compare.py [RUN]     RUN: a run folder with masks, predictions and 8-bit maps; left out, one is made
                         (276 images, 1280 x 1280, by New-HNSampleRun)

Needs numpy, scipy, OpenCV and scikit-learn, and a build: dotnet build -c Release. Every stage is the best of the ways
that numpy, OpenCV, SciPy and scikit-image offer. CPU time of one thread, except for the whole runs, which are wall
time with two workers on either side.
"""
import csv
import os
import subprocess
import sys
import tempfile
import time
from multiprocessing import Pool

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = "1"

import cv2  # noqa: E402
import numpy as np  # noqa: E402
from scipy.spatial import cKDTree  # noqa: E402
from sklearn.metrics import average_precision_score, roc_auc_score  # noqa: E402

cv2.setNumThreads(1)
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHELL = os.path.join(ROOT, "src", "HybridNet.Shell", "bin", "Release", "net10.0", "HybridNet.Shell.dll")
BENCH = os.path.join(ROOT, "tests", "HybridNet.Benchmarks", "bin", "Release", "net10.0", "HybridNet.Benchmarks.dll")
CROSS = cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3))


def shell(text):
    done = subprocess.run(["dotnet", SHELL, "-SelfHosted", "-Command", text], capture_output=True, text=True, check=True)
    return done.stdout


def read(path):
    return cv2.imread(path, cv2.IMREAD_GRAYSCALE)


def counts(g, p):
    both = cv2.countNonZero(cv2.bitwise_and(g, p))
    return both, cv2.countNonZero(g), cv2.countNonZero(p)


def scores(paths):
    g, p = read(paths[0]), read(paths[1])
    both, gt, pred = counts(g, p)
    total = gt + pred
    return (2 * both / total if total else None, both / (total - both) if total else None,
            both / pred if pred else None, both / gt if gt else None)


def border(m):
    return np.argwhere(m & ~cv2.erode(m, CROSS, borderType=cv2.BORDER_CONSTANT, borderValue=0))


def distances(g, p):
    a, b = border(g), border(p)
    d, e = cKDTree(b).query(a)[0], cKDTree(a).query(b)[0]
    both = np.concatenate([d, e])
    return max(d.max(), e.max()), max(np.percentile(d, 95), np.percentile(e, 95)), both.mean(), (d.mean() + e.mean()) / 2, (both <= 2).mean()


def matching(g, p):
    n, labels = cv2.connectedComponents(g, connectivity=8)
    m, others = cv2.connectedComponents(p, connectivity=8)
    areas = np.bincount(labels.ravel(), minlength=n), np.bincount(others.ravel(), minlength=m)
    both = (g > 0) & (p > 0)
    return areas, np.unique(labels[both].astype(np.int64) * m + others[both], return_counts=True)


def pearson8(v, g):
    values = np.arange(256) / 255.0
    everything = cv2.calcHist([v], [0], None, [256], [0, 256]).ravel()
    marked = cv2.calcHist([v], [0], g, [256], [0, 256]).ravel()
    n, t = v.size, marked.sum()
    s, s2, st = everything @ values, everything @ values ** 2, marked @ values
    spread = (n * s2 - s * s) * t * (n - t)
    return (n * st - s * t) / np.sqrt(spread) if spread > 0 else 0.0


def everything(paths):
    result = scores(paths)
    g, p, v = read(paths[0]), read(paths[1]), read(paths[2])
    matching(g, p)
    pearson8(v, g)
    if g.any() and p.any():
        distances(g, p)
    return result


def cpu(stage, work, items, passes=3):
    spent = []
    for _ in range(passes):
        start = time.process_time()
        for item in items:
            work(item)
        spent.append((time.process_time() - start) * 1000 / len(items))
    return stage, sorted(spent)[len(spent) // 2]


def whole(work, items, processes=2):
    with Pool(processes) as pool:
        pool.map(work, items[:4])
        best = min(timed(lambda: pool.map(work, items, chunksize=8)) for _ in range(3))
    return best


def timed(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def files(run):
    def folder(*names):
        return next((os.path.join(run, n) for n in names if os.path.isdir(os.path.join(run, n))), None)
    gt, pred, prob = folder("masks/HardExudate_Masks"), folder("output/predictions_test"), folder("output/probabilities_test")
    ids = [row["image_id"] for row in csv.DictReader(open(os.path.join(run, "output", "test_per_image_metrics.csv")))]
    return [(f"{gt}/{i}.png", f"{pred}/{i}_EX.png", f"{prob}/{i}_EX.png") for i in ids]


def main():
    run = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else None
    if run is None:
        run = os.path.join(tempfile.mkdtemp(), "madeEX")
        shell(f"New-HNSampleRun '{run}' -Images 276 -Size 1280 | Out-Null")
    items = files(run)
    pairs = [(read(g), read(p)) for g, p, _ in items]
    maps = [(read(v), g) for (_, _, v), (g, _) in zip(items[:48], pairs)]
    both = [pair for pair in pairs if pair[0].any() and pair[1].any()]
    marked = [(v, g) for v, g in maps if g.any()][:4]
    theirs = dict([
        cpu("decode GT and prediction", lambda f: (read(f[0]), read(f[1])), items),
        cpu("confusion counts", lambda x: counts(*x), pairs),
        cpu("components and matching", lambda x: matching(*x), pairs[:92]),
        cpu("HD HD95 ASSD MASD NSD", lambda x: distances(*x), both[:48]),
        cpu("all figures of an 8-bit map", lambda x: pearson8(*x), maps),
        cpu("Pearson of a float32 map", lambda x: np.dot(x[0].ravel(), x[0].ravel()) + cv2.sumElems(x[0])[0] + cv2.mean(x[0], x[1])[0],
            [((v / 255).astype(np.float32), g) for v, g in maps[:12]]),
        cpu("AP and AUROC of a float32 map", lambda x: (average_precision_score(x[1].ravel() > 0, x[0].ravel()), roc_auc_score(x[1].ravel() > 0, x[0].ravel())),
            [((v / 255).astype(np.float32), g) for v, g in marked], 1),
    ])
    ours = {}
    for line in subprocess.run(["dotnet", BENCH, "stages", run], capture_output=True, text=True, check=True).stdout.splitlines():
        stage, value = line.split(",")
        ours[stage] = float(value)
    print(f"{'stage, CPU ms a pair':38} {'Python':>9} {'module':>9} {'ratio':>7}")
    for stage, value in theirs.items():
        print(f"{stage:38} {value:9.3f} {ours[stage]:9.4f} {value / ours[stage]:7.1f}")

    fast, slow = whole(scores, items), whole(everything, items)
    gt = os.path.join(run, "masks", "HardExudate_Masks")
    text = (f"$r = Import-HNRun '{run}' -Lesion EX -GroundTruthPath '{gt}'; "
            "function t($s) { (1..4 | % { $c = [Diagnostics.Stopwatch]::StartNew(); $null = & $s; $c.Elapsed.TotalSeconds }) -join ' ' }; "
            "t { $r | Measure-HNMask -Metric Overlap -ThrottleLimit 2 }; "
            "t { $r | Measure-HNMask -Metric Overlap, Score, Distance, Lesion -ThrottleLimit 2 }; "
            "[Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64 / 1MB")
    lines = shell(text).splitlines()
    ours_fast, ours_slow = (min(map(float, line.split()[1:])) for line in lines[:2])
    cold = min(timed(lambda: shell(f"$null = Import-HNRun '{run}' -Lesion EX -GroundTruthPath '{gt}' | Measure-HNMask -Metric Overlap -ThrottleLimit 2")) for _ in range(3))
    print(f"\n{'whole run of ' + str(len(items)) + ' pairs, two workers, s':38} {'Python':>9} {'module':>9} {'ratio':>7}")
    for stage, peer, own in (("Dice IoU precision recall", fast, ours_fast), ("the same from a cold process", fast, cold),
                             ("with components, distances, Pearson", slow, ours_slow)):
        print(f"{stage:38} {peer:9.2f} {own:9.3f} {peer / own:7.1f}")
    print(f"peak memory of the module's process: {float(lines[2]):.0f} MB")


if __name__ == "__main__":
    main()
