package dev.shopkeeper.logistics.eta;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shopkeeper.logistics.delivery.DeliveryState;
import dev.shopkeeper.starter.decision.Decision;
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
        String model,
        String modelVersion,
        Instant decidedAt,
        boolean degraded,
        String explanation)
        implements Decision {}
