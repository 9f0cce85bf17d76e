package dev.shopkeeper.recommendation.hidden;

import dev.shopkeeper.starter.bulk.Fields;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That an item is to be shown no more.
 *
 * @param until from when it may be shown again; null for not by itself
 */
record HideRequest(String reason, @Nullable Instant until) {

    private static final int REASON_LENGTH = 500;

    static HideRequest read(Fields fields) {
        return new HideRequest(fields.text("reason", REASON_LENGTH), fields.timeOrNull("until"));
    }
}
