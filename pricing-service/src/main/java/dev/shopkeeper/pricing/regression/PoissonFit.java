package dev.shopkeeper.pricing.regression;

/**
 * A fitted model of counts with logarithmic link.
 *
 * @param predictor of the logarithm of the expected count, without the offset
 * @param deviance twice the weighted sum of y log(y/&mu;) &minus; (y &minus; &mu;)
 * @param nullDeviance that of the intercept and the offset alone
 * @param dispersion Pearson's: the weighted sum of (y &minus; &mu;)&sup2;/&mu; by the rows that count less the coefficients
 *     that are not 0; 1 for a Poisson distribution, more if counts vary more; NaN if no degree of freedom is left
 * @param iterations of Newton's method
 */
public record PoissonFit(
        RegressionFit predictor, double deviance, double nullDeviance, double dispersion, int iterations) {

    /**
     * The expected count.
     *
     * @param offset the logarithm of the exposure
     */
    public double expected(double[] row, double offset) {
        return Math.exp(PoissonElasticNet.clamped(predictor.predict(row) + offset));
    }
}
