package dev.shopkeeper.membership.activity;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a member did and bought.
 *
 * @param events behaviour events by name
 * @param orders orders of which something was kept
 * @param purchases worth by currency
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ActivityView(
        @Nullable Instant firstSeenAt,
        @Nullable Instant lastSeenAt,
        Map<String, Long> events,
        long orders,
        @Nullable Instant lastOrderAt,
        List<Purchases> purchases) {

    /**
     * Purchases in one currency, amounts as decimal strings.
     *
     * @param net what was kept: ordered less cancelled less refunded
     */
    public record Purchases(String currency, String ordered, String cancelled, String refunded, String net) {}
}
