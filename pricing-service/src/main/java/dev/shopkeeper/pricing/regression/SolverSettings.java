package dev.shopkeeper.pricing.regression;

/**
 * How a fit is found.
 *
 * @param standardise whether the penalty sees columns of mean 0 and (population) standard deviation 1; bounds and
 *     coefficients are in original units either way
 * @param tolerance a fit ends when its duality gap is at most this share of the target's weighted variance (of half the mean
 *     null deviance, for counts)
 * @param mostSweeps over the columns in one fit; more are an error
 */
public record SolverSettings(boolean standardise, double tolerance, int mostSweeps) {

    public static final SolverSettings DEFAULTS = new SolverSettings(true, 1e-10, 100_000);

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if the tolerance is not within 1e-15 to 0.1, or there are no sweeps
     */
    public SolverSettings {
        if (!(tolerance >= 1e-15 && tolerance <= 0.1)) {
            throw new IllegalArgumentException("tolerance is " + tolerance + ", and must be within 1e-15 to 0.1.");
        }
        if (mostSweeps < 1) {
            throw new IllegalArgumentException("mostSweeps is " + mostSweeps + ", and must be 1 or more.");
        }
    }
}
