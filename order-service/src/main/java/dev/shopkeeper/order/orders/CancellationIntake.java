package dev.shopkeeper.order.orders;

import dev.shopkeeper.events.OrderCancelled;
import dev.shopkeeper.events.OrderLine;
import dev.shopkeeper.starter.bulk.Bulk;
import dev.shopkeeper.starter.bulk.BulkError;
import dev.shopkeeper.starter.messaging.Outbox;
import dev.shopkeeper.starter.problem.ProblemException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes cancellations in. One that names its order is a verb on that order, under its lock; one that names none stands
 * alone: it is told with its own id in the order's place, and consumers subtract its lines from the user's figures
 * without looking for an order. Told again, a cancellation changes nothing and says nothing.
 */
@Service
public class CancellationIntake {

    private final ShopOrders orders;
    private final CancellationRows rows;
    private final Outbox outbox;

    CancellationIntake(ShopOrders orders, CancellationRows rows, Outbox outbox) {
        this.orders = orders;
        this.rows = rows;
        this.outbox = outbox;
    }

    /** Stores the entries, each whole or not at all, and notes in {@code bulk} those that it refuses. */
    @Transactional
    public void store(Bulk<CancellationEntry> bulk) {
        storeAlone(
                bulk,
                bulk.entries().stream()
                        .filter(entry -> entry.value().orderId() == null)
                        .toList());
        List<Bulk.Entry<CancellationEntry>> named = bulk.entries().stream()
                .filter(entry -> entry.value().orderId() != null)
                .toList();
        if (!named.isEmpty()) {
            orders.lockAll(named.stream()
                    .map(entry -> Objects.requireNonNull(entry.value().orderId()))
                    .collect(Collectors.toSet()));
        }
        named.forEach(entry -> storeNamed(bulk, entry));
    }

    private void storeNamed(Bulk<CancellationEntry> bulk, Bulk.Entry<CancellationEntry> entry) {
        CancellationEntry told = entry.value();
        String orderId = Objects.requireNonNull(told.orderId());
        ShopOrder order = orders.lock(orderId).orElse(null);
        if (order == null) {
            bulk.reject(entry, BulkError.UNKNOWN, "order_id", orderId, "unknown order");
            return;
        }
        List<CancellationRows.Header> known = rows.lock(List.of(told.cancellationId()));
        if (!known.isEmpty()) {
            if (!same(known.getFirst(), told)) {
                bulk.reject(
                        entry,
                        BulkError.CONFLICT,
                        "cancellation_id",
                        told.cancellationId(),
                        "is known with other content");
            }
            return;
        }
        try {
            cancel(order, told);
        } catch (ProblemException refusal) {
            bulk.reject(entry, refusal);
        }
    }

    private boolean same(CancellationRows.Header known, CancellationEntry told) {
        Set<LineQuantity> stored = new HashSet<>();
        rows.lines(
                List.of(told.cancellationId()),
                (id, line) -> stored.add(new LineQuantity(line.lineId(), line.quantity())));
        return Objects.equals(known.orderId(), told.orderId())
                && (told.lines().isEmpty() || stored.equals(new HashSet<>(told.units())));
    }

    private void cancel(ShopOrder order, CancellationEntry told) {
        List<OrderLine> cancelled = order.cancel(told.units(), told.cancelledAt());
        rows.claim(List.of(told));
        rows.add(cancelled.stream()
                .map(line -> new CancellationRows.Line(told.cancellationId(), line))
                .toList());
        tell(order.orderId(), order.userId(), told, cancelled);
    }

    /**
     * Cancels an order, or units of it, by the order's own door.
     *
     * @throws ProblemException 404 or 409 if it is not there or not in a state for it
     */
    @Transactional
    public void cancel(String orderId, List<LineQuantity> units, @Nullable String reason, Instant at) {
        ShopOrder order = orders.lock(orderId).orElseThrow(() -> ProblemException.notFound("order", orderId));
        cancel(
                order,
                new CancellationEntry(
                        UUID.randomUUID().toString(),
                        orderId,
                        null,
                        units.stream()
                                .map(unit ->
                                        new CancellationEntry.Line(unit.lineId(), null, null, unit.quantity(), null))
                                .toList(),
                        reason,
                        at));
    }

    private void storeAlone(Bulk<CancellationEntry> bulk, List<Bulk.Entry<CancellationEntry>> entries) {
        Map<String, CancellationEntry> first = new TreeMap<>();
        entries.forEach(entry -> first.putIfAbsent(entry.value().cancellationId(), entry.value()));
        if (first.isEmpty()) {
            return;
        }
        Set<String> fresh = rows.claim(first.values());
        List<String> known =
                first.keySet().stream().filter(id -> !fresh.contains(id)).toList();
        Map<String, LineBook> books = new TreeMap<>();
        first.keySet().forEach(id -> books.put(id, new LineBook()));
        Map<String, CancellationRows.Header> headers = new HashMap<>();
        if (!known.isEmpty()) {
            rows.lock(known).forEach(header -> headers.put(header.cancellationId(), header));
            rows.lines(known, (id, line) -> {
                LineBook book = books.get(id);
                if (book != null) {
                    book.known(line);
                }
            });
        }
        for (Bulk.Entry<CancellationEntry> entry : entries) {
            merge(bulk, entry, books, headers.getOrDefault(entry.value().cancellationId(), header(first, entry)));
        }
        books.values().removeIf(book -> book.added().isEmpty());
        rows.add(books.entrySet().stream()
                .flatMap(book ->
                        book.getValue().added().stream().map(line -> new CancellationRows.Line(book.getKey(), line)))
                .toList());
        books.forEach((id, book) -> {
            CancellationEntry told = Objects.requireNonNull(first.get(id));
            tell(id, told.userId(), told, book.added());
        });
    }

    private static CancellationRows.Header header(
            Map<String, CancellationEntry> first, Bulk.Entry<CancellationEntry> entry) {
        CancellationEntry told = Objects.requireNonNull(first.get(entry.value().cancellationId()));
        return new CancellationRows.Header(told.cancellationId(), null, told.userId());
    }

    private static void merge(
            Bulk<CancellationEntry> bulk,
            Bulk.Entry<CancellationEntry> entry,
            Map<String, LineBook> books,
            CancellationRows.Header header) {
        CancellationEntry told = entry.value();
        LineBook book = Objects.requireNonNull(books.get(told.cancellationId()));
        if (header.orderId() != null || !Objects.equals(header.userId(), told.userId())) {
            bulk.reject(
                    entry, BulkError.CONFLICT, "cancellation_id", told.cancellationId(), "is known with other content");
            return;
        }
        book.contradiction(told.told())
                .ifPresentOrElse(
                        line -> bulk.reject(
                                entry,
                                BulkError.CONFLICT,
                                "lines",
                                line.lineId(),
                                "the line is known with other content"),
                        () -> book.merge(told.told()));
    }

    private void tell(String orderId, @Nullable String userId, CancellationEntry told, List<OrderLine> lines) {
        EventParts.of(lines)
                .forEach(part -> outbox.append(
                        new OrderCancelled(orderId, userId, part, told.reason(), told.cancelledAt()),
                        told.cancelledAt()));
    }
}
