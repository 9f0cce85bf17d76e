package dev.shopkeeper.recommendation.ials;

/**
 * Options of implicit ALS.
 *
 * @param dimension of the vectors
 * @param regularisation lambda; that of one vector grows with how much was met by it
 * @param unobserved alpha: the weight of what was not met, beside 1 for what was
 * @param iterations over people and items
 */
public record AlsOptions(int dimension, double regularisation, double unobserved, int iterations) {

    AlsOptions withDimension(int value) {
        return new AlsOptions(value, regularisation, unobserved, iterations);
    }

    AlsOptions withRegularisation(double value) {
        return new AlsOptions(dimension, value, unobserved, iterations);
    }

    AlsOptions withUnobserved(double value) {
        return new AlsOptions(dimension, regularisation, value, iterations);
    }
}
