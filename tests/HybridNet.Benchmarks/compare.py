#!/usr/bin/env python3
"""Times this module against the usual Python way, on this machine, in one go, and prints the ratios.

    compare.py [RUN]          RUN: a run folder with masks, predictions and 8-bit maps; left out, one is made
                              (276 images, 1280 x 1280, by New-HNSampleRun)
    compare.py RUN once       what one whole Python process does, from its imports to its end

Needs numpy, scipy, OpenCV, scikit-learn, Pillow and tifffile, and a build: dotnet build -c Release. Every stage is the best of the ways
that numpy, OpenCV, SciPy and scikit-image offer. CPU time of one thread, except for the whole runs, which are wall
time with two workers on either side. The notebook is what a lab writes first: numpy arrays of bool, float32 maps, full
distance transforms, scikit-learn for the areas under the curves. Either side has the best of five passes; the last row,
which takes Python minutes, has one. A cold process counts from its start to its end, imports included, on either side.
"""
import csv
import os
import shutil
import subprocess
import sys
import tempfile
import time
from multiprocessing import Pool

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = "1"

import cv2  # noqa: E402
import numpy as np  # noqa: E402
from scipy import ndimage  # noqa: E402
from scipy.spatial import cKDTree  # noqa: E402
from sklearn.metrics import average_precision_score, roc_auc_score  # noqa: E402

cv2.setNumThreads(1)
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHELL = os.path.join(ROOT, "src", "HybridNet.Shell", "bin", "Release", "net10.0", "HybridNet.Shell.dll")
BENCH = os.path.join(ROOT, "tests", "HybridNet.Benchmarks", "bin", "Release", "net10.0", "HybridNet.Benchmarks.dll")
CROSS = cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3))


def shell(text):
    done = subprocess.run(["dotnet", SHELL, "-Command", text], capture_output=True, text=True, check=True)
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


def areas(g, x):
    return average_precision_score(g.ravel() > 0, x.ravel()), roc_auc_score(g.ravel() > 0, x.ravel())


def border(m):
    return np.argwhere(m & ~cv2.erode(m, CROSS, borderType=cv2.BORDER_CONSTANT, borderValue=0))


def distances(g, p):
    x, y, w, h = cv2.boundingRect(g | p)
    g, p = g[y:y + h, x:x + w], p[y:y + h, x:x + w]
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


def notebook(paths):
    """The same as everything(), written as a notebook does."""
    g8, p8, x = read(paths[0]), read(paths[1]), np.load(paths[3])
    g, p = g8 > 0, p8 > 0
    tp, fp, fn = int((g & p).sum()), int((~g & p).sum()), int((g & ~p).sum())
    y = g.astype(np.float32)
    xc, yc = x - x.mean(), y - y.mean()
    spread = float((xc * xc).mean()) * float((yc * yc).mean())
    result = [tp, fp, fn, float((xc * yc).mean()) / np.sqrt(spread) if spread > 0 else 0.0]
    n, labels, _, _ = cv2.connectedComponentsWithStats(g8, connectivity=8)
    m, others, _, _ = cv2.connectedComponentsWithStats(p8, connectivity=8)
    result += [n - 1, m - 1, np.unique(labels[g & p]).size, np.unique(others[g & p]).size]
    if g.any() and p.any():
        a, b = g & ~ndimage.binary_erosion(g), p & ~ndimage.binary_erosion(p)
        d, e = ndimage.distance_transform_edt(~b)[a], ndimage.distance_transform_edt(~a)[b]
        both = np.concatenate([d, e])
        result += [max(d.max(), e.max()), max(np.percentile(d, 95), np.percentile(e, 95)), both.mean(), (d.mean() + e.mean()) / 2, (both <= 2).mean()]
    return result


def notebook_with_curves(paths):
    g, x = read(paths[0]), np.load(paths[3])
    curves = areas(g, x) if g.any() else ()
    y = (g > 0).astype(np.float32)
    bins = np.minimum((x * 15).astype(int), 14)
    error = sum(abs(x[bins == k].sum() - y[bins == k].sum()) for k in range(15)) / x.size
    return notebook(paths), curves, ((x - y) ** 2).mean(), error


def cpu(stage, work, items, passes=3):
    spent = []
    for _ in range(passes):
        start = time.process_time()
        for item in items:
            work(item)
        spent.append((time.process_time() - start) * 1000 / len(items))
    return stage, sorted(spent)[len(spent) // 2]


def whole(work, items, passes=5, processes=2):
    with Pool(processes) as pool:
        pool.map(work, items[:4])
        return min(timed(lambda: pool.map(work, items, chunksize=8)) for _ in range(passes))


def process(command):
    return min(timed(lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL)) for _ in range(5))


