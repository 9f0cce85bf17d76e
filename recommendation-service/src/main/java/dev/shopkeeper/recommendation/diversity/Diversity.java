package dev.shopkeeper.recommendation.diversity;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Chooses a list greedily: next comes the candidate of the highest
 *
 * <pre>value(j) = score(j) - penalty(j),   penalty(j) = round(lambda · top · max over chosen i of likeness(i, j))</pre>
 *
 * where top is the highest score of the candidates, so that scores and penalties are of one unit: with lambda 1 a copy of
 * what is in the list already loses as much as the best item is worth. This is Maximal Marginal Relevance (Carbonell and
 * Goldstein 1998) divided by its factor of relevance, which changes no order: their lambda is 1 / (1 + lambda) here, with
 * relevance score / top. Penalties are whole units, so score and penalty make up the value exactly.
 *
 * <p>Equal values go to the candidate that comes first. Candidates above a cap are passed over, and come back never: the
 * list is shorter where too few are left. O(limit · candidates) comparisons of items.
 *
 * @param lambda 0 (the order of scores) to 1
 */
public record Diversity(double lambda, Likeness likeness, Caps caps) {

    public Diversity {
        if (!(lambda >= 0 && lambda <= 1)) {
            throw new IllegalArgumentException(
                    "lambda is " + lambda + ", expected 0 to 1. Maybe 0.3, or 0 for the order of scores?");
        }
    }

    /**
     * Chooses from candidates.
     *
     * @param candidates sorted by score, the highest first; each item once
     * @param limit items to choose, at least 0; more than there are is no fault
     * @throws IllegalArgumentException if candidates are not sorted or one comes twice, or the limit is below 0
     */
    public Diversified choose(List<Candidate> candidates, int limit) {
        List<Candidate> sorted = List.copyOf(candidates);
        requireSorted(sorted);
        if (limit < 0) {
            throw new IllegalArgumentException("limit is " + limit + ", expected at least 0. Maybe 10?");
        }
        int places = Math.min(limit, sorted.size());
        List<Diversified.Chosen> chosen = lambda == 0 ? byScore(sorted, places) : byValue(sorted, places);
        long cost = 0;
        for (int place = 0; place < places; place++) {
            cost += sorted.get(place).score();
        }
        for (Diversified.Chosen one : chosen) {
            cost -= one.candidate().score();
        }
        return new Diversified(chosen, cost);
    }

    private List<Diversified.Chosen> byScore(List<Candidate> sorted, int places) {
        List<Diversified.Chosen> chosen = new ArrayList<>();
        Caps.Count count = caps.count();
        for (int i = 0; i < sorted.size() && chosen.size() < places; i++) {
            Candidate candidate = sorted.get(i);
            if (count.admits(candidate)) {
                count.add(candidate);
                chosen.add(new Diversified.Chosen(candidate, i, 0));
            }
        }
        return chosen;
    }

    private List<Diversified.Chosen> byValue(List<Candidate> sorted, int places) {
        List<Diversified.Chosen> chosen = new ArrayList<>();
        Caps.Count count = caps.count();
        Likeness.Features[] features = likeness.features(sorted);
        double[] nearest = new double[sorted.size()];
        boolean[] gone = new boolean[sorted.size()];
        while (chosen.size() < places) {
            int best = -1;
            long bestValue = Long.MIN_VALUE;
            for (int i = 0; i < gone.length; i++) {
                if (!gone[i]) {
                    if (!count.admits(sorted.get(i))) {
                        gone[i] = true;
                        continue;
                    }
                    long value = sorted.get(i).score() - penalty(sorted, nearest[i]);
                    if (value > bestValue) {
                        best = i;
                        bestValue = value;
                    }
                }
            }
            if (best < 0) {
                break;
            }
            Candidate next = sorted.get(best);
            chosen.add(new Diversified.Chosen(next, best, penalty(sorted, nearest[best])));
            count.add(next);
            gone[best] = true;
            for (int i = 0; i < gone.length; i++) {
                if (!gone[i]) {
                    nearest[i] = Math.max(nearest[i], likeness.of(features[best], features[i]));
                }
            }
        }
        return chosen;
    }

    private long penalty(List<Candidate> sorted, double nearest) {
        return Math.round(lambda * sorted.getFirst().score() * nearest);
    }

    private static void requireSorted(List<Candidate> candidates) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            if (!seen.add(candidate.itemId())) {
                throw new IllegalArgumentException("candidates[" + i + "] is item " + candidate.itemId()
                        + ", which comes before too. Maybe two sources named it, and its scores are to be merged?");
            }
            if (i > 0 && candidate.score() > candidates.get(i - 1).score()) {
                throw new IllegalArgumentException("candidates[" + i + "] has score " + candidate.score()
                        + ", more than the " + candidates.get(i - 1).score()
                        + " of the one before it. Maybe they are not sorted, the highest first?");
            }
        }
    }
}
