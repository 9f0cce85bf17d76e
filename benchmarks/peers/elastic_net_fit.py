#!/usr/bin/env python3
"""Fits an elastic net with scikit-learn, for comparison with the product's.

usage: elastic_net_fit.py FILE ROWS COLUMNS ALPHA MIX TOLERANCE FITS

FILE holds little-endian doubles: the columns one after the other, then the target. Each fit standardises the columns and
finds the coefficients, on one thread. Writes a line for either way that scikit-learn has, from residuals and from a Gram
matrix: its name, the median processor time in seconds, sweeps, intercept and coefficients in the columns' own units. Needs
Debian's python3-sklearn (1.2.1).
"""
import os
import statistics
import sys
import time

os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"

import numpy
import sklearn
from sklearn.linear_model import ElasticNet
from sklearn.preprocessing import StandardScaler

WARM_UP = 3


def fit(columns, target, precompute, alpha, mix, tolerance):
    scaler = StandardScaler()
    scaled = scaler.fit_transform(columns)
    model = ElasticNet(alpha=alpha, l1_ratio=mix, tol=tolerance, max_iter=1000000, precompute=precompute)
    model.fit(scaled, target)
    return model, scaler


def main():
    file, rows, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    alpha, mix, tolerance = (float(word) for word in sys.argv[4:7])
    fits = int(sys.argv[7])
    values = numpy.fromfile(file, dtype="<f8")
    columns = values[: rows * count].reshape((count, rows)).T
    target = values[rows * count :]
    print(sklearn.__version__, flush=True)
    for name, precompute in (("residuals", False), ("gram", True)):
        seconds = []
        for repetition in range(WARM_UP + fits):
            began = time.process_time()
            model, scaler = fit(columns, target, precompute, alpha, mix, tolerance)
            if repetition >= WARM_UP:
                seconds.append(time.process_time() - began)
        coefficients = model.coef_ / scaler.scale_
        intercept = model.intercept_ - coefficients @ scaler.mean_
        numbers = [statistics.median(seconds), model.n_iter_, intercept, *coefficients]
        print(name, *(repr(float(number)) for number in numbers), flush=True)


if __name__ == "__main__":
    main()
