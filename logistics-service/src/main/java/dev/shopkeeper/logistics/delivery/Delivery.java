package dev.shopkeeper.logistics.delivery;

import dev.shopkeeper.events.DeliveryAddress;
import dev.shopkeeper.starter.problem.ProblemException;
import dev.shopkeeper.starter.problem.Violation;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A delivery and what may be done with it. Its verbs refuse what its state does not allow, by name. */
@Entity
@Table(name = "delivery")
class Delivery {

    @Id
    @Column(name = "delivery_id")
    private String deliveryId;

    @Column(name = "order_id")
    private @Nullable String orderId;

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    private DeliveryState state;

    @Column(name = "zone_id")
    private @Nullable String zoneId;

    @Column(name = "latitude")
    private @Nullable Double latitude;

    @Column(name = "longitude")
    private @Nullable Double longitude;

    @Column(name = "promised_earliest")
    private @Nullable Instant promisedEarliest;

    @Column(name = "promised_latest")
    private @Nullable Instant promisedLatest;

    @Column(name = "requested_at")
    private Instant requestedAt;

    @Column(name = "arrived_at")
    private @Nullable Instant arrivedAt;

    @Column(name = "completed_at")
    private @Nullable Instant completedAt;

    @Column(name = "failed_at")
    private @Nullable Instant failedAt;

    @Column(name = "failure_reason")
    private @Nullable String failureReason;

    @Column(name = "weight_grams")
    private @Nullable Long weightGrams;

    @Column(name = "vehicle_id")
    private @Nullable String vehicleId;

    @Column(name = "departed_at")
    private @Nullable Instant departedAt;

    @Column(name = "departed_zone_id")
    private @Nullable String departedZoneId;

    @Column(name = "departed_latitude")
    private @Nullable Double departedLatitude;

    @Column(name = "departed_longitude")
    private @Nullable Double departedLongitude;

    @Version
    @Column(name = "version")
    private long version;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected Delivery() {}

    /** The van is at the door. */
    void arrive(Instant at) {
        require("arrive at", DeliveryState.WAITING);
        requireNotBeforeRequest("arrived_at", at);
        state = DeliveryState.ARRIVED;
        arrivedAt = at;
    }

    /** The goods were handed over; not every driver says before that he arrived. */
    void complete(Instant at) {
        require("complete", DeliveryState.WAITING, DeliveryState.ARRIVED);
        requireNotBeforeRequest("completed_at", at);
        requireNotBeforeArrival("completed_at", at);
        state = DeliveryState.COMPLETED;
        completedAt = at;
    }

    /** The goods could not be handed over. */
    void fail(String reason, Instant at) {
        require("fail", DeliveryState.WAITING, DeliveryState.ARRIVED);
        requireNotBeforeRequest("failed_at", at);
        requireNotBeforeArrival("failed_at", at);
        state = DeliveryState.FAILED;
        failureReason = reason;
        failedAt = at;
    }

    /** There is nothing left to deliver. A delivery that is past waiting goes its way. */
    void cancelIfWaiting() {
        if (state == DeliveryState.WAITING) {
            state = DeliveryState.CANCELLED;
        }
    }

    private void require(String verb, DeliveryState... wanted) {
        if (!Arrays.asList(wanted).contains(state)) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "wrong-delivery-state",
                    "Cannot " + verb + " delivery '" + deliveryId + "', which is " + state + ".",
                    List.of(new Violation("state", state.name(), "does not allow to " + verb)),
                    null);
        }
    }

    private void requireNotBeforeArrival(String name, Instant at) {
        if (arrivedAt != null && at.isBefore(arrivedAt)) {
            throw ProblemException.invalid(name, at.toString(), "is before arrived_at " + arrivedAt);
        }
    }

    private void requireNotBeforeRequest(String name, Instant at) {
        if (at.isBefore(requestedAt)) {
            throw ProblemException.invalid(name, at.toString(), "is before requested_at " + requestedAt);
        }
    }

    /** Whether an upload contradicts nothing that is known; what is not known it may add. An order says when it was placed. */
    boolean agreesWith(DeliveryEntry entry) {
        DeliveryAddress address = entry.address();
        return Objects.equals(orderId, entry.orderId())
                && agree(zoneId, address.zoneId())
                && agree(latitude, address.latitude())
                && agree(longitude, address.longitude())
                && agree(weightGrams, entry.weightGrams())
                && (promisedEarliest == null || sameMoment(promisedEarliest, entry.promisedEarliest()))
                && (promisedLatest == null || sameMoment(promisedLatest, entry.promisedLatest()))
                && (ofOrder() || sameMoment(requestedAt, entry.requestedAt()));
    }

    /** Made of an order, and not told by the shop. */
    private boolean ofOrder() {
        return deliveryId.equals(orderId);
    }

    private static boolean agree(@Nullable Object known, @Nullable Object told) {
        return known == null || told == null || known.equals(told);
    }

    /** Adds what the upload tells beyond what is known; whether that changes anything. */
    boolean supplement(DeliveryEntry entry) {
        boolean changed = false;
        DeliveryAddress address = entry.address();
        if (zoneId == null && address.zoneId() != null) {
            zoneId = address.zoneId();
            changed = true;
        }
        if (latitude == null && address.latitude() != null) {
            latitude = address.latitude();
            longitude = address.longitude();
            changed = true;
        }
        if (promisedLatest == null && entry.promisedLatest() != null) {
            promisedEarliest = entry.promisedEarliest();
            promisedLatest = entry.promisedLatest();
            changed = true;
        }
        if (weightGrams == null && entry.weightGrams() != null) {
            weightGrams = entry.weightGrams();
            changed = true;
        }
        DeliveryEntry.Driven driven = entry.driven();
        if (driven != null && departedAt == null) {
            drivenBy(driven);
        }
        return changed;
    }

    /** How it was driven to. */
    void drivenBy(DeliveryEntry.Driven driven) {
        vehicleId = driven.vehicleId();
        DeliveryAddress from = driven.from();
        if (driven.departedAt() != null && from != null) {
            departedAt = driven.departedAt();
            departedZoneId = from.zoneId();
            departedLatitude = from.latitude();
            departedLongitude = from.longitude();
        }
    }

    boolean knowsHowItWasDriven() {
        return departedAt != null;
    }

    /** The database keeps microseconds. */
    private static boolean sameMoment(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other == null
                ? Objects.equals(one, other)
                : Math.abs(Duration.between(one, other).toNanos()) < 1_000;
    }

    private DeliveryAddress address() {
        return new DeliveryAddress(zoneId, latitude, longitude);
    }

    /** Nobody has been at the door yet. */
    boolean waits() {
        return state == DeliveryState.WAITING;
    }

    /** It can still be completed or fail. */
    boolean open() {
        return state == DeliveryState.WAITING || state == DeliveryState.ARRIVED;
    }

    /** Latitude and longitude, or null where they are not known. */
    double @Nullable [] place() {
        return latitude == null || longitude == null ? null : new double[] {latitude, longitude};
    }

    String deliveryId() {
        return deliveryId;
    }

    @Nullable
    String orderId() {
        return orderId;
    }

    DeliveryView view() {
        return new DeliveryView(
                deliveryId,
                orderId,
                state,
                address(),
                promisedEarliest,
                promisedLatest,
                requestedAt,
                weightGrams,
                vehicleId,
                arrivedAt,
                completedAt,
                failedAt,
                failureReason);
    }
}
