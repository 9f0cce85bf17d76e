package dev.shopkeeper.logistics.eta;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.shopkeeper.decision.Decision;
import dev.shopkeeper.decision.Explanation;
import dev.shopkeeper.decision.Stamp;
import dev.shopkeeper.logistics.delivery.DeliveryState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a delivery is expected.
 *
 * @param expectedAt when it will be, or was, handed over; absent for one that failed or was cancelled
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EtaDecision(
        String deliveryId,
        DeliveryState state,
        @Nullable Instant expectedAt,
        @Nullable Instant expectedEarliest,
        @Nullable Instant expectedLatest,
        @JsonUnwrapped Stamp stamp,
        Explanation explanation)
        implements Decision {}
