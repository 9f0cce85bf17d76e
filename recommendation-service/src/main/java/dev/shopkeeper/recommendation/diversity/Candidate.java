package dev.shopkeeper.recommendation.diversity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item that may be chosen.
 *
 * @param score relevance, in whole units of the caller's choosing (rankings count in billionths), 0 to
 *     {@link #MAX_SCORE}
 * @param categories from the widest to the narrowest; one named twice counts once
 */
public record Candidate(
        String itemId,
        long score,
        List<String> categories,
        @Nullable String brand,
        @Nullable String merchantId) {

    /** What a double still holds exactly. */
    public static final long MAX_SCORE = 1L << 53;

    public Candidate {
        if (score < 0 || score > MAX_SCORE) {
            throw new IllegalArgumentException("score of item " + itemId + " is " + score + ", expected 0 to "
                    + MAX_SCORE + ". Maybe scores below zero are to be left out before?");
        }
        categories = List.copyOf(categories);
    }
}
