package dev.shopkeeper.recommendation.purchase;

import dev.shopkeeper.events.BehaviourItem;
import dev.shopkeeper.events.BehaviourRecorded;
import dev.shopkeeper.events.OrderCancelled;
import dev.shopkeeper.events.OrderLine;
import dev.shopkeeper.events.OrderPlaced;
import dev.shopkeeper.events.ReturnCompleted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the events of orders and the storefront's purchases as changes of lines; an item named twice is added up. */
public final class PurchaseChanges {

    private final List<LineChange> changes = new ArrayList<>();
    private final List<String> voided = new ArrayList<>();

    public void add(OrderPlaced event) {
        units(event.lines())
                .forEach((item, units) -> changes.add(LineChange.ordered(
                        new LineChange.Key(event.orderId(), item), event.userId(), units, event.placedAt())));
    }

    public void add(OrderCancelled event) {
        if (event.lines().isEmpty()) {
            voided.add(event.orderId());
        }
        units(event.lines())
                .forEach((item, units) -> changes.add(LineChange.cancelled(
                        new LineChange.Key(event.orderId(), item), event.userId(), units, event.cancelledAt())));
    }

    public void add(ReturnCompleted event) {
        units(event.lines())
                .forEach((item, units) -> changes.add(LineChange.returned(
                        new LineChange.Key(event.orderId(), item), event.userId(), units, event.completedAt())));
    }

    /** The storefront's {@code purchase}; without a transaction id it is an order of its own. */
    public void addPurchase(BehaviourRecorded event) {
        String transaction = event.transactionId() != null ? event.transactionId() : "event:" + event.eventId();
        behaviourUnits(event.items())
                .forEach((item, units) -> changes.add(LineChange.reported(
                        new LineChange.Key(transaction, item),
                        event.userId(),
                        event.anonymousId(),
                        units,
                        event.occurredAt())));
    }

    /** The storefront's {@code refund}; one that names no transaction cannot be told to undo anything. */
    public void addRefund(BehaviourRecorded event) {
        String transaction = event.transactionId();
        if (transaction != null) {
            behaviourUnits(event.items())
                    .forEach((item, units) -> changes.add(LineChange.refunded(
                            new LineChange.Key(transaction, item), null, units, event.occurredAt())));
        }
    }

    public List<LineChange> changes() {
        return changes;
    }

    /** Orders cancelled as a whole. */
    public List<String> voided() {
        return voided;
    }

    private static Map<String, Long> units(List<OrderLine> lines) {
        Map<String, Long> units = new TreeMap<>();
        lines.forEach(line -> add(units, line.itemId(), line.quantity()));
        return units;
    }

    private static Map<String, Long> behaviourUnits(List<BehaviourItem> items) {
        Map<String, Long> units = new TreeMap<>();
        items.forEach(item -> add(units, item.itemId(), item.quantity() == null ? 1 : item.quantity()));
        return units;
    }

    private static void add(Map<String, Long> units, String itemId, long quantity) {
        if (quantity > 0) {
            units.merge(itemId, quantity, Long::sum);
        }
    }
}
