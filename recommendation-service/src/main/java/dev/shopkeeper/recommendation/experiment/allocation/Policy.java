package dev.shopkeeper.recommendation.experiment.allocation;

import org.jspecify.annotations.Nullable;

/**
 * How an arm recommends.
 *
 * @param model version of the model, or null for the champion; only for {@link Strategy#MODEL}
 * @param diversity from 0, by score alone, to 1, as different as can be
 * @param exploration from 0, nothing is drawn, to 1, everything is: the share of places that are filled by chance
 */
public record Policy(Strategy strategy, @Nullable String model, double diversity, double exploration) {

    public Policy {
        if (model != null && strategy != Strategy.MODEL) {
            throw new IllegalArgumentException(
                    "model is '" + model + "' and strategy " + strategy.wireName() + ". Maybe strategy model?");
        }
        requireShare("diversity", diversity);
        requireShare("exploration", exploration);
    }

    /** Ranks by score alone and draws nothing. */
    public static Policy of(Strategy strategy) {
        return new Policy(strategy, null, 0, 0);
    }

    private static void requireShare(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " is " + value + ". Maybe one from 0 to 1?");
        }
    }
}
