package dev.shopkeeper.demo.history;

import dev.shopkeeper.demo.world.Item;
import dev.shopkeeper.demo.world.Language;
import dev.shopkeeper.demo.world.Zone;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that happened in the shop. Identifiers follow from the seed alone. */
public sealed interface Fact {

    /** When it happened. */
    Instant at();

    /** One item of a behaviour event; {@code index} is absent outside lists. */
    record Shown(
            Item item,
            BigDecimal price,
            int quantity,
            @Nullable Integer index) {}

    /** A visitor did something in the storefront, by GA4's name. */
    record Behaved(
            Instant at,
            String eventId,
            String name,
            Visitor visitor,
            @Nullable String listId,
            @Nullable String rankingId,
            @Nullable String searchTerm,
            @Nullable String promotionId,
            @Nullable String transactionId,
            @Nullable BigDecimal value,
            List<Shown> items)
            implements Fact {}

    /** One line of an order. */
    record Line(String lineId, Item item, int quantity, BigDecimal unitPrice) {

        public BigDecimal amount() {
            return unitPrice.multiply(BigDecimal.valueOf(quantity));
        }
    }

    /** An order was placed; {@code userId} is absent for guests. */
    record Ordered(
            Instant at,
            String orderId,
            @Nullable String userId,
            String channel,
            Language language,
            List<Line> lines,
            BigDecimal shipping,
            Zone zone,
            double[] place)
            implements Fact {

        public BigDecimal total() {
            return lines.stream().map(Line::amount).reduce(shipping, BigDecimal::add);
        }
    }

    /** An order was called off before it was sent. */
    record Cancelled(Instant at, String orderId, @Nullable String userId, String reason) implements Fact {}

    /** A customer wants to send lines of an order back, or to exchange them. */
    record ReturnAsked(Instant at, String returnId, Ordered order, List<Line> lines, String reason, boolean exchange)
            implements Fact {}

    /** The back office has looked at a request to return goods. */
    record ReturnDecided(
            Instant at,
            String returnId,
            boolean approved,
            @Nullable String reason) implements Fact {}

    /** Returned goods have arrived; what they were worth is paid back, or exchanged. */
    record ReturnCompleted(Instant at, String returnId) implements Fact {}

    /** A customer wrote about an order. {@code intent} is what they had in mind. */
    record Wrote(
            Instant at,
            String messageId,
            @Nullable String orderId,
            @Nullable String userId,
            Language language,
            String channel,
            String intent,
            String text)
            implements Fact {}

    /**
     * The back office said what a customer had in mind.
     *
     * @param template what the message was written after
     */
    record Corrected(Instant at, String messageId, String intent, String template) implements Fact {}

    /**
     * Units of an item came or went.
     *
     * @param reason {@code received, sold, returned, adjusted}
     * @param quantity units, always positive but for an adjustment
     */
    record StockMoved(
            Instant at,
            String movementId,
            Item item,
            String locationId,
            String reason,
            int quantity,
            @Nullable Purchase purchase)
            implements Fact {}

    /** What a receipt was ordered by. */
    record Purchase(String purchaseOrderId, String supplierId, Instant orderedAt, BigDecimal unitCost) {}

    /** A competitor was seen asking this price. */
    record PriceSeen(
            Instant at, String observationId, Item item, String competitorId, BigDecimal price, boolean inStock)
            implements Fact {}

    /**
     * A customer was promised when the van would come.
     *
     * @param deliveryId of the order for its first attempt, and with {@code -2} for its second
     * @param requestedAt when the order was placed, or another attempt was agreed
     * @param earliest begin of the window; {@code latest} its end
     */
    record Promised(
            Instant at,
            String deliveryId,
            Ordered order,
            Instant requestedAt,
            Instant earliest,
            Instant latest,
            int weightGrams)
            implements Fact {}

    /**
     * A delivery was attempted, as promised or later; {@code at} is when the van left the door.
     *
     * @param vehicleId of the fleet
     * @param departedAt when the van left the place before, which lies at {@code from}
     */
    record Delivered(
            Instant at,
            Promised promise,
            String vehicleId,
            Instant departedAt,
            Zone fromZone,
            double[] from,
            int travelSeconds,
            int serviceSeconds,
            boolean success)
            implements Fact {

        public Ordered order() {
            return promise.order();
        }

        public Instant arrivedAt() {
            return departedAt.plusSeconds(travelSeconds);
        }
    }

    /** How fast traffic moved in a zone. */
    record TrafficSeen(Instant at, Zone zone, double metresPerSecond) implements Fact {}
}
