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
 */
public record DeliveryEntry(
        String deliveryId,
        @Nullable String orderId,
        DeliveryAddress address,
        @Nullable Instant promisedEarliest,
        @Nullable Instant promisedLatest,
        Instant requestedAt) {

    private static final DeliveryAddress NOWHERE = new DeliveryAddress(null, null, null);

    static DeliveryEntry read(Fields fields, Instant now) {
        DeliveryAddress address = fields.objectOrNull("address", DeliveryEntry::address);
        if (address == null) {
            fields.refuse("address", null, "is missing");
        }
        DeliveryEntry entry = new DeliveryEntry(
                fields.id("delivery_id"),
                fields.idOrNull("order_id"),
                address == null ? NOWHERE : address,
                fields.timeOrNull("promised_earliest"),
                fields.timeOrNull("promised_latest"),
                fields.past("requested_at", now));
        Instant earliest = entry.promisedEarliest();
        Instant latest = entry.promisedLatest();
        if ((earliest == null) != (latest == null)) {
            fields.refuse(
                    earliest == null ? "promised_earliest" : "promised_latest",
                    null,
                    "is missing beside the other end of the window");
        } else if (earliest != null && latest != null && latest.isBefore(earliest)) {
            fields.refuse("promised_latest", latest.toString(), "is before promised_earliest " + earliest);
        }
        return entry;
    }

    private static DeliveryAddress address(Fields fields) {
        DeliveryAddress address = new DeliveryAddress(
                fields.idOrNull("zone_id"),
                fields.numberOrNull("latitude", -90, 90),
                fields.numberOrNull("longitude", -180, 180));
        if ((address.latitude() == null) != (address.longitude() == null)) {
            fields.refuse(address.latitude() == null ? "latitude" : "longitude", null, "is missing beside the other");
        } else if (address.zoneId() == null && address.latitude() == null) {
            fields.refuse("zone_id", null, "is missing, and so are latitude and longitude");
        }
        return address;
    }
}
