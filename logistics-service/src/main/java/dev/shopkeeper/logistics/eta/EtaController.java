package dev.shopkeeper.logistics.eta;

import dev.shopkeeper.decision.DecisionTimer;
import dev.shopkeeper.decision.DegradedReason;
import dev.shopkeeper.decision.Explanation;
import dev.shopkeeper.decision.Language;
import dev.shopkeeper.decision.Stamp;
import dev.shopkeeper.logistics.delivery.Deliveries;
import dev.shopkeeper.logistics.delivery.DeliveryView;
import dev.shopkeeper.logistics.delivery.PlannedStops;
import dev.shopkeeper.logistics.expectation.Expectation;
import dev.shopkeeper.logistics.expectation.Expectations;
import dev.shopkeeper.logistics.tours.AbsenceWords;
import dev.shopkeeper.logistics.tours.RoadsNow;
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
    private final RoadsNow roads;
    private final Expectations expectations;
    private final DecisionTimer timer;
    private final Clock clock;

    EtaController(
            Deliveries deliveries,
            PlannedStops stops,
            RoadsNow roads,
            Expectations expectations,
            DecisionTimer timer,
            Clock clock) {
        this.deliveries = deliveries;
        this.roads = roads;
        this.stops = stops;
        this.expectations = expectations;
        this.timer = timer;
        this.clock = clock;
    }

    @GetMapping("/{id}/eta")
    @Operation(summary = "When a delivery is expected")
    EtaDecision eta(@PathVariable("id") String id, Locale locale) {
        return timer.timed("eta", () -> decide(id, Language.of(locale)));
    }

    private EtaDecision decide(String id, Language language) {
        DeliveryView delivery = deliveries.view(id);
        Instant now = clock.instant();
        return switch (delivery.state()) {
            case COMPLETED ->
                fact(delivery, delivery.completedAt(), now, language.choose("The delivery was handed over.", "已送达。"));
            case ARRIVED -> fact(delivery, now, now, language.choose("The van is at the door.", "配送车已到门口。"));
            case FAILED ->
                fact(
                        delivery,
                        null,
                        now,
                        language.choose("The delivery failed and is not expected any more.", "配送失败，不再配送。"));
            case CANCELLED ->
                fact(
                        delivery,
                        null,
                        now,
                        language.choose("The delivery was cancelled and is not expected any more.", "配送已取消。"));
            case WAITING -> expected(delivery, now, language);
        };
    }

    private EtaDecision expected(DeliveryView delivery, Instant now, Language language) {
        return stops.expected(delivery.deliveryId())
                .map(stop -> onTour(delivery, stop, now, language))
                .or(() -> stops.absence(delivery.deliveryId()).map(reason -> absent(delivery, reason, now, language)))
                .orElseGet(() -> fallback(delivery, now, language));
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

    /** It was tried to plan it, and there is a reason why it is in no tour: no time would be true. */
    private EtaDecision absent(DeliveryView delivery, String reason, Instant now, Language language) {
        return new EtaDecision(
                delivery.deliveryId(),
                delivery.state(),
                null,
                null,
                null,
                roads.stamp(now),
                Explanation.of(
                        language.choose("It is in no tour yet. ", "尚未安排路线。") + AbsenceWords.of(reason, language)));
    }

    private EtaDecision fallback(DeliveryView delivery, Instant now, Language language) {
        // what is on no tour the champion has nothing to say about
        Stamp stamp = roads.stamp(now);
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
                stamp.degraded()
                        ? Stamp.degraded(expectation.model(), VERSION, now, DegradedReason.NO_CHAMPION)
                        : stamp,
                Explanation.of(expectation.explanation(language)));
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
