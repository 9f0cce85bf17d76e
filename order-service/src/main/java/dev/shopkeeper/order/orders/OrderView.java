package dev.shopkeeper.order.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shopkeeper.events.DeliveryAddress;
import dev.shopkeeper.events.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An order as callers see it.
 *
 * @param total worth of all lines, without shipping
 * @param cancelled worth of the units that were cancelled
 * @param lines absent in listings
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderView(
        String orderId,
        @Nullable String userId,
        String channel,
        OrderState state,
        Instant placedAt,
        Money total,
        Money shipping,
        Money cancelled,
        Money refunded,
        List<String> couponCodes,
        @Nullable DeliveryAddress deliveryAddress,
        @Nullable Instant shippedAt,
        @Nullable Instant deliveredAt,
        @Nullable Instant cancelledAt,
        @Nullable List<Line> lines) {

    /** One line, with its title from the catalogue if it came without one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Line(
            String lineId,
            String itemId,
            @Nullable String title,
            long quantity,
            long cancelledQuantity,
            long returnedQuantity,
            Money unitPrice) {

        static Line of(String lineId, LineState line, String currency, Map<String, String> titles) {
            return new Line(
                    lineId,
                    line.itemId(),
                    line.title() != null ? line.title() : titles.get(line.itemId()),
                    line.quantity(),
                    line.cancelledQuantity(),
                    line.returnedQuantity(),
                    new Money(line.unitPrice(), currency));
        }
    }

    static @Nullable DeliveryAddress address(
            @Nullable String zoneId, @Nullable Double latitude, @Nullable Double longitude) {
        return zoneId == null && latitude == null ? null : new DeliveryAddress(zoneId, latitude, longitude);
    }
}