def timed(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def files(run):
    def folder(*names):
        return next((os.path.join(run, n) for n in names if os.path.isdir(os.path.join(run, n))), None)
    gt, pred, prob = folder("masks/HardExudate_Masks"), folder("output/predictions_test"), folder("output/probabilities_test")
    ids = [row["image_id"] for row in csv.DictReader(open(os.path.join(run, "output", "test_per_image_metrics.csv")))]
    return [(f"{gt}/{i}.png", f"{pred}/{i}_EX.png", f"{prob}/{i}_EX.png", f"{prob}_f32/{i}_EX.npy") for i in ids]


def floats(items):
    """The maps as float32 arrays: what a notebook loads. Every value is another one, and none is 0, as after a sigmoid."""
    random = np.random.default_rng(1)
    os.makedirs(os.path.dirname(items[0][3]), exist_ok=True)
    for _, _, source, target in items:
        if not os.path.exists(target):
            level = read(source)
            np.save(target, (level + random.random(level.shape, np.float32)) / np.float32(256))
    return os.path.dirname(items[0][3])


def kinds(folder, masks):
    """The same masks in each format, and the fastest way from each to a count that OpenCV, Pillow, tifffile or numpy has."""
    import tifffile
    from PIL import Image

    def count(a):
        return cv2.countNonZero(a) if a.dtype == np.uint8 and a.ndim == 2 else np.count_nonzero(a.any(2) if a.ndim == 3 else a)

    def opencv(path):
        return count(read(path))

    def pillow(path):
        return count(np.asarray(Image.open(path)))

    def tiff(path):
        return count(tifffile.imread(path))

    def array(path):
        return count(np.load(path))

    def rgb(m):
        return np.dstack([m, np.zeros_like(m), np.zeros_like(m)])

    def save(**options):
        return lambda path, m: Image.fromarray(m).save(path, **options)

    def bits(compression):
        return lambda path, m: Image.fromarray(m).convert("1").save(path, compression=compression)

    formats = [
        ("png-grey", ".png", save(), [opencv, pillow]),
        ("png-rgb", ".png", lambda path, m: Image.fromarray(rgb(m)).save(path), [opencv, pillow]),
        ("tiff-none", ".tif", save(), [opencv, pillow, tiff]),
        ("tiff-lzw", ".tif", save(compression="tiff_lzw"), [opencv, pillow, tiff]),
        ("tiff-deflate", ".tif", save(compression="tiff_adobe_deflate"), [opencv, pillow, tiff]),
        ("tiff-fax", ".tif", bits("group4"), [opencv, pillow]),
        ("tiff-1-bit", ".tif", bits(None), [opencv, pillow, tiff]),
        ("gif", ".gif", save(), [pillow]),
        ("bmp", ".bmp", save(), [opencv, pillow]),
        ("jpeg", ".jpg", save(quality=92), [opencv, pillow]),
        ("npy-u1", ".npy", np.save, [array]),
        ("npy-bool", ".npy", lambda path, m: np.save(path, m > 0), [array]),
        ("npy-i1", ".npy", lambda path, m: np.save(path, (m > 0).astype(np.int8)), [array]),
        ("npy-f4", ".npy", lambda path, m: np.save(path, (m > 0).astype(np.float32)), [array]),
    ]
    rows = []
    for kind, extension, write, ways in formats:
        os.makedirs(os.path.join(folder, kind))
        paths = [os.path.join(folder, kind, f"{i}{extension}") for i in range(len(masks))]
        for path, mask in zip(paths, masks):
            write(path, mask)
        best = []
        for way in ways:
            try:
                best.append(cpu(kind, way, paths, passes=5)[1])
            except Exception as error:  # a library without this compression
                print(f"{kind}: {way.__name__} cannot read it ({error})", file=sys.stderr)
        rows.append((kind, min(best)))
    return rows


def main():
    if sys.argv[2:] == ["once"]:
        with Pool(2) as pool:
            pool.map(scores, files(os.path.abspath(sys.argv[1])), chunksize=8)
        return
    run = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else None
    if run is None:
        run = os.path.join(tempfile.mkdtemp(), "madeEX")
        shell(f"New-HNSampleRun '{run}' -Images 276 -Size 1280 | Out-Null")
    items = files(run)
    pairs = [(read(g), read(p)) for g, p, *_ in items]
    prob = floats(items)
    maps = [(read(f[2]), g) for f, (g, _) in zip(items[:48], pairs)]
    both = [pair for pair in pairs if pair[0].any() and pair[1].any()]
    arrays = [(np.load(f[3]), g) for f, (g, _) in zip(items[:12], pairs)]
    marked = [(g, x) for x, g in arrays if g.any()][:4]
    theirs = dict([
        cpu("decode GT and prediction", lambda f: (read(f[0]), read(f[1])), items),
        cpu("confusion counts", lambda x: counts(*x), pairs),
        cpu("components and matching", lambda x: matching(*x), pairs[:92]),
        cpu("HD HD95 ASSD MASD NSD", lambda x: distances(*x), both[:48]),
        cpu("all figures of an 8-bit map", lambda x: pearson8(*x), maps),
        cpu("read a float32 map", lambda f: np.load(f[3]), items[:12]),
        cpu("Pearson of a float32 map", lambda x: np.dot(x[0].ravel(), x[0].ravel()) + cv2.sumElems(x[0])[0] + cv2.mean(x[0], x[1])[0], arrays),
        cpu("AP and AUROC of a float32 map", lambda x: areas(*x), marked),
    ])
    ours = {}
    for line in subprocess.run(["dotnet", BENCH, "stages", run, prob], capture_output=True, text=True, check=True).stdout.splitlines():
        stage, value = line.split(",")
        ours[stage] = float(value)
    print(f"{'stage, CPU ms a pair':38} {'Python':>9} {'module':>9} {'ratio':>7}")
    for stage, value in theirs.items():
        print(f"{stage:38} {value:9.3f} {ours[stage]:9.4f} {value / ours[stage]:7.1f}")

    with tempfile.TemporaryDirectory() as folder:
        rows = kinds(folder, [g for g, _ in both[:8]])
        decoded = dict(line.split(",")[:2] for line in subprocess.run(
            ["dotnet", BENCH, "formats", folder], capture_output=True, text=True, check=True).stdout.splitlines())
    print(f"\n{'from a mask file to its count, CPU ms':38} {'Python':>9} {'module':>9} {'ratio':>7}")
    for kind, peer in rows:
        print(f"{kind:38} {peer:9.3f} {float(decoded[kind]):9.4f} {peer / float(decoded[kind]):7.1f}")

    fast, slow, naive, curves = whole(scores, items), whole(everything, items), whole(notebook, items), whole(notebook_with_curves, items, passes=1)
    gt = os.path.join(run, "masks", "HardExudate_Masks")
    load = f"Import-HNRun '{run}' -Lesion EX -GroundTruthPath '{gt}'"
    text = (f"$r = {load}; $f = {load} -ProbabilityPath '{prob}'; "
            "function t($s) { (1..6 | % { $c = [Diagnostics.Stopwatch]::StartNew(); $null = & $s; $c.Elapsed.TotalSeconds }) -join ' ' }; "
            "t { $r | Measure-HNMask -Metric Overlap -ThrottleLimit 2 }; "
            "t { $r | Measure-HNMask -Metric Overlap, Score, Distance, Lesion -ThrottleLimit 2 }; "
            "t { $f | Measure-HNMask -Metric Overlap, Pearson, Distance, Lesion -ThrottleLimit 2 }; "
            "t { $f | Measure-HNMask -Metric Overlap, Score, Distance, Lesion -ThrottleLimit 2 }; "
            "[Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64 / 1MB")
    lines = shell(text).splitlines()
    ours_fast, ours_slow, ours_floats, ours_ranked = (min(map(float, line.split()[1:])) for line in lines[:4])
    once = f"$null = {load} | Measure-HNMask -Metric Overlap -ThrottleLimit 2"
    peer_cold = process([sys.executable, __file__, run, "once"])
    rows = [("Dice IoU precision recall", fast, ours_fast), ("cold process, HybridNet.Shell", peer_cold, process(["dotnet", SHELL, "-Command", once]))]
    if shutil.which("pwsh"):
        rows.append(("cold process, pwsh", peer_cold, process(["pwsh", "-NoProfile", "-Command", f"Import-Module '{ROOT}/out/HybridNet.PowerShell'; {once}"])))
    rows += [("with lesions, distances, Pearson", slow, ours_slow), ("the same, as a notebook has it, float32", naive, ours_floats),
             ("and AUROC, AP, Brier, ECE of the floats", curves, ours_ranked)]
    print(f"\n{'whole run of ' + str(len(items)) + ' pairs, two workers, s':40} {'Python':>9} {'module':>9} {'ratio':>7}")
    for stage, peer, own in rows:
        print(f"{stage:40} {peer:9.2f} {own:9.3f} {peer / own:7.1f}")
    print(f"peak memory of the module's process: {float(lines[4]):.0f} MB")


if __name__ == "__main__":
    main()
