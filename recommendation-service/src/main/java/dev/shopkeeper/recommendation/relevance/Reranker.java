package dev.shopkeeper.recommendation.relevance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Orders the best of the blend anew: the final score of an item is
 *
 * <pre>score = blend score + (trees(item) - expected(trees)) / perPoint</pre>
 *
 * in points of the blend, see {@link RelevanceModel}. Scores are whole billionths of a point, as the blend's terms are. Nothing
 * is lost or doubled: what comes back are the candidates that were given, each once. Immutable, safe to be used by many threads.
 */
public record Reranker(RelevanceModel model) {

    /** Billionths of a point. */
    private static final double UNIT = 1e9;

    /**
     * An item of the blend's list.
     *
     * @param <T> whatever the caller knows it by; not looked at
     * @param units its score in billionths of a point
     */
    public record Candidate<T>(T item, long units, CandidateFeatures features) {}

    /**
     * One term of a correction.
     *
     * @param units billionths of a point
     */
    public record Term(Feature feature, long units) {}

    /**
     * A candidate at its place.
     *
     * @param before its place in the blend's order, from 1
     * @param correction what was added to the candidate's score, in billionths of a point
     */
    public record Placed<T>(Candidate<T> candidate, int before, long correction) {

        /** The final score, in billionths of a point. */
        public long units() {
            return candidate.units() + correction;
        }
    }

    /**
     * The best by their final scores; of equal ones those that the blend had first.
     *
     * @param blend in the blend's order, the best first; to be kept to some hundred
     */
    public <T> Reordered<T> rerank(List<Candidate<T>> blend) {
        List<Placed<T>> placed = new ArrayList<>(blend.size());
        for (int place = 0; place < blend.size(); place++) {
            Candidate<T> candidate = blend.get(place);
            long correction = Math.round(model.correction(candidate.features()) * UNIT);
            placed.add(new Placed<>(candidate, place + 1, correction));
        }
        placed.sort(
                Comparator.<Placed<T>>comparingLong(Placed::units).reversed().thenComparingInt(Placed::before));
        return new Reordered<>(this, placed);
    }

    /**
     * What a correction is made of, the greatest first, nothing that is 0: they add up to it exactly. Each is rounded to a
     * billionth; what rounding leaves over, a few billionths, is with the greatest.
     */
    List<Term> terms(CandidateFeatures features, long correction) {
        double[] contributions = model.contributions(features);
        long[] units = new long[contributions.length];
        long left = correction;
        int greatest = 0;
        for (int column = 0; column < units.length; column++) {
            units[column] = Math.round(contributions[column] * UNIT);
            left -= units[column];
            if (Math.abs(units[column]) > Math.abs(units[greatest])) {
                greatest = column;
            }
        }
        units[greatest] += left;
        return IntStream.range(0, units.length)
                .filter(column -> units[column] != 0)
                .mapToObj(column -> new Term(Feature.LEARNT.get(column), units[column]))
                .sorted(Comparator.comparingLong(Term::units).reversed())
                .toList();
    }
}
