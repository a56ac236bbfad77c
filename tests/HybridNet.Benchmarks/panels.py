#!/usr/bin/env python3
"""Times one 2x3 panel (image, masks, overlays, agreement map; 1920 x 1280 from 1280 x 1280) from three files to PNG bytes
against the same in OpenCV, on this machine, in one go, and prints the ratio. CPU time of one thread.

    panels.py [RUN]     RUN: a run folder with images, masks and predictions; left out, one is made (10 images, 1280 x 1280)

Needs numpy and OpenCV, and a build: dotnet build -c Release.
"""
import glob
import os
import subprocess
import sys
import tempfile
import time

import cv2
import numpy as np

cv2.setNumThreads(1)
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHELL = os.path.join(ROOT, "src", "HybridNet.Shell", "bin", "Release", "net10.0", "HybridNet.Shell.dll")
BENCH = os.path.join(ROOT, "tests", "HybridNet.Benchmarks", "bin", "Release", "net10.0", "HybridNet.Benchmarks.dll")
SIZE = 640


def panel(files):
    image, gt, pred = cv2.imread(files[0]), cv2.imread(files[1], cv2.IMREAD_GRAYSCALE), cv2.imread(files[2], cv2.IMREAD_GRAYSCALE)
    image = cv2.resize(image, (SIZE, SIZE), interpolation=cv2.INTER_AREA)
    gt, pred = (cv2.resize(mask, (SIZE, SIZE), interpolation=cv2.INTER_NEAREST) > 0 for mask in (gt, pred))
    overlays = []
    for mask, colour in ((gt, (0, 255, 0)), (pred, (0, 0, 255))):
        view = image.copy()
        view[mask] = (0.5 * view[mask] + 0.5 * np.array(colour)).astype(np.uint8)
        overlays.append(view)
    agreement = np.zeros_like(image)
    agreement[gt & pred], agreement[pred & ~gt], agreement[gt & ~pred] = (0, 200, 0), (0, 0, 230), (255, 120, 40)
    grey = [cv2.cvtColor(mask.astype(np.uint8) * 255, cv2.COLOR_GRAY2BGR) for mask in (gt, pred)]
    done = cv2.imencode(".png", np.vstack([np.hstack([image, *grey]), np.hstack([*overlays, agreement])]))[1]
    return len(done)


def main():
    run = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else None
    if run is None:
        run = os.path.join(tempfile.mkdtemp(), "madeEX")
        subprocess.run(["dotnet", SHELL, "-Command", f"New-HNSampleRun '{run}' -Images 10 -Size 1280 | Out-Null"], check=True)
    photos = sorted(glob.glob(os.path.join(run, "images", "*")))[:10]
    ids = [os.path.splitext(os.path.basename(photo))[0] for photo in photos]
    items = [(photo, os.path.join(run, "masks", "HardExudate_Masks", i + ".png"), os.path.join(run, "output", "predictions_test", i + "_EX.png")) for photo, i in zip(photos, ids)]
    spent = []
    for attempt in range(7):
        start = time.process_time()
        size = sum(panel(item) for item in items) // len(items)
        if attempt > 0:
            spent.append((time.process_time() - start) * 1000 / len(items))
    theirs = sorted(spent)[len(spent) // 2]
    print(f"{'2x3 panel, files to PNG, CPU ms':38} {'ms':>8} {'bytes':>10} {'ratio':>6}")
    print(f"{'OpenCV':38} {theirs:8.1f} {size:10d}")
    for line in subprocess.run(["dotnet", BENCH, "panels", run], capture_output=True, text=True, check=True).stdout.splitlines():
        name, ours, bytes_ = line.split(",")
        print(f"{'module, ' + name:38} {float(ours):8.1f} {int(bytes_):10d} {theirs / float(ours):6.1f}")


if __name__ == "__main__":
    main()
