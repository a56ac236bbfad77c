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
