#!/usr/bin/env python3
"""Fits seasonal ARIMA models with statsmodels, for comparison with the product's estimates.

Reads JSON lines {"values": [...], "order": [p, d, q], "seasonal": [P, D, Q, m], "constant": true} from standard input, and
writes one JSON line each: the log-likelihood at the optimum and the processor time that the fit took, in seconds. The
series is differenced before, which is the fast way and the likelihood that is comparable. Needs Debian's
python3-statsmodels (0.13.5).
"""
import json
import sys
import time
import warnings

import numpy
import statsmodels
from statsmodels.tsa.statespace.sarimax import SARIMAX

warnings.filterwarnings("ignore")


def fit(case):
    model = SARIMAX(
        numpy.array(case["values"]),
        order=tuple(case["order"]),
        seasonal_order=tuple(case["seasonal"]),
        trend="c" if case["constant"] else None,
        simple_differencing=True,
        enforce_stationarity=True,
        enforce_invertibility=True,
    )
    began = time.process_time()
    result = model.fit(disp=False, maxiter=200)
    return {"log_likelihood": float(result.llf), "seconds": time.process_time() - began}


def main():
    print(json.dumps({"statsmodels": statsmodels.__version__}), flush=True)
    for line in sys.stdin:
        print(json.dumps(fit(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
