package dev.shopkeeper.recommendation.experiment.allocation;

/**
 * An arm as it was set up.
 *
 * @param share of the persons, above 0 and below 1
 */
public record Variant(String name, double share, Policy policy) {

    public Variant {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException(
                    "Arm '" + name + "' has a share of " + share + ". Maybe one between 0 and 1?");
        }
    }
}
