#!/usr/bin/env python3
"""Groups points with scikit-learn's K-Means, for comparison with the product's.

usage: kmeans_fit.py FILE ROWS COLUMNS GROUPS STARTS FITS

FILE holds little-endian doubles, row by row. Writes scikit-learn's version, then a line for either of its algorithms: its
name, the median processor time of a fit in seconds on one thread, and the least inertia. Needs Debian's python3-sklearn
(1.2.1).
"""
import os
import statistics
import sys
import time

os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"

import numpy
import sklearn
from sklearn.cluster import KMeans

WARM_UP = 2


def main():
    file = sys.argv[1]
    rows, columns, groups, starts, fits = (int(word) for word in sys.argv[2:7])
    points = numpy.fromfile(file, dtype="<f8").reshape((rows, columns))
    print(sklearn.__version__, flush=True)
    for algorithm in ("lloyd", "elkan"):
        seconds = []
        least = float("inf")
        for repetition in range(WARM_UP + fits):
            began = time.process_time()
            model = KMeans(n_clusters=groups, n_init=starts, algorithm=algorithm, random_state=repetition).fit(points)
            if repetition >= WARM_UP:
                seconds.append(time.process_time() - began)
            least = min(least, float(model.inertia_))
        print(algorithm, repr(statistics.median(seconds)), repr(least), flush=True)


if __name__ == "__main__":
    main()
