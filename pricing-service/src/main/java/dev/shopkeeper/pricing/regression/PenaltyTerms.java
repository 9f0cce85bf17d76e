package dev.shopkeeper.pricing.regression;

import java.util.List;

/** The penalty and the bounds of each scaled column. */
final class PenaltyTerms {

    private static final double INFINITE_ALPHA = 1e200;

    final double[] absolute;
    final double[] square;
    final double[] lower;
    final double[] upper;
    final boolean[] used;

    private PenaltyTerms(int columns) {
        absolute = new double[columns];
        square = new double[columns];
        lower = new double[columns];
        upper = new double[columns];
        used = new boolean[columns];
    }

    static PenaltyTerms of(Penalty penalty, List<ColumnRule> rules, Scaling scaling) {
        PenaltyTerms terms = new PenaltyTerms(rules.size());
        for (int j = 0; j < rules.size(); j++) {
            ColumnRule rule = rules.get(j);
            terms.absolute[j] = penalty.alpha() * penalty.mix() * rule.penaltyFactor();
            terms.square[j] = penalty.alpha() * (1 - penalty.mix()) * rule.penaltyFactor();
            terms.lower[j] = rule.lower() * scaling.spread[j];
            terms.upper[j] = rule.upper() * scaling.spread[j];
            terms.used[j] = scaling.inverse[j] != 0;
        }
        return terms;
    }

    /** So strong that only unpenalised columns are left. */
    static PenaltyTerms nothingPenalised(List<ColumnRule> rules, Scaling scaling) {
        return of(new Penalty(INFINITE_ALPHA, 1), rules, scaling);
    }

    /** Whether neither penalty nor bound is anywhere. */
    boolean isFree() {
        for (int j = 0; j < used.length; j++) {
            if (absolute[j] > 0
                    || square[j] > 0
                    || lower[j] != Double.NEGATIVE_INFINITY
                    || upper[j] != Double.POSITIVE_INFINITY
                    || !used[j]) {
                return false;
            }
        }
        return true;
    }

    double value(double[] beta) {
        double sum = 0;
        for (int j = 0; j < beta.length; j++) {
            if (beta[j] != 0) {
                sum += value(j, beta[j]);
            }
        }
        return sum;
    }

    private double value(int j, double beta) {
        return absolute[j] * Math.abs(beta) + square[j] / 2 * beta * beta;
    }

    /** The best coefficient, all others as they are; {@code pull} is descent plus curvature times the present one. */
    double best(int j, double pull, double curvature) {
        double stiffness = curvature + square[j];
        double excess = excess(pull, absolute[j]);
        return excess == 0 || stiffness <= 0 ? 0 : clamp(excess / stiffness, lower[j], upper[j]);
    }

    /** What column {@code j} adds to the duality gap (Fenchel), over coefficients within {@code reach} of the present one. */
    double gap(int j, double beta, double descent, double reach) {
        double excess = excess(descent, absolute[j]);
        double free = excess == 0 ? 0 : excess / square[j];
        double conjugateAt = clamp(free, Math.max(lower[j], beta - reach), Math.min(upper[j], beta + reach));
        return Math.max(0, value(j, beta) - value(j, conjugateAt) - descent * (beta - conjugateAt));
    }

    /** The least alpha that keeps a column at 0 where the function falls by {@code descent}. */
    double entry(int j, double descent, double mix, double factor) {
        boolean barred = descent > 0 ? upper[j] == 0 : lower[j] == 0;
        return barred || factor == 0 || !used[j] ? 0 : Math.abs(descent) / (mix * factor);
    }

    private static double excess(double value, double threshold) {
        double over = Math.abs(value) - threshold;
        return over > 0 ? Math.copySign(over, value) : 0;
    }

    private static double clamp(double value, double low, double high) {
        return Math.min(Math.max(value, low), high);
    }
}
