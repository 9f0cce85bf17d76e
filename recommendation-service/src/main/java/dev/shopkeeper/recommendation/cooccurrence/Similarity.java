package dev.shopkeeper.recommendation.cooccurrence;

/**
 * {@code c/sqrt(n_i n_j) · c/(c + shrinkage)}: the cosine of two items' contexts, damped where few contexts speak for
 * it. Lies in [0, 1].
 *
 * @param shrinkage contexts at which a pair keeps half of its cosine; zero for the plain cosine
 */
public record Similarity(double shrinkage) {

    public Similarity {
        if (!(shrinkage >= 0) || Double.isInfinite(shrinkage)) {
            throw new IllegalArgumentException(
                    "shrinkage is " + shrinkage + ". Maybe give zero or a small positive number?");
        }
    }

    /**
     * @param together weight of the contexts that hold both
     * @param first weight of the contexts that hold the first
     * @param second weight of the contexts that hold the second
     */
    public double of(double together, double first, double second) {
        if (together <= 0 || first <= 0 || second <= 0) {
            return 0;
        }
        return together / Math.sqrt(first * second) * (together / (together + shrinkage));
    }
}
