package dev.shopkeeper.pricing.regression;

import java.util.List;

/** Grids of penalties, from the strongest down. */
final class AlphaGrid {

    /** Ridge never lets a column go, so its grid begins where that of this mix would. */
    private static final double LEAST_MIX = 1e-3;

    private AlphaGrid() {}

    /** The least alpha under which no penalised column is selected. */
    static double largest(Quadratic atNothing, PenaltyTerms terms, List<ColumnRule> rules, double mix) {
        double largest = 0;
        for (int j = 0; j < atNothing.size(); j++) {
            largest = Math.max(
                    largest,
                    terms.entry(
                            j,
                            atNothing.descent(j),
                            Math.max(mix, LEAST_MIX),
                            rules.get(j).penaltyFactor()));
        }
        return largest;
    }

    /** {@code count} values, each the same share of the one before, down to {@code leastShare} of the largest. */
    static double[] of(double largest, int count, double leastShare) {
        if (count < 1 || !(leastShare > 0 && leastShare < 1)) {
            throw new IllegalArgumentException("A grid has " + count + " values down to " + leastShare
                    + " of the largest, and must have 1 or more, down to a share within 0 to 1.");
        }
        double[] alphas = new double[count];
        for (int i = 0; i < count; i++) {
            alphas[i] = count == 1 ? largest : largest * Math.pow(leastShare, (double) i / (count - 1));
        }
        return alphas;
    }

    static void checkFalling(double[] alphas) {
        for (int i = 1; i < alphas.length; i++) {
            if (!(alphas[i] <= alphas[i - 1])) {
                throw new IllegalArgumentException("The alphas rise from " + alphas[i - 1] + " to " + alphas[i]
                        + ", and a path goes down. Maybe sort them?");
            }
        }
    }

    static void checkRules(Observations observations, List<ColumnRule> rules) {
        if (rules.size() != observations.names().size()) {
            throw new IllegalArgumentException("There are " + rules.size() + " rules and "
                    + observations.names().size() + " columns.");
        }
    }
}
