package dev.shopkeeper.order.orders;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.OrderLine;
import dev.shopkeeper.starter.problem.ProblemException;
import dev.shopkeeper.starter.problem.Violation;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * An order and what may be done with it. Its verbs refuse what its state does not allow, by name, and change nothing
 * then. It is born set-wise in {@link OrderIntake} and loaded under a lock for every verb.
 */
@Entity
@Table(name = "shop_order")
public class ShopOrder {

    @Id
    @Column(name = "order_id")
    private String orderId;

    @Column(name = "user_id")
    private @Nullable String userId;

    @Column(name = "channel")
    private String channel;

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    private OrderState state;

    @Column(name = "currency")
    private String currency;

    @Column(name = "total")
    private BigDecimal total;

    @Column(name = "shipping")
    private BigDecimal shipping;

    @Column(name = "cancelled")
    private BigDecimal cancelled;

    @Column(name = "refunded")
    private BigDecimal refunded;

    @Column(name = "coupon_codes")
    private String[] couponCodes;

    @Column(name = "zone_id")
    private @Nullable String zoneId;

    @Column(name = "latitude")
    private @Nullable Double latitude;

    @Column(name = "longitude")
    private @Nullable Double longitude;

    @Column(name = "placed_at")
    private Instant placedAt;

    @Column(name = "shipped_at")
    private @Nullable Instant shippedAt;

    @Column(name = "delivered_at")
    private @Nullable Instant deliveredAt;

    @Column(name = "cancelled_at")
    private @Nullable Instant cancelledAt;

    @Column(name = "delivery_id")
    private @Nullable String deliveryId;

    @Version
    @Column(name = "version")
    private long version;

    @ElementCollection
    @CollectionTable(name = "order_line", joinColumns = @JoinColumn(name = "order_id"))
    @MapKeyColumn(name = "line_id")
    private Map<String, LineState> lines;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected ShopOrder() {}

    /** The goods leave the warehouse. */
    void ship(@Nullable String delivery, Instant at) {
        require(OrderState.PLACED, "ship");
        state = OrderState.SHIPPED;
        deliveryId = delivery;
        shippedAt = at;
    }

    /** The goods reach the customer. */
    void deliver(Instant at) {
        require(OrderState.SHIPPED, "deliver");
        state = OrderState.DELIVERED;
        deliveredAt = at;
    }

    /**
     * Cancels units of lines before they are shipped, or all that is left if {@code units} is empty. Once nothing is
     * left, the order is cancelled.
     *
     * @return what was cancelled
     */
    List<OrderLine> cancel(List<LineQuantity> units, Instant at) {
        require(OrderState.PLACED, "cancel");
        List<LineQuantity> wanted = units.isEmpty() ? open() : units;
        List<OrderLine> cancelledLines = select(wanted, "cancelled");
        wanted.forEach(unit -> line(unit.lineId()).cancel(unit.quantity()));
        cancelled = cancelled.add(OrderEntry.sum(cancelledLines));
        if (open().isEmpty()) {
            state = OrderState.CANCELLED;
            cancelledAt = at;
        }
        return cancelledLines;
    }

    /**
     * Sets units aside that the customer wants to give back. Orders that were never said to be shipped may be returned
     * too: not every shop tells of shipping.
     *
     * @return what comes back
     */
    public List<OrderLine> takeBack(List<LineQuantity> units) {
        if (state == OrderState.CANCELLED) {
            throw wrongState("take back from");
        }
        List<OrderLine> returned = select(units, "returned");
        units.forEach(unit -> line(unit.lineId()).takeBack(unit.quantity()));
        return returned;
    }

    /** The customer keeps units after all: their return was rejected. */
    public void keep(List<LineQuantity> units) {
        units.forEach(unit -> line(unit.lineId()).keep(unit.quantity()));
    }

