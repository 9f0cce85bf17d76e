package dev.shopkeeper.logistics.eta;

import dev.shopkeeper.decision.DegradedReason;
import dev.shopkeeper.decision.Explanation;
import dev.shopkeeper.decision.Language;
import dev.shopkeeper.decision.Stamp;
import dev.shopkeeper.logistics.delivery.Deliveries;
import dev.shopkeeper.logistics.delivery.DeliveryView;
import dev.shopkeeper.logistics.delivery.PlannedStops;
import dev.shopkeeper.logistics.expectation.Expectation;
import dev.shopkeeper.logistics.expectation.Expectations;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
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
    private final PlannedStops stops;
    private final Expectations expectations;
    private final Clock clock;

    EtaController(Deliveries deliveries, PlannedStops stops, Expectations expectations, Clock clock) {
        this.deliveries = deliveries;
        this.stops = stops;
        this.expectations = expectations;
        this.clock = clock;
    }

    @GetMapping("/{id}/eta")
    @Operation(summary = "When a delivery is expected")
    EtaDecision eta(@PathVariable("id") String id, Locale locale) {
        DeliveryView delivery = deliveries.view(id);
        Instant now = clock.instant();
        return switch (delivery.state()) {
            case COMPLETED -> fact(delivery, delivery.completedAt(), now, "The delivery was handed over.");
            case ARRIVED -> fact(delivery, now, now, "The van is at the door.");
            case FAILED -> fact(delivery, null, now, "The delivery failed and is not expected any more.");
            case CANCELLED -> fact(delivery, null, now, "The delivery was cancelled and is not expected any more.");
            case WAITING -> expected(delivery, now, Language.of(locale));
        };
    }

    private EtaDecision expected(DeliveryView delivery, Instant now, Language language) {
        return stops.expected(delivery.deliveryId())
                .map(stop -> onTour(delivery, stop, now, language))
                .orElseGet(() -> fallback(delivery, now));
    }

    /** Where its time has passed and nobody said that it was handed over, it may be any moment. */
    private static EtaDecision onTour(
            DeliveryView delivery, PlannedStops.Expected stop, Instant now, Language language) {
        boolean overdue = stop.expectedAt().isBefore(now);
        Instant at = overdue ? now : stop.expectedAt();
        String before = language.choose(
                stop.stopsBefore() == 0
                        ? "It is the next stop of its tour"
                        : "There are " + stop.stopsBefore() + " stops before it on its tour",
                stop.stopsBefore() == 0 ? "下一站即为该配送" : "前面还有" + stop.stopsBefore() + "站");
        String when = overdue
                ? language.choose(", and it was expected already.", "，预计时间已过。")
                : stop.late()
                        ? language.choose(", and it comes later than promised.", "，将晚于承诺时间。")
                        : language.choose(".", "。");
        return new EtaDecision(
                delivery.deliveryId(),
                delivery.state(),
                at,
                stop.earliest().isBefore(now) ? now : stop.earliest(),
                stop.latest().isBefore(now) ? now : stop.latest(),
                Stamp.of(
                        stop.model(),
                        stop.modelVersion(),
                        stop.plannedAt(),
                        stop.degradedReason() == null
                                ? null
                                : DegradedReason.valueOf(stop.degradedReason().toUpperCase(Locale.ROOT))),
                Explanation.of(before + when));
    }

    private EtaDecision fallback(DeliveryView delivery, Instant now) {
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
