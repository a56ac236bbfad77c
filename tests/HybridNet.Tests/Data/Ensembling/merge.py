"""Writes merge.json: members of one image, and what numpy makes of them.

    python3 merge.py        numpy 1.24

Samples and results are rows of numbers. 8- and 16-bit results are rounded by numpy.rint (halves to even; what is a half
but for rounding errors is one).
"""
import json
import os

import numpy as np

random = np.random.default_rng(11)
TOP = {"UInt8": 255, "UInt16": 65535, "Float32": 1}
TRANSFORMS = {
    "None": lambda a: a, "FlipH": np.fliplr, "FlipV": np.flipud, "Rotate90": np.rot90, "Rotate180": lambda a: np.rot90(a, 2),
    "Rotate270": lambda a: np.rot90(a, 3), "Transpose": np.transpose, "AntiTranspose": lambda a: np.rot90(np.transpose(a), 2),
}


def truth(height, width):
    y, x = np.mgrid[0:height, 0:width]
    return np.clip(np.exp(-((x - width * 0.3) ** 2 + (y - height * 0.7) ** 2) / 20.0) + 0.02, 0, 1)


def member(base, form, noise):
    p = np.clip(base + noise * random.standard_normal(base.shape), 0, 1)
    p[0, :3] = 0
    p[-1, :2] = 1
    return np.rint(p * TOP[form]).astype(int) if TOP[form] > 1 else np.rint(p * 4096) / 4096


def merge(method, members, forms, weights, vote):
    p = np.array([m / TOP[f] for m, f in zip(members, forms)])
    w = np.array(weights, float) / np.sum(weights)
    w3 = w[:, None, None]
    if method == "Mean":
        return (w3 * p).sum(0)
    if method == "LogitMean":
        e = np.array([0.25 / TOP[f] if TOP[f] > 1 else 1e-7 for f in forms])[:, None, None]
        q = np.clip(p, e, 1 - e)
        return 1 / (1 + np.exp(-(w3 * np.log(q / (1 - q))).sum(0)))
    if method == "GeometricMean":
        with np.errstate(divide="ignore"):
            return np.exp((w3 * np.log(p)).sum(0))
    if method == "Median":
        return np.median(p, axis=0)
    if method == "Maximum":
        return p.max(0)
    return (w3 * (p >= vote)).sum(0)


def rounded(x):
    return np.rint(np.rint(x * 2 ** 20) / 2 ** 20).astype(int)


cases = []
for height, width, forms, weights, out in (
        (13, 37, ["UInt8"] * 3, [1, 1, 1], "UInt8"), (32, 65, ["UInt8"] * 4, [1, 1, 1, 1], "UInt8"), (9, 70, ["UInt8"] * 5, [3, 1, 2, 1, 1], "UInt8"),
        (11, 20, ["UInt16"] * 3, [1, 1, 1], "UInt16"), (11, 20, ["Float32"] * 4, [1, 2, 1, 1], "Float32"),
        (12, 33, ["UInt8", "UInt16", "Float32"], [1, 1, 2], "Float32")):
    members = [member(truth(height, width), f, 0.1) for f in forms]
    p = np.array([m / TOP[f] for m, f in zip(members, forms)])
    results = {}
    for method in ("Mean", "LogitMean", "GeometricMean", "Median", "Maximum", "Vote"):
        merged = merge(method, members, forms, weights, 0.4)
        results[method] = (rounded(merged * TOP[out]) if TOP[out] > 1 else merged.round(9)).ravel().tolist()
    others = [np.corrcoef(p[i].ravel(), np.delete(p, i, 0).mean(0).ravel())[0, 1] for i in range(len(p))]
    cases.append({"height": height, "width": width, "forms": forms, "weights": weights, "out": out, "vote": 0.4, "members": [m.ravel().tolist() for m in members],
                  "results": results, "correlations": others, "disagreement": p.std(0).round(9).ravel().tolist()})
grid = np.arange(15).reshape(3, 5)
turned = {name: {"height": t(grid).shape[0], "width": t(grid).shape[1], "samples": t(grid).ravel().tolist()} for name, t in TRANSFORMS.items()}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "merge.json"), "w") as f:
    json.dump({"cases": cases, "height": 3, "width": 5, "samples": grid.ravel().tolist(), "turned": turned}, f)
