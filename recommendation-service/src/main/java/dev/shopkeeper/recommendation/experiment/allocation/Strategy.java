package dev.shopkeeper.recommendation.experiment.allocation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What ranks. */
public enum Strategy {
    /** A trained model: the champion, or the version that the policy names. */
    MODEL,
    /** What is wanted now, the same for everybody. */
    POPULARITY,
    /** What goes with the visitor's items by live counts, without a trained model. */
    CO_OCCURRENCE;

    /** {@code model}, {@code popularity}, {@code co_occurrence}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All names. */
    public static List<String> wireNames() {
        return Arrays.stream(values()).map(Strategy::wireName).toList();
    }

    /** The strategy of a name. */
    public static Optional<Strategy> of(String wireName) {
        return Arrays.stream(values())
                .filter(each -> each.wireName().equals(wireName))
                .findFirst();
    }
}
