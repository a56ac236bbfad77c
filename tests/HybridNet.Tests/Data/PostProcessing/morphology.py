"""Writes morphology.json: masks of odd sizes with lesions at the edges, and what SciPy and scikit-image make of them.

    python3 morphology.py        numpy 1.24, scipy 1.10, scikit-image 0.19

A result is the first 16 hex digits of the SHA-256 of its pixels, one byte each, row by row.
"""
import hashlib
import json
import os

import numpy as np
from scipy import ndimage
from skimage import measure, morphology

random = np.random.default_rng(7)


def lesions(height, width, share, holes):
    m = ndimage.gaussian_filter(random.random((height, width)), 1.2)
    m = m > np.quantile(m, 1 - share)
    m |= random.random((height, width)) < 0.01
    if holes:
        m &= random.random((height, width)) > 0.05
    m[0, : width // 3] = m[-1, -(width // 4):] = m[: height // 2, -1] = True
    return m


def element(shape, r):
    if shape == "Square":
        return np.ones((2 * r + 1, 2 * r + 1), bool)
    if shape == "Disk":
        return morphology.disk(r).astype(bool)
    e = np.zeros((2 * r + 1, 2 * r + 1), bool)
    e[r, :] = e[:, r] = True
    return e


def digest(m):
    return hashlib.sha256(np.ascontiguousarray(m, np.uint8).tobytes()).hexdigest()[:16]


sizes = [(1, 1), (1, 70), (70, 1), (5, 7), (33, 63), (33, 64), (40, 65), (64, 127), (50, 128), (45, 129), (31, 200)]
masks = [lesions(h, w, s, k % 2 == 1) for k, (h, w) in enumerate(sizes) for s in (0.1, 0.5)]
masks += [np.zeros((9, 66), bool), np.ones((9, 66), bool)]
cases = []
for m in masks:
    steps = {}
    for shape in ("Cross", "Square", "Disk"):
        for r in (0, 1, 2, 3, 7, 40):
            e, key = element(shape, r), f"{shape} {r}"
            steps[f"{key} dilate"] = digest(ndimage.binary_dilation(m, e))
            steps[f"{key} erode background"] = digest(ndimage.binary_erosion(m, e))
            steps[f"{key} open background"] = digest(ndimage.binary_opening(m, e))
            steps[f"{key} close background"] = digest(ndimage.binary_closing(m, e))
            steps[f"{key} erode ignored"] = digest(morphology.binary_erosion(m, e))
            steps[f"{key} open ignored"] = digest(morphology.binary_opening(m, e))
            steps[f"{key} close ignored"] = digest(morphology.binary_closing(m, e))
    steps["fill"] = digest(ndimage.binary_fill_holes(m))
    labels = measure.label(m, connectivity=2)
    areas = np.bincount(labels.ravel())
    areas[0] = 0
    for area in (2, 5, 12):
        steps[f"minimum {area}"] = digest(morphology.remove_small_objects(m, area, connectivity=2))
        steps[f"maximum {area}"] = digest(m & (areas[labels] <= area))
    steps["largest"] = digest(m & (labels == areas.argmax())) if m.any() else digest(m)
    cases.append({"height": m.shape[0], "width": m.shape[1], "pixels": np.packbits(m).tobytes().hex(), "steps": steps})
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "morphology.json"), "w") as f:
    json.dump(cases, f, indent=0)
