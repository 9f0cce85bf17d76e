package dev.shopkeeper.pricing.elasticity;

/**
 * How much estimates differ beyond their own errors, and their common mean: DerSimonian and Laird, Controlled Clinical Trials
 * 7, 1986.
 *
 * @param mean of all, each weighed by its precision
 * @param meanVariance of that mean
 * @param between variance of what the estimates estimate; 0 where they differ no more than their errors
 */
record RandomEffects(double mean, double meanVariance, double between) {

    /**
     * Of estimates with their variances.
     *
     * @param estimates at least one
     * @param variances above 0
     */
    static RandomEffects of(double[] estimates, double[] variances) {
        double weights = 0;
        double squares = 0;
        double sum = 0;
        for (int i = 0; i < estimates.length; i++) {
            double weight = 1 / variances[i];
            weights += weight;
            squares += weight * weight;
            sum += weight * estimates[i];
        }
        double fixed = sum / weights;
        double excess = 1.0 - estimates.length;
        for (int i = 0; i < estimates.length; i++) {
            excess += (estimates[i] - fixed) * (estimates[i] - fixed) / variances[i];
        }
        double between = estimates.length < 2 ? 0 : Math.max(0, excess / (weights - squares / weights));
        double again = 0;
        double mean = 0;
        for (int i = 0; i < estimates.length; i++) {
            double weight = 1 / (variances[i] + between);
            again += weight;
            mean += weight * estimates[i];
        }
        return new RandomEffects(mean / again, 1 / again, between);
    }
}
