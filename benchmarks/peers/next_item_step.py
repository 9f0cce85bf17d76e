#!/usr/bin/env python3
"""One step of Adam of a network of next items, and one answer, in PyTorch, for comparison with the product's.

usage: next_item_step.py ITEMS DIMENSION SEQUENCES EVENTS CANDIDATES ANSWERED STEPS ROUNDS

The same shapes and the same operations: a table of vectors with a bias, brought to one length; an LSTM over the vectors and three
more inputs; a linear layer over its state, the last vector and the mean so far; scores of the candidates, those met are masked; cross
entropy; norms clipped; dense Adam. Prints PyTorch's version, then the processor time in milliseconds of a step and of an answer of
ANSWERED events with the scores of all items, each the least of ROUNDS. One thread. Needs Debian's python3-torch (1.13.0).
"""
import os
import sys
import time

os.environ["OMP_NUM_THREADS"] = os.environ["MKL_NUM_THREADS"] = "1"

import torch
from torch import nn

INPUTS = 3
LENGTH = 3.5
ANSWERS = 1000
CLIP = 5


class Network(nn.Module):
    def __init__(self, items, dimension):
        super().__init__()
        self.dimension = dimension
        self.table = nn.Embedding(items, dimension + 1)
        self.lstm = nn.LSTM(dimension + INPUTS, dimension, batch_first=True)
        self.query = nn.Linear(3 * dimension, dimension)
        self.dropout = nn.Dropout(0.3)

    def vectors(self, rows):
        found = self.table(rows)
        return LENGTH * nn.functional.normalize(found[:, :-1]), found[:, -1]

    def queries(self, vectors, more, share):
        hidden, _ = self.lstm(self.dropout(torch.cat((vectors, more), 2)))
        means = torch.matmul(share, vectors)
        return self.query(self.dropout(torch.cat((hidden, vectors, means), 2)))


def shares(events):
    """events x events: what each counts in the mean at each."""
    ages = torch.arange(events)[:, None] - torch.arange(events)[None, :]
    weights = torch.where(ages >= 0, 0.8 ** ages.clamp(min=0).float(), torch.zeros(()))
    return weights / weights.sum(1, keepdim=True)


def least(call, times, rounds):
    for _ in range(times):
        call()
    best = float("inf")
    for _ in range(rounds):
        began = time.process_time()
        for _ in range(times):
            call()
        best = min(best, (time.process_time() - began) / times)
    return 1000 * best


def main():
    items, dimension, sequences, events, candidates, answered, steps, rounds = (int(word) for word in sys.argv[1:9])
    torch.set_num_threads(1)
    torch.manual_seed(1)
    network = Network(items, dimension)
    adam = torch.optim.Adam(network.parameters(), lr=0.002)
    rows = torch.randperm(items)[:candidates]
    places = torch.randint(0, candidates, (sequences, events + 1))
    more = torch.randn(sequences, events, INPUTS)
    share = shares(events)
    targets = places[:, 1:].reshape(-1)
    chances = torch.rand(candidates)
    met = torch.zeros(sequences, events, candidates, dtype=torch.bool)
    for t in range(events):
        for before in range(t + 1):
            met[torch.arange(sequences), t, places[:, before]] = True
    met = met.reshape(-1, candidates)
    met[torch.arange(len(targets)), targets] = False

    def step():
        adam.zero_grad()
        vectors, biases = network.vectors(rows)
        queries = network.queries(vectors[places[:, :-1]], more, share).reshape(-1, dimension)
        scores = torch.addmm(biases - chances, queries, vectors.t()).masked_fill(met, -1e30)
        nn.functional.cross_entropy(scores, targets).backward()
        for parameters in (network.table, network.lstm, network.query):
            nn.utils.clip_grad_norm_(parameters.parameters(), CLIP)
        adam.step()

    print(torch.__version__, flush=True)
    print(repr(least(step, steps, rounds)), flush=True)

    network.eval()
    with torch.no_grad():
        all_vectors, all_biases = network.vectors(torch.arange(items))
        history = torch.randint(0, items, (1, answered))
        extra = torch.randn(1, answered, INPUTS)
        share_of_history = shares(answered)

        def answer():
            query = network.queries(all_vectors[history], extra, share_of_history)[0, -1]
            return torch.addmv(all_biases, all_vectors, query)

        print(repr(least(answer, ANSWERS, rounds)), flush=True)


if __name__ == "__main__":
    main()
