package dev.shopkeeper.order.orders;

import dev.shopkeeper.events.OrderLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The lines of one order or cancellation while an upload is merged into them: a line told again is no news, a new one
 * is added, and one that is told differently is a conflict. Not thread-safe.
 */
final class LineBook {

    private final Map<String, OrderLine> lines = new LinkedHashMap<>();
    private final List<OrderLine> added = new ArrayList<>();

    /** Puts in a line that is stored already. */
    void known(OrderLine line) {
        lines.put(line.lineId(), line);
    }

    /** The first line that contradicts one of the book. */
    Optional<OrderLine> contradiction(List<OrderLine> told) {
        return told.stream()
                .filter(line -> {
                    OrderLine known = lines.get(line.lineId());
                    return known != null && !same(known, line);
                })
                .findFirst();
    }

    boolean knows(String lineId) {
        return lines.containsKey(lineId);
    }

    /** Adds the lines that are new; none of {@code told} may contradict the book. */
    void merge(List<OrderLine> told) {
        for (OrderLine line : told) {
            if (lines.putIfAbsent(line.lineId(), line) == null) {
                added.add(line);
            }
        }
    }

    /** The lines that were not stored before, in the order they were told. */
    List<OrderLine> added() {
        return List.copyOf(added);
    }

    private static boolean same(OrderLine one, OrderLine other) {
        return one.itemId().equals(other.itemId())
                && Objects.equals(one.title(), other.title())
                && one.quantity() == other.quantity()
                && one.unitPrice().currency().equals(other.unitPrice().currency())
                && one.unitPrice().amount().compareTo(other.unitPrice().amount()) == 0;
    }
}
