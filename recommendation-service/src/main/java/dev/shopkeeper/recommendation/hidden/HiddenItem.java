package dev.shopkeeper.recommendation.hidden;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An item that is not shown.
 *
 * @param hiddenBy the caller who asked for it
 * @param until from when it may be shown again; null for not by itself
 */
record HiddenItem(
        String itemId,
        String reason,
        Instant hiddenAt,
        String hiddenBy,
        @Nullable Instant until) {}
