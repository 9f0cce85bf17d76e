package dev.shopkeeper.pricing.regression;

/**
 * Cyclic coordinate descent with an active set (Friedman, Hastie, Tibshirani 2010): sweeps over the coefficients that are
 * not 0 until these are settled, then over all, until the duality gap is closed.
 */
final class CoordinateDescent {

    private static final int SWEEPS_BETWEEN_GAPS = 4;

    /** What a run came to. */
    record Run(int sweeps, double gap) {}

    private final Quadratic function;
    private final PenaltyTerms terms;
    private final double[] beta;
    private final double scale;
    private final int[] active;
    private int activeCount;

    private CoordinateDescent(Quadratic function, PenaltyTerms terms, double[] beta, double scale) {
        this.function = function;
        this.terms = terms;
        this.beta = beta;
        this.scale = scale;
        this.active = new int[beta.length];
    }

    /**
     * Changes the coefficients to those that minimise the function plus the penalty.
     *
     * @param beta from where to start; within the bounds
     * @param scale of the target: its weighted variance
     * @throws IllegalStateException if the sweeps do not suffice
     */
    static Run minimise(Quadratic function, PenaltyTerms terms, double[] beta, double scale, SolverSettings settings) {
        return new CoordinateDescent(function, terms, beta, scale).run(settings);
    }

    private Run run(SolverSettings settings) {
        double goal = settings.tolerance() * scale;
        int sweeps = 0;
        while (sweeps < settings.mostSweeps()) {
            sweepAll();
            sweeps++;
            double gap = gapOfAll();
            if (gap <= goal) {
                return new Run(sweeps, gap);
            }
            do {
                for (int i = 0; i < SWEEPS_BETWEEN_GAPS; i++) {
                    sweepActive();
                    sweeps++;
                }
            } while (sweeps < settings.mostSweeps() && gapOfActive() > goal / 2);
        }
        throw new IllegalStateException("The fit has not settled after " + sweeps + " sweeps: its duality gap is "
                + gapOfAll() + ", and " + goal
                + " is asked for. Maybe two columns say the same, or the tolerance is finer than the numbers are?");
    }

    private void sweepAll() {
        activeCount = 0;
        for (int j = 0; j < beta.length; j++) {
            if (terms.used[j]) {
                update(j);
                if (beta[j] != 0) {
                    active[activeCount++] = j;
                }
            }
        }
    }

    private void sweepActive() {
        for (int a = 0; a < activeCount; a++) {
            update(active[a]);
        }
    }

    private void update(int j) {
        double curvature = function.curvature(j);
        double before = beta[j];
        double after = terms.best(j, function.descent(j) + curvature * before, curvature);
        if (after != before) {
            beta[j] = after;
            function.move(j, after - before);
        }
    }

    private double gapOfAll() {
        double gap = 0;
        for (int j = 0; j < beta.length; j++) {
            gap += terms.used[j] ? gap(j) : 0;
        }
        return gap;
    }

    private double gapOfActive() {
        double gap = 0;
        for (int a = 0; a < activeCount; a++) {
            gap += gap(active[a]);
        }
        return gap;
    }

    private double gap(int j) {
        double curvature = function.curvature(j);
        double reach = curvature > 0 ? Math.sqrt(scale / curvature) : 0;
        return terms.gap(j, beta[j], function.descent(j), reach);
    }
}
