package dev.shopkeeper.logistics.expectation;

import dev.shopkeeper.decision.Language;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a delivery is expected and why.
 *
 * @param model name of the fallback that says so
 */
public record Expectation(
        String model,
        Instant at,
        @Nullable Instant earliest,
        @Nullable Instant latest,
        String english,
        String chinese) {

    /** Why, in words. */
    public String explanation(Language language) {
        return language.choose(english, chinese);
    }
}
