"""Time scikit-criteria's plain weighted sum, the peer of `bench_readiness.py`.

    python tests/benchmarks/baseline_scikit_criteria.py ROWS CRITERIA

Prints the seconds to make the decision matrix and the seconds to evaluate it, each the least of
several runs. It runs on its own, so that scikit-criteria may be installed elsewhere.
"""

from __future__ import annotations

import sys
import time

import numpy as np
from skcriteria import mkdm
from skcriteria.agg.simple import WeightedSumModel

RUNS = 5


def main() -> None:
    rows, criteria = map(int, sys.argv[1:])
    matrix = np.random.default_rng(1).random((rows, criteria))
    made, evaluated = [], []
    for _ in range(RUNS):
        start = time.perf_counter()
        decision = mkdm(matrix, [max] * criteria, weights=[1] * criteria)
        between = time.perf_counter()
        WeightedSumModel().evaluate(decision)
        made.append(between - start)
        evaluated.append(time.perf_counter() - between)
    print(min(made), min(evaluated))


if __name__ == "__main__":
    main()
