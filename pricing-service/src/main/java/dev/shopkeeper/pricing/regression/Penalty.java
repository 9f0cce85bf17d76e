package dev.shopkeeper.pricing.regression;

/**
 * The penalty &alpha;(&rho;&Vert;b&Vert;<sub>1</sub> + (1 &minus; &rho;)/2 &Vert;b&Vert;<sup>2</sup>) of Zou and Hastie (2005).
 *
 * @param alpha the strength, 0 or more
 * @param mix &rho;: 1 is the lasso, 0 is ridge
 */
public record Penalty(double alpha, double mix) {

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if alpha is negative or not finite, or mix is not within 0 to 1
     */
    public Penalty {
        if (!(alpha >= 0) || Double.isInfinite(alpha)) {
            throw new IllegalArgumentException("alpha is " + alpha + ", and must be 0 or more.");
        }
        if (!(mix >= 0 && mix <= 1)) {
            throw new IllegalArgumentException("mix is " + mix + ", and must be within 0 (ridge) to 1 (lasso).");
        }
    }
}
