"""Prints the reference values of PairedStatisticsTests: scipy.stats. Run: python3 paired.py"""
import numpy as np
from scipy import stats

ten = np.array([0.12, -0.05, 0.31, 0.02, -0.11, 0.27, 0.08, 0.19, -0.01, 0.22])
# Tied sizes and a zero.
tied = np.array([0.1, -0.1, 0.2, 0.2, -0.2, 0.3, 0.0, 0.4, 0.1, 0.3])
# 300 values without ties from a linear congruential generator that the test repeats: x(i + 1) = (1103515245 x + 12345) mod 2^31.
state, values = 12345, []
for _ in range(300):
    state = (1103515245 * state + 12345) % 2**31
    values.append(state / 2**31 - 0.47)
many = np.array(values)


def mean(x, axis=-1):
    return np.mean(x, axis=axis)


def flip(x, resamples, seed=0):
    return stats.permutation_test((x,), mean, permutation_type="samples", n_resamples=resamples, vectorized=True, random_state=seed).pvalue


def exact_wilcoxon(x):
    """All sign patterns of the mean ranks, zeros left out."""
    x = x[x != 0]
    ranks = stats.rankdata(np.abs(x))
    signs = (np.arange(2 ** len(x))[:, None] >> np.arange(len(x))) & 1
    sums = signs @ ranks
    observed = ranks[x > 0].sum()
    smaller = min(observed, ranks.sum() - observed)
    return min(1.0, 2 * np.mean(sums <= smaller + 1e-9))


for name, x in ("ten", ten), ("tied", tied):
    print(name, "sign flip exact", flip(x, np.inf), "wilcoxon exact", exact_wilcoxon(x))
print("ten scipy wilcoxon", stats.wilcoxon(ten).pvalue)
print("many sign flip", [flip(many, 200000, seed) for seed in range(3)])
print("many wilcoxon approx", stats.wilcoxon(many).pvalue)
rounded = np.round(many, 2)
print("rounded wilcoxon approx", stats.wilcoxon(rounded, mode="approx").pvalue, "zeros", int((rounded == 0).sum()))
print("fifty wilcoxon exact", stats.wilcoxon(many[:50]).pvalue)
for seed in range(3):
    print("many BCa", stats.bootstrap((many,), np.mean, n_resamples=100000, method="BCa", random_state=seed, batch=1000).confidence_interval)
# Clusters: 60 subjects of 5 images; the statistic of drawn subjects is the mean over their images.
sums = many.reshape(60, 5).sum(axis=1)
for seed in range(3):
    r = stats.bootstrap((sums,), lambda s, axis=-1: s.sum(axis=axis) / (5 * s.shape[axis]), n_resamples=100000, method="BCa", random_state=seed, batch=1000)
    print("clusters BCa", r.confidence_interval)
# Clusters of 1, 2, 3, 4, 1, 2 ... images: both sums and counts are drawn together.
counts = np.array([1 + i % 4 for i in range(120)])
ends = np.cumsum(counts)
uneven = np.array([many[e - c:e].sum() for e, c in zip(ends, counts)])
# Efron's formulas in numpy, because scipy draws the two samples with one index only since version 1.11.
rng = np.random.default_rng(0)
draws = rng.integers(0, 120, (100000, 120))
theta = np.sort(uneven[draws].sum(axis=1) / counts[draws].sum(axis=1))
observed = uneven.sum() / counts.sum()
jack = (uneven.sum() - uneven) / (counts.sum() - counts)
d = jack.mean() - jack
a = (d**3).sum() / (6 * (d**2).sum() ** 1.5)
z0 = stats.norm.ppf((theta < observed).mean())
for p in 0.025, 0.975:
    z = z0 + stats.norm.ppf(p)
    print("uneven clusters BCa", np.quantile(theta, stats.norm.cdf(z0 + z / (1 - a * z))))
