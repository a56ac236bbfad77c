"""Prints the reference values of StatisticsTests: numpy, pandas and scipy.stats. Run: python3 statistics.py"""
import numpy as np
import pandas as pd
from scipy import stats

values = np.array([0.12, 0.5, 0.31, 0.0, 0.98, 0.44, 0.27, 0.63, 0.05, 0.71, 0.33, 0.9])
print("describe", pd.Series(values).describe().to_dict())
q1, q3 = np.quantile(values, [0.25, 0.75])
print("iqr fences", q1 - 1.5 * (q3 - q1), q3 + 1.5 * (q3 - q1))
mad = stats.median_abs_deviation(values, scale="normal")
print("mad fences", np.median(values) - 3 * mad, np.median(values) + 3 * mad)
for seed in range(3):
    r = stats.bootstrap((values,), np.mean, n_resamples=200000, method="BCa", random_state=seed)
    print("BCa", r.confidence_interval)
    r = stats.bootstrap((values,), np.mean, n_resamples=200000, method="percentile", random_state=seed)
    print("percentile", r.confidence_interval)
print("wilson 130 of 276", stats.binomtest(130, 276).proportion_ci(method="wilson"))
print("wilson 0 of 10", stats.binomtest(0, 10).proportion_ci(method="wilson"))
print("normal", stats.norm.ppf([0.001, 0.2, 0.975]), stats.norm.cdf([-3.2, 0.4, 1.96]))

print("chi2 3x2", stats.chi2_contingency([[895, 394], [192, 85], [192, 84]], correction=False)[:3])
print("chi2 2x2", stats.chi2_contingency([[30, 10], [12, 28]], correction=False)[:3])
print("chi2 tails", [(x, k, stats.chi2.sf(x, k)) for x, k in [(0.5, 1), (3.841458820694124, 1), (20.0, 5), (300.0, 200), (1e-3, 2)]])
print("fisher 2x2", [stats.fisher_exact(t)[1] for t in ([[8, 2], [1, 5]], [[3, 1], [1, 3]], [[0, 7], [6, 1]], [[30, 10], [12, 28]])])


def exact(table):
    """Freeman-Halton p of an r x 2 table: all tables with its margins, by scipy's multivariate hypergeometric."""
    import itertools
    t = np.array(table)
    law = stats.multivariate_hypergeom(t.sum(axis=1), t[:, 0].sum())
    own, p = law.pmf(t[:, 0]), 0.0
    for ks in itertools.product(*[range(n + 1) for n in t.sum(axis=1)]):
        if sum(ks) == t[:, 0].sum():
            q = law.pmf(np.array(ks))
            p += q if q <= own * (1 + 1e-7) else 0.0
    return p


print("exact 3x2", exact([[5, 1], [2, 4], [0, 6]]), exact([[3, 7], [4, 6], [9, 1]]))
print("kruskal", stats.kruskal([0.1, 0.4, 0.4, 0.8], [0.4, 0.9, 0.95], [0.0, 0.0, 0.2, 0.3, 0.4]))
print("t tails", [(t, f, 2 * stats.t.sf(t, f)) for t, f in [(0.5, 1), (2.0, 3), (2.5, 13), (10.0, 40), (1e-3, 7)]])
print("t critical", [(f, stats.t.ppf(0.975, f)) for f in [1, 2, 7, 30, 200]])
r = stats.linregress(np.arange(12), values)
print("line", r.slope, r.pvalue, r.slope - stats.t.ppf(0.975, 10) * r.stderr, r.slope + stats.t.ppf(0.975, 10) * r.stderr, ((values - r.intercept - r.slope * np.arange(12)) ** 2).sum())
