package dev.shopkeeper.logistics.delivery;

import static dev.shopkeeper.starter.jdbc.Columns.printed;
import static dev.shopkeeper.starter.jdbc.Columns.text;
import static dev.shopkeeper.starter.jdbc.Columns.times;

import dev.shopkeeper.events.DeliveryCompleted;
import dev.shopkeeper.events.DeliveryFailed;
import dev.shopkeeper.events.DeliveryPlanned;
import dev.shopkeeper.logistics.expectation.Expectation;
import dev.shopkeeper.logistics.expectation.Expectations;
import dev.shopkeeper.logistics.fleet.TourWishes;
import dev.shopkeeper.starter.bulk.Bulk;
import dev.shopkeeper.starter.bulk.BulkError;
import dev.shopkeeper.starter.messaging.Outbox;
import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import dev.shopkeeper.starter.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Deliveries: taken in once each, told of when they are expected, and carried through their verbs under a lock. */
@Service
public class Deliveries {

    private static final String PROGRESS = "progress";

    private final DeliveryRepository deliveries;
    private final JdbcTemplate jdbc;
    private final Expectations expectations;
    private final PlannedStops stops;
    private final TourWishes wishes;
    private final Outbox outbox;
    private final Clock clock;

    Deliveries(
            DeliveryRepository deliveries,
            JdbcTemplate jdbc,
            Expectations expectations,
            PlannedStops stops,
            TourWishes wishes,
            Outbox outbox,
            Clock clock) {
        this.deliveries = deliveries;
        this.jdbc = jdbc;
        this.expectations = expectations;
        this.stops = stops;
        this.wishes = wishes;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Stores uploaded deliveries and notes in {@code bulk} those that contradict a delivery of the same id. */
    @Transactional
    public void store(Bulk<DeliveryEntry> bulk) {
        Map<String, DeliveryEntry> first = new TreeMap<>();
        bulk.entries().forEach(entry -> first.putIfAbsent(entry.value().deliveryId(), entry.value()));
        if (first.isEmpty()) {
            return;
        }
        request(first.values());
        Map<String, Delivery> stored = deliveries.lockAll(first.keySet()).stream()
                .collect(Collectors.toMap(delivery -> delivery.view().deliveryId(), Function.identity()));
        Map<String, PlannedStops.OnTour> tours = stops.toursOf(first.keySet());
        List<double @Nullable []> completed = new ArrayList<>();
        for (Bulk.Entry<DeliveryEntry> entry : bulk.entries()) {
            Delivery delivery = stored.get(entry.value().deliveryId());
            if (delivery != null && !delivery.agreesWith(entry.value())) {
                bulk.reject(
                        entry,
                        BulkError.CONFLICT,
                        "delivery_id",
                        entry.value().deliveryId(),
                        "is known with other content");
            } else if (delivery != null) {
                if (delivery.supplement(entry.value()) && delivery.waits()) {
                    completed.add(delivery.place());
                }
                catchUp(delivery, entry.value(), tours.get(entry.value().deliveryId()));
            }
        }
        wishes.addNear(completed, "delivery");
    }

    /** What the upload tells of the delivery's course is done to it, if it has not been done before. */
    private void catchUp(Delivery delivery, DeliveryEntry told, PlannedStops.@Nullable OnTour tour) {
        if (told.arrivedAt() != null && delivery.waits()) {
            arrive(delivery, told.arrivedAt(), tour);
        }
        if (told.completedAt() != null && delivery.open()) {
            complete(delivery, told.completedAt(), tour);
        } else if (told.failedAt() != null && told.failureReason() != null && delivery.open()) {
            fail(delivery, told.failureReason(), told.failedAt(), tour);
        }
    }

    private void arrive(Delivery delivery, Instant at, PlannedStops.@Nullable OnTour tour) {
        delivery.arrive(at);
        if (tour != null) {
            driven(delivery, at);
            wishes.add(Set.of(tour.depotId()), PROGRESS);
        }
    }

    private void complete(Delivery delivery, Instant at, PlannedStops.@Nullable OnTour tour) {
        delivery.complete(at);
        outbox.append(new DeliveryCompleted(delivery.deliveryId(), delivery.orderId(), ended(tour, at), at), at);
    }

    private void fail(Delivery delivery, String reason, Instant at, PlannedStops.@Nullable OnTour tour) {
        delivery.fail(reason, at);
        outbox.append(new DeliveryFailed(delivery.deliveryId(), delivery.orderId(), ended(tour, at), reason, at), at);
    }

    /** The tour on which it ended, whose stops behind it are expected anew. */
    private @Nullable String ended(PlannedStops.@Nullable OnTour tour, Instant at) {
        if (tour == null) {
            return null;
        }
        wishes.add(Set.of(tour.depotId()), PROGRESS);
        return at.isBefore(tour.since()) ? null : tour.tourId();
    }

    /** On a tour, a vehicle comes from the stop before, once that has ended. */
    private void driven(Delivery delivery, Instant arrivedAt) {
        if (!delivery.knowsHowItWasDriven()) {
            stops.before(delivery.deliveryId())
                    .filter(stop ->
                            stop.departedAt() != null && stop.departedAt().isBefore(arrivedAt))
                    .ifPresent(delivery::drivenBy);
        }
    }

    /** Stores the deliveries that nobody knows yet and says when they are expected; {@code entries} are sorted by id. */
    @Transactional
    public void request(Collection<DeliveryEntry> entries) {
        Set<String> fresh = new HashSet<>(jdbc.queryForList(
                """
                insert into delivery (delivery_id, order_id, state, zone_id, latitude, longitude, promised_earliest,
                                      promised_latest, requested_at, weight_grams)
                select id, order_id, 'WAITING', zone_id, latitude, longitude, earliest, latest, requested_at, weight
                from unnest(?::text[], ?::text[], ?::text[], ?::float8[], ?::float8[], ?::timestamptz[],
                            ?::timestamptz[], ?::timestamptz[], ?::bigint[])
                    as entry (id, order_id, zone_id, latitude, longitude, earliest, latest, requested_at, weight)
                on conflict (delivery_id) do nothing
                returning delivery_id
                """,
                String.class,
                text(entries, DeliveryEntry::deliveryId),
                text(entries, DeliveryEntry::orderId),
                text(entries, entry -> entry.address().zoneId()),
                printed(entries, entry -> entry.address().latitude()),
                printed(entries, entry -> entry.address().longitude()),
                times(entries, DeliveryEntry::promisedEarliest),
                times(entries, DeliveryEntry::promisedLatest),
                times(entries, DeliveryEntry::requestedAt),
                printed(entries, DeliveryEntry::weightGrams)));
        Expectations.Experience experience = expectations.recentExperience(clock.instant());
        entries.stream()
                .filter(entry -> fresh.contains(entry.deliveryId()) && !entry.ended())
                .forEach(entry -> tellExpectation(entry, experience));
        List<double @Nullable []> places = new ArrayList<>();
        entries.stream()
                .filter(entry -> fresh.contains(entry.deliveryId()) && worthATour(entry))
                .forEach(entry -> places.add(entry.place()));
        wishes.addNear(places, "delivery");
    }

    private boolean worthATour(DeliveryEntry entry) {
        return !entry.ended() && entry.requestedAt().isAfter(clock.instant().minus(PlannedStops.LOOKS_BACK));
    }

    private void tellExpectation(DeliveryEntry entry, Expectations.Experience experience) {
        Instant now = clock.instant();
        Expectation expectation = experience.expect(
                entry.address().zoneId(), entry.promisedEarliest(), entry.promisedLatest(), entry.requestedAt(), now);
        outbox.append(
                new DeliveryPlanned(
                        entry.deliveryId(),
                        entry.orderId(),
                        null,
                        null,
                        null,
                        expectation.at(),
                        expectation.earliest(),
                        expectation.latest(),
                        now),
                now);
    }

    /** The delivery as it stands. */
    @Transactional(readOnly = true)
    public DeliveryView view(String deliveryId) {
        return deliveries
                .findById(deliveryId)
                .orElseThrow(() -> ProblemException.notFound("delivery", deliveryId))
                .view();
    }

    @Transactional(readOnly = true)
    Page<DeliveryView> list(@Nullable String orderId, @Nullable DeliveryState state, PageRequest request) {
        List<DeliveryView> found = deliveries
                .page(request.after() == null ? "" : request.after(), orderId, state, Limit.of(request.probe()))
                .stream()
                .map(Delivery::view)
                .toList();
        return request.page(found, DeliveryView::deliveryId);
    }

    @Transactional
    public DeliveryView arrive(String deliveryId, Instant at) {
        return with(deliveryId, (delivery, tour) -> arrive(delivery, at, tour));
    }

    @Transactional
    public DeliveryView complete(String deliveryId, Instant at) {
        return with(deliveryId, (delivery, tour) -> complete(delivery, at, tour));
    }

    @Transactional
    public DeliveryView fail(String deliveryId, String reason, Instant at) {
        return with(deliveryId, (delivery, tour) -> fail(delivery, reason, at, tour));
    }

    private DeliveryView with(String deliveryId, BiConsumer<Delivery, PlannedStops.@Nullable OnTour> verb) {
        Delivery delivery =
                deliveries.lock(deliveryId).orElseThrow(() -> ProblemException.notFound("delivery", deliveryId));
        verb.accept(delivery, stops.toursOf(List.of(deliveryId)).get(deliveryId));
        return delivery.view();
    }

    /** There is nothing left to deliver, if there ever was. */
    @Transactional
    public void cancel(String deliveryId) {
        deliveries.lock(deliveryId).ifPresent(delivery -> {
            delivery.cancelIfWaiting();
            PlannedStops.OnTour tour = stops.toursOf(List.of(deliveryId)).get(deliveryId);
            if (tour != null) {
                wishes.add(Set.of(tour.depotId()), "cancellation");
            }
        });
    }
}
