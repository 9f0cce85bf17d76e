package dev.shopkeeper.recommendation.ranking;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where an answer is shown, which has its own rules of what may stand there: see {@link Shelf}. */
public enum Placement {
    /** The shop's first page. Nothing is left out; likeness costs a little. */
    HOME(0.2),
    /** The page of an item. Variants of the item are left out. */
    ITEM(0),
    /** The cart. What it holds of a kind is not offered again. */
    CART(0),
    /** A list of results. Only what was found. */
    SEARCH(0),
    /** The last page before the order. As in the cart, and nothing that is dear beside it. */
    CHECKOUT(0);

    /** As requests write them. */
    public static final List<String> WORDS =
            Arrays.stream(values()).map(Placement::word).toList();

    private final double diversity;

    Placement(double diversity) {
        this.diversity = diversity;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param word one of {@link #WORDS}, or null */
    public static @Nullable Placement of(@Nullable String word) {
        return word == null ? null : valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** How much likeness costs where the request does not say, 0 to 1. */
    double diversity() {
        return diversity;
    }
}