    /** Pays money back: all refunds together never exceed what was paid and not cancelled. */
    public void refund(Money amount) {
        if (!amount.currency().equals(currency)) {
            throw ProblemException.invalid("refund.currency", amount.currency(), "the order was paid in " + currency);
        }
        if (amount.amount().compareTo(refundable()) > 0) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "refund-above-paid",
                    "A refund of " + amount.amount().toPlainString() + " " + currency + " is more than the "
                            + Money.text(refundable(), currency) + " that order '" + orderId + "' has left.",
                    List.of(new Violation(
                            "refund.amount",
                            amount.amount().toPlainString(),
                            "at most " + Money.text(refundable(), currency))),
                    "Maybe a part of it was refunded before?");
        }
        refunded = refunded.add(amount.amount());
    }

    /**
     * What would come back if these units were returned, or all that are open if {@code units} is empty. Changes nothing.
     *
     * @throws ProblemException as {@link #takeBack} does, and 400 if nothing is open
     */
    public List<OrderLine> returnable(List<LineQuantity> units) {
        if (state == OrderState.CANCELLED) {
            throw wrongState("take back from");
        }
        List<LineQuantity> wanted = units.isEmpty() ? open() : units;
        if (wanted.isEmpty()) {
            throw ProblemException.invalid("lines", null, "the order has no units that can still be returned");
        }
        return select(wanted, "returned");
    }

    private List<OrderLine> select(List<LineQuantity> units, String done) {
        List<Violation> violations = new ArrayList<>();
        List<OrderLine> selected = new ArrayList<>();
        Map<String, Long> taken = new TreeMap<>();
        for (int index = 0; index < units.size(); index++) {
            LineQuantity unit = units.get(index);
            LineState line = lines.get(unit.lineId());
            String name = "lines[" + index + "]";
            if (line == null) {
                violations.add(new Violation(name + ".line_id", unit.lineId(), "the order has no such line"));
            } else if (taken.merge(unit.lineId(), unit.quantity(), Long::sum) > line.openQuantity()) {
                violations.add(new Violation(
                        name + ".quantity",
                        unit.quantity(),
                        "only " + line.openQuantity() + " units can still be " + done));
            } else {
                selected.add(new OrderLine(
                        unit.lineId(),
                        line.itemId(),
                        line.title(),
                        unit.quantity(),
                        new Money(line.unitPrice(), currency)));
            }
        }
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
        return selected;
    }

    private List<LineQuantity> open() {
        return new TreeMap<>(lines)
                .entrySet().stream()
                        .filter(line -> line.getValue().openQuantity() > 0)
                        .map(line ->
                                new LineQuantity(line.getKey(), line.getValue().openQuantity()))
                        .toList();
    }

    private LineState line(String lineId) {
        LineState line = lines.get(lineId);
        if (line == null) {
            throw new IllegalArgumentException("order '" + orderId + "' has no line '" + lineId + "'");
        }
        return line;
    }

    private void require(OrderState wanted, String verb) {
        if (state != wanted) {
            throw wrongState(verb);
        }
    }

    private ProblemException wrongState(String verb) {
        return new ProblemException(
                HttpStatus.CONFLICT,
                "wrong-order-state",
                "Cannot " + verb + " order '" + orderId + "', which is " + state + ".",
                List.of(new Violation("state", state.name(), "does not allow to " + verb)),
                null);
    }

    /** What was paid and neither cancelled nor paid back. */
    public BigDecimal refundable() {
        return total.add(shipping).subtract(cancelled).subtract(refunded);
    }

    public String orderId() {
        return orderId;
    }

    public @Nullable String userId() {
        return userId;
    }

    public String currency() {
        return currency;
    }

    public Instant placedAt() {
        return placedAt;
    }

    /** When the goods left; null where they did not, or nobody said so. */
    public @Nullable Instant shippedAt() {
        return shippedAt;
    }

    /** When the goods reached the customer; null where nobody said so. */
    public @Nullable Instant deliveredAt() {
        return deliveredAt;
    }

    OrderState state() {
        return state;
    }

    @Nullable
    String deliveryId() {
        return deliveryId;
    }

    /** The order as callers see it, with its lines in the order of their ids. */
    OrderView view(Map<String, String> titles) {
        return new OrderView(
                orderId,
                userId,
                channel,
                state,
                placedAt,
                new Money(total, currency),
                new Money(shipping, currency),
                new Money(cancelled, currency),
                new Money(refunded, currency),
                List.of(couponCodes),
                OrderView.address(zoneId, latitude, longitude),
                shippedAt,
                deliveredAt,
                cancelledAt,
                new TreeMap<>(lines)
                        .entrySet().stream()
                                .map(line -> OrderView.Line.of(line.getKey(), line.getValue(), currency, titles))
                                .toList());
    }

    List<String> itemIds() {
        return lines.values().stream().map(LineState::itemId).distinct().toList();
    }
}
