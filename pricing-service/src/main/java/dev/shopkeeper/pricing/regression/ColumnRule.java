package dev.shopkeeper.pricing.regression;

/**
 * How one column takes part.
 *
 * @param penaltyFactor multiplies the penalty of this column; 0 leaves it unpenalised. Factors are taken as they are, not
 *     scaled to any sum
 * @param lower least coefficient in original units, at most 0; may be negative infinity
 * @param upper greatest coefficient in original units, at least 0; may be infinity
 */
public record ColumnRule(double penaltyFactor, double lower, double upper) {

    /** Penalised, of either sign. */
    public static final ColumnRule PENALISED = new ColumnRule(1, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    /** Not penalised, of either sign. */
    public static final ColumnRule UNPENALISED = new ColumnRule(0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    /** Penalised, never above 0, as the elasticity of an item's own price. */
    public static final ColumnRule NOT_POSITIVE = new ColumnRule(1, Double.NEGATIVE_INFINITY, 0);
    /** Penalised, never below 0. */
    public static final ColumnRule NOT_NEGATIVE = new ColumnRule(1, 0, Double.POSITIVE_INFINITY);

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if the factor is negative or not finite, or the bounds do not hold 0
     */
    public ColumnRule {
        if (!(penaltyFactor >= 0) || Double.isInfinite(penaltyFactor)) {
            throw new IllegalArgumentException("penaltyFactor is " + penaltyFactor + ", and must be 0 or more.");
        }
        if (!(lower <= 0) || !(upper >= 0)) {
            throw new IllegalArgumentException("The bounds " + lower + " to " + upper
                    + " do not hold 0, which a coefficient that is not selected has. Maybe lower 0 or upper 0?");
        }
    }

    /** The same with another factor. */
    public ColumnRule withPenaltyFactor(double factor) {
        return new ColumnRule(factor, lower, upper);
    }
}
