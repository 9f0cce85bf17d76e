#!/usr/bin/env python3
"""Learns to read messages with scikit-learn's TF-IDF and logistic regression, for comparison with the product's.

usage: triage_fit.py TRAIN TEST han|latin

TRAIN and TEST hold one JSON object a line with "text" and "label". Words and pairs of words and two to five characters
within a word for Latin texts; one to four characters for Chinese ones. Writes one JSON object: version, processor
seconds of training on one thread, accuracy, macro F1, expected calibration error in 15 bins, and messages read a second
of processor time, all at once and one at a time. Needs Debian's python3-sklearn (1.2.1).
"""
import json
import os
import sys
import time

os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"

import numpy
import sklearn
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.pipeline import make_pipeline, make_union

BINS = 15
ONE_BY_ONE = 300


def read(file):
    with open(file, encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [row["text"] for row in rows], [row["label"] for row in rows]


def main():
    texts, labels = read(sys.argv[1])
    unseen, truth = read(sys.argv[2])
    if sys.argv[3] == "han":
        features = TfidfVectorizer(analyzer="char", ngram_range=(1, 4), sublinear_tf=True, min_df=2)
    else:
        features = make_union(
            TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
            TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2),
        )
    model = make_pipeline(features, LogisticRegression(C=20, max_iter=200))
    began = time.process_time()
    model.fit(texts, labels)
    trained = time.process_time() - began
    began = time.process_time()
    probabilities = model.predict_proba(unseen)
    at_once = len(unseen) / (time.process_time() - began)
    few = unseen[:ONE_BY_ONE]
    began = time.process_time()
    for text in few:
        model.predict_proba([text])
    singly = len(few) / (time.process_time() - began)
    best = probabilities.argmax(axis=1)
    said = model.classes_[best]
    right = said == numpy.array(truth)
    sure = probabilities.max(axis=1)
    bins = numpy.minimum(BINS - 1, (sure * BINS).astype(int))
    error = sum(abs(sure[bins == one].sum() - right[bins == one].sum()) for one in range(BINS)) / len(truth)
    print(
        json.dumps(
            {
                "scikit_learn": sklearn.__version__,
                "training_seconds": trained,
                "accuracy": float(right.mean()),
                "macro_f1": float(f1_score(truth, said, average="macro", labels=sorted(set(truth)))),
                "calibration_error": float(error),
                "messages_a_second": at_once,
                "messages_a_second_singly": singly,
            }
        )
    )


if __name__ == "__main__":
    main()
