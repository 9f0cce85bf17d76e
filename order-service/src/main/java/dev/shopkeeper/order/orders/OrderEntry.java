package dev.shopkeeper.order.orders;

import dev.shopkeeper.events.DeliveryAddress;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.OrderLine;
import dev.shopkeeper.starter.bulk.Fields;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order, or a part of its lines, as a shop uploads it. All money of an order is of one currency.
 *
 * @param userId absent for guests and in sources that do not say
 * @param channel where it was placed, {@code web}
 */
public record OrderEntry(
        String orderId,
        @Nullable String userId,
        String channel,
        Instant placedAt,
        List<OrderLine> lines,
        @Nullable Money shipping,
        List<String> couponCodes,
        @Nullable DeliveryAddress deliveryAddress) {

    static final int MOST_LINES = 2_000;

    private static final long MOST_UNITS = 1_000_000;
    private static final BigDecimal MOST_MONEY = new BigDecimal("99999999999999");

    static OrderEntry read(Fields fields) {
        OrderEntry entry = new OrderEntry(
                fields.id("order_id"),
                fields.idOrNull("user_id"),
                fields.text("channel", 64),
                fields.past("placed_at"),
                fields.list("lines", 1, MOST_LINES, OrderEntry::line),
                fields.moneyOrNull("shipping"),
                fields.ids("coupon_codes", 20),
                fields.objectOrNull("delivery_address", OrderEntry::address));
        LineQuantity.refuseDoubled(
                fields, entry.lines().stream().map(OrderLine::lineId).toList());
        checkMoney(fields, entry.lines());
        String currency = entry.lines().isEmpty() ? null : entry.currency();
        if (entry.shipping() != null
                && currency != null
                && !entry.shipping().currency().equals(currency)) {
            fields.refuse("shipping.currency", entry.shipping().currency(), "differs from the lines' " + currency);
        }
        return entry;
    }

    static OrderLine line(Fields fields) {
        return new OrderLine(
                fields.id("line_id"),
                fields.id("item_id"),
                fields.textOrNull("title", 500),
                fields.whole("quantity", 1, MOST_UNITS),
                fields.money("unit_price"));
    }

    /** What no line can tell alone: mixed currencies, a total beyond all measure. */
    static void checkMoney(Fields fields, List<OrderLine> lines) {
        for (int index = 0; index < lines.size(); index++) {
            OrderLine line = lines.get(index);
            String first = lines.getFirst().unitPrice().currency();
            if (!line.unitPrice().currency().equals(first)) {
                fields.refuse(
                        "lines[" + index + "].unit_price.currency",
                        line.unitPrice().currency(),
                        "differs from the first line's " + first);
            }
        }
        if (sum(lines).compareTo(MOST_MONEY) > 0) {
            fields.refuse("lines", sum(lines).toPlainString(), "the total must be at most " + MOST_MONEY);
        }
    }

    private static DeliveryAddress address(Fields fields) {
        DeliveryAddress address = new DeliveryAddress(
                fields.idOrNull("zone_id"),
                fields.numberOrNull("latitude", -90, 90),
                fields.numberOrNull("longitude", -180, 180));
        fields.together("latitude", "longitude");
        return address;
    }

    static BigDecimal sum(List<OrderLine> lines) {
        return lines.stream()
                .map(line -> line.unitPrice().amount().multiply(BigDecimal.valueOf(line.quantity())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    String currency() {
        return lines.getFirst().unitPrice().currency();
    }
}
