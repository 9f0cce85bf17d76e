package dev.shopkeeper.logistics.delivery;

import dev.shopkeeper.events.DeliveryAddress;
import dev.shopkeeper.starter.bulk.Fields;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as a shop uploads it.
 *
 * @param promisedEarliest beginning of the window the customer was promised
 * @param promisedLatest its end
 * @param weightGrams of what is delivered, where the shop says so; else it is that of the order's items
 * @param driven how it was driven to, where the shop tells of the past
 * @param arrivedAt when the van was at the door, where the shop tells of the past
 * @param completedAt when the goods were handed over, likewise
 * @param failedAt when it was given up, with {@code failureReason}, likewise
 */
public record DeliveryEntry(
        String deliveryId,
        @Nullable String orderId,
        DeliveryAddress address,
        @Nullable Instant promisedEarliest,
        @Nullable Instant promisedLatest,
        Instant requestedAt,
        @Nullable Long weightGrams,
        @Nullable Driven driven,
        @Nullable Instant arrivedAt,
        @Nullable Instant completedAt,
        @Nullable Instant failedAt,
        @Nullable String failureReason) {

    /** 100 tonnes. */
    private static final long MOST_GRAMS = 100_000_000L;

    /**
     * How it was driven to.
     *
     * @param departedAt when the vehicle left for it
     * @param from where it left then
     */
    public record Driven(
            @Nullable String vehicleId,
            @Nullable Instant departedAt,
            @Nullable DeliveryAddress from) {}

    /** A delivery that is still to be made. */
    DeliveryEntry(
            String deliveryId,
            @Nullable String orderId,
            DeliveryAddress address,
            @Nullable Instant promisedEarliest,
            @Nullable Instant promisedLatest,
            Instant requestedAt) {
        this(
                deliveryId,
                orderId,
                address,
                promisedEarliest,
                promisedLatest,
                requestedAt,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    static DeliveryEntry read(Fields fields) {
        DeliveryEntry entry = new DeliveryEntry(
                fields.id("delivery_id"),
                fields.idOrNull("order_id"),
                fields.object("address", DeliveryEntry::address),
                fields.timeOrNull("promised_earliest"),
                fields.timeOrNull("promised_latest"),
                fields.past("requested_at"),
                fields.wholeOrNull("weight_grams", 0, MOST_GRAMS),
                driven(fields),
                fields.pastOrNull("arrived_at"),
                fields.pastOrNull("completed_at"),
                fields.pastOrNull("failed_at"),
                fields.textOrNull("failure_reason", 500));
        if (entry.completedAt() != null && entry.failedAt() != null) {
            fields.refuse("failed_at", entry.failedAt().toString(), "stands beside completed_at");
        }
        fields.together("failed_at", "failure_reason");
        Driven driven = entry.driven();
        if (driven != null
                && driven.departedAt() != null
                && entry.arrivedAt() != null
                && entry.arrivedAt().isBefore(driven.departedAt())) {
            fields.refuse("arrived_at", entry.arrivedAt().toString(), "is before departed_at " + driven.departedAt());
        }
        entry.refuseBeforeArrival(fields, "completed_at", entry.completedAt());
        entry.refuseBeforeArrival(fields, "failed_at", entry.failedAt());
        entry.refuseBeforeRequest(fields, "arrived_at", entry.arrivedAt());
        entry.refuseBeforeRequest(fields, "completed_at", entry.completedAt());
        entry.refuseBeforeRequest(fields, "failed_at", entry.failedAt());
        Instant earliest = entry.promisedEarliest();
        Instant latest = entry.promisedLatest();
        fields.together("promised_earliest", "promised_latest");
        if (earliest != null && latest != null && latest.isBefore(earliest)) {
            fields.refuse("promised_latest", latest.toString(), "is before promised_earliest " + earliest);
        }
        return entry;
    }

    private void refuseBeforeArrival(Fields fields, String name, @Nullable Instant at) {
        if (at != null && arrivedAt != null && at.isBefore(arrivedAt)) {
            fields.refuse(name, at.toString(), "is before arrived_at " + arrivedAt);
        }
    }

    private void refuseBeforeRequest(Fields fields, String name, @Nullable Instant at) {
        if (at != null && at.isBefore(requestedAt)) {
            fields.refuse(name, at.toString(), "is before requested_at " + requestedAt);
        }
    }

    /** Latitude and longitude, or null where they were not said. */
    double @Nullable [] place() {
        Double latitude = address.latitude();
        Double longitude = address.longitude();
        return latitude == null || longitude == null ? null : new double[] {latitude, longitude};
    }

    /** Whether it tells how the delivery ended. */
    boolean ended() {
        return completedAt != null || failedAt != null;
    }

    private static @Nullable Driven driven(Fields fields) {
        Driven driven = new Driven(
                fields.idOrNull("vehicle_id"),
                fields.pastOrNull("departed_at"),
                fields.objectOrNull("departed_from", DeliveryEntry::address));
        fields.together("departed_at", "departed_from");
        return driven.vehicleId() == null && driven.departedAt() == null ? null : driven;
    }

    private static DeliveryAddress address(Fields fields) {
        DeliveryAddress address = new DeliveryAddress(
                fields.idOrNull("zone_id"),
                fields.numberOrNull("latitude", -90, 90),
                fields.numberOrNull("longitude", -180, 180));
        fields.together("latitude", "longitude");
        if (address.zoneId() == null && address.latitude() == null && address.longitude() == null) {
            fields.refuse("zone_id", null, "is missing, and so are latitude and longitude");
        }
        return address;
    }
}
