package dev.shopkeeper.learning;

import java.util.Locale;
import java.util.Map;

/**
 * The promotion gate: the candidate's primary figure must beat the baseline's by a relative margin, on the same
 * hold-out.
 *
 * @param figure name of the primary figure
 * @param higherIsBetter false for errors and losses
 * @param margin relative: 0.05 asks for five per cent better than the baseline
 */
public record Gate(String figure, boolean higherIsBetter, double margin) {

    public Gate {
        if (!(margin >= 0) || Double.isInfinite(margin)) {
            throw new IllegalArgumentException("The margin of the gate is " + margin
                    + ". Maybe give a relative one, such as 0.05 for five per cent?");
        }
    }

    /**
     * Decides.
     *
     * @throws IllegalArgumentException if either side lacks the primary figure
     */
    public Verdict judge(Map<String, Double> candidate, Map<String, Double> baseline) {
        double mine = figure(candidate, "candidate");
        double theirs = figure(baseline, "baseline");
        double wanted = higherIsBetter ? theirs + Math.abs(theirs) * margin : theirs - Math.abs(theirs) * margin;
        boolean passed = Double.isFinite(mine)
                && (higherIsBetter ? mine >= wanted && mine > theirs : mine <= wanted && mine < theirs);
        String reason = String.format(
                Locale.ROOT,
                "%s of the candidate is %.6f, of the baseline %.6f; at %s %.6f was asked for: %s",
                figure,
                mine,
                theirs,
                higherIsBetter ? "least" : "most",
                wanted,
                passed ? "promoted" : "rejected");
        return new Verdict(passed, reason);
    }

    private double figure(Map<String, Double> figures, String whose) {
        Double value = figures.get(figure);
        if (value == null) {
            throw new IllegalArgumentException("The " + whose + " has no figure '" + figure + "', only "
                    + figures.keySet() + ". Maybe the gate is misspelt?");
        }
        return value;
    }

    /** Whether the gate lets pass, and why. */
    public record Verdict(boolean passed, String reason) {}
}
