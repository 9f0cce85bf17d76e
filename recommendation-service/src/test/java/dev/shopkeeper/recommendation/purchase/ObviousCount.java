package dev.shopkeeper.recommendation.purchase;

import dev.shopkeeper.events.BehaviourItem;
import dev.shopkeeper.events.BehaviourRecorded;
import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.OrderCancelled;
import dev.shopkeeper.events.OrderLine;
import dev.shopkeeper.events.OrderPlaced;
import dev.shopkeeper.events.ReturnCompleted;
import dev.shopkeeper.events.ShopEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Counts what was sold, with everything that was told of an item of an order at hand and every unit a thing of its own:
 * slow, and easy to believe.
 */
final class ObviousCount {

    /** What became of an item of an order. */
    record Sold(LocalDate day, long ordered, long cancelled, long returned) {}

    /** Units that one event tells of. */
    private record Told(ShopEvent event, long units, Instant at) {}

    private ObviousCount() {}

    /** By order and item; of several events with one identity the first counts. */
    static Map<LineChange.Key, Sold> of(Collection<EventEnvelope<?>> events) {
        Map<String, ShopEvent> once = new TreeMap<>();
        events.forEach(event -> once.putIfAbsent(event.source() + " " + event.id(), event.data()));
        Map<LineChange.Key, List<Told>> told = new TreeMap<>();
        once.values().forEach(event -> {
            switch (event) {
                case OrderPlaced placed -> note(told, placed, placed.orderId(), placed.lines(), placed.placedAt());
                case OrderCancelled gone -> note(told, gone, gone.orderId(), gone.lines(), gone.cancelledAt());
                case ReturnCompleted back -> note(told, back, back.orderId(), back.lines(), back.completedAt());
                case BehaviourRecorded reported -> note(told, reported);
                default -> throw new IllegalArgumentException(event.toString());
            }
        });
        Map<LineChange.Key, Sold> sold = new TreeMap<>();
        told.forEach((key, all) -> sold.put(key, sold(all)));
        return sold;
    }

    private static void note(
            Map<LineChange.Key, List<Told>> told, ShopEvent event, String order, List<OrderLine> lines, Instant at) {
        for (OrderLine line : lines) {
            told.computeIfAbsent(new LineChange.Key(order, line.itemId()), key -> new ArrayList<>())
                    .add(new Told(event, line.quantity(), at));
        }
    }

    private static void note(Map<LineChange.Key, List<Told>> told, BehaviourRecorded event) {
        Map<String, Long> units = new TreeMap<>();
        for (BehaviourItem item : event.items()) {
            units.merge(item.itemId(), (long) Objects.requireNonNull(item.quantity()), Long::sum);
        }
        units.forEach((item, number) -> told.computeIfAbsent(
                        new LineChange.Key(Objects.requireNonNull(event.transactionId()), item),
                        key -> new ArrayList<>())
                .add(new Told(event, number, event.occurredAt())));
    }

    private static Sold sold(List<Told> all) {
        List<Told> placed = of(all, OrderPlaced.class, "");
        List<Told> reported = of(all, BehaviourRecorded.class, "purchase");
        long cancelled = sum(of(all, OrderCancelled.class, ""));
        long returned = sum(of(all, ReturnCompleted.class, ""));
        if (placed.isEmpty()) {
            long most = reported.stream().mapToLong(Told::units).max().orElse(0);
            long back = Math.max(returned, sum(of(all, BehaviourRecorded.class, "refund")));
            return new Sold(first(all), most, cancelled, back);
        }
        Deque<Object> shelf = new ArrayDeque<>();
        for (long unit = sum(placed); unit > 0; unit--) {
            shelf.add(new Object());
        }
        long ordered = shelf.size();
        return new Sold(first(placed), ordered, take(shelf, cancelled), take(shelf, returned));
    }

    private static List<Told> of(List<Told> all, Class<? extends ShopEvent> type, String name) {
        return all.stream()
                .filter(told -> type.isInstance(told.event()))
                .filter(told -> !(told.event() instanceof BehaviourRecorded behaviour)
                        || behaviour.eventName().equals(name))
                .toList();
    }

    private static long sum(List<Told> told) {
        return told.stream().mapToLong(Told::units).sum();
    }

    private static LocalDate first(List<Told> told) {
        Instant first = told.stream().map(Told::at).min(Instant::compareTo).orElseThrow();
        return first.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static long take(Deque<Object> shelf, long wanted) {
        long taken = 0;
        while (taken < wanted && !shelf.isEmpty()) {
            shelf.remove();
            taken++;
        }
        return taken;
    }
}
