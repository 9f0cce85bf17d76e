package dev.shopkeeper.order.orders;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.OrderLine;
import dev.shopkeeper.events.OrderPlaced;
import dev.shopkeeper.starter.problem.Violation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One order while an upload is taken in: what is stored of it, and what the upload adds. Not thread-safe. */
final class OrderDraft {

    private final OrderEntry first;
    private final Header header;
    private final boolean fresh;
    private final LineBook lines = new LineBook();

    /** What is stored of an order beside its lines. */
    record Header(
            String orderId,
            @Nullable String userId,
            String channel,
            String currency,
            OrderState state,
            BigDecimal shipping,
            Instant placedAt) {

        static Header of(OrderEntry entry) {
            return new Header(
                    entry.orderId(),
                    entry.userId(),
                    entry.channel(),
                    entry.currency(),
                    OrderState.PLACED,
                    entry.shipping() == null
                            ? BigDecimal.ZERO
                            : entry.shipping().amount(),
                    entry.placedAt());
        }
    }

    private OrderDraft(OrderEntry first, Header header, boolean fresh) {
        this.first = first;
        this.header = header;
        this.fresh = fresh;
    }

    static OrderDraft fresh(OrderEntry first) {
        return new OrderDraft(first, Header.of(first), true);
    }

    static OrderDraft stored(OrderEntry first, Header header) {
        return new OrderDraft(first, header, false);
    }

    void known(OrderLine line) {
        lines.known(line);
    }

    /** Merges an entry, or says why it cannot be merged and changes nothing. */
    Optional<Violation> merge(OrderEntry entry) {
        Optional<Violation> conflict = conflict(entry);
        if (conflict.isEmpty()) {
            lines.merge(entry.lines());
        }
        return conflict;
    }

    private Optional<Violation> conflict(OrderEntry entry) {
        if (!Objects.equals(entry.userId(), header.userId())) {
            return conflict("user_id", entry.userId(), "the order is known with another user");
        }
        if (!entry.channel().equals(header.channel())) {
            return conflict("channel", entry.channel(), "the order is known with channel " + header.channel());
        }
        if (!entry.currency().equals(header.currency())) {
            return conflict("lines[0].unit_price.currency", entry.currency(), "the order is in " + header.currency());
        }
        if (entry.shipping() != null && entry.shipping().amount().compareTo(header.shipping()) != 0) {
            return conflict(
                    "shipping.amount",
                    entry.shipping().amount().toPlainString(),
                    "the order is known with shipping of "
                            + Money.text(header.shipping(), entry.shipping().currency()));
        }
        Optional<OrderLine> line = lines.contradiction(entry.lines());
        if (line.isPresent()) {
            return conflict("lines", line.get().lineId(), "the line is known with other content");
        }
        boolean grows = entry.lines().stream().anyMatch(candidate -> !lines.knows(candidate.lineId()));
        if (grows && header.state() != OrderState.PLACED) {
            return conflict("order_id", entry.orderId(), "the order is " + header.state() + "; it takes no new lines");
        }
        return Optional.empty();
    }

    private static Optional<Violation> conflict(String name, @Nullable Object value, String message) {
        return Optional.of(new Violation(name, value, message));
    }

    String orderId() {
        return header.orderId();
    }

    List<OrderLine> added() {
        return lines.added();
    }

    boolean changed() {
        return !added().isEmpty();
    }

    BigDecimal addedTotal() {
        return OrderEntry.sum(added());
    }

    /** What is told of the change: the new lines alone, and what belongs to the whole order only the first time. */
    List<OrderPlaced> events() {
        List<OrderPlaced> events = new ArrayList<>();
        for (List<OrderLine> part : EventParts.of(added())) {
            boolean opening = fresh && events.isEmpty();
            events.add(new OrderPlaced(
                    header.orderId(),
                    header.userId(),
                    header.channel(),
                    part,
                    new Money(OrderEntry.sum(part), header.currency()),
                    opening ? first.shipping() : null,
                    opening ? first.couponCodes() : List.of(),
                    first.deliveryAddress(),
                    header.placedAt()));
        }
        return events;
    }
}
