package dev.shopkeeper.logistics.eta;

import dev.shopkeeper.decision.DegradedReason;
import dev.shopkeeper.decision.Explanation;
import dev.shopkeeper.decision.Stamp;
import dev.shopkeeper.logistics.delivery.Deliveries;
import dev.shopkeeper.logistics.delivery.DeliveryView;
import dev.shopkeeper.logistics.expectation.Expectation;
import dev.shopkeeper.logistics.expectation.Expectations;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves expected times. What has happened already is answered as a fact, not as a fallback. */
@RestController
@RequestMapping("/api/v1/deliveries")
@Tag(name = "Expected times")
class EtaController {

    private static final String VERSION = "1";
    private static final String FACT = "delivery-state";

    private final Deliveries deliveries;
    private final Expectations expectations;
    private final Clock clock;

    EtaController(Deliveries deliveries, Expectations expectations, Clock clock) {
        this.deliveries = deliveries;
        this.expectations = expectations;
        this.clock = clock;
    }

    @GetMapping("/{id}/eta")
    @Operation(summary = "When a delivery is expected")
    EtaDecision eta(@PathVariable("id") String id) {
        DeliveryView delivery = deliveries.view(id);
        Instant now = clock.instant();
        return switch (delivery.state()) {
            case COMPLETED -> fact(delivery, delivery.completedAt(), now, "The delivery was handed over.");
            case ARRIVED -> fact(delivery, now, now, "The van is at the door.");
            case FAILED -> fact(delivery, null, now, "The delivery failed and is not expected any more.");
            case CANCELLED -> fact(delivery, null, now, "The delivery was cancelled and is not expected any more.");
            case WAITING -> expected(delivery, now);
        };
    }

    private EtaDecision expected(DeliveryView delivery, Instant now) {
        Expectation expectation = expectations
                .experience()
                .expect(
                        delivery.address().zoneId(),
                        delivery.promisedEarliest(),
                        delivery.promisedLatest(),
                        delivery.requestedAt(),
                        now);
        return new EtaDecision(
                delivery.deliveryId(),
                delivery.state(),
                expectation.at(),
                expectation.earliest(),
                expectation.latest(),
                Stamp.degraded(expectation.model(), VERSION, now, DegradedReason.NO_CHAMPION),
                Explanation.of(expectation.explanation()));
    }

    private static EtaDecision fact(DeliveryView delivery, @Nullable Instant at, Instant now, String explanation) {
        return new EtaDecision(
                delivery.deliveryId(),
                delivery.state(),
                at,
                null,
                null,
                Stamp.of(FACT, VERSION, now),
                Explanation.of(explanation));
    }
}
