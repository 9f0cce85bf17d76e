package dev.shopkeeper.order.orders;

import static java.util.Objects.requireNonNull;

import dev.shopkeeper.starter.bulk.Bulk;
import dev.shopkeeper.starter.bulk.BulkError;
import dev.shopkeeper.starter.messaging.Outbox;
import dev.shopkeeper.starter.problem.ProblemException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes orders in by the hundred. An order is identified by its id: told again it changes nothing and says nothing, with
 * new lines it grows and only those are told, and whatever contradicts what is stored is refused entry by entry. Rows are
 * inserted and locked in the order of their ids, so that uploads of the same orders wait for one another and never
 * deadlock.
 */
@Service
public class OrderIntake {

    private static final int MOST_LINES = 20_000;

    private final OrderRows rows;
    private final Outbox outbox;

    OrderIntake(OrderRows rows, Outbox outbox) {
        this.rows = rows;
        this.outbox = outbox;
    }

    /** Stores the entries, each whole or not at all, and notes in {@code bulk} those that it refuses. */
    @Transactional
    public void store(Bulk<OrderEntry> bulk) {
        List<Bulk.Entry<OrderEntry>> entries = bulk.entries();
        int lines =
                entries.stream().mapToInt(entry -> entry.value().lines().size()).sum();
        if (lines > MOST_LINES) {
            throw ProblemException.invalid(
                    "orders", lines + " lines", "must have at most " + MOST_LINES + " lines in all");
        }
        Map<String, OrderDraft> drafts = drafts(entries);
        for (Bulk.Entry<OrderEntry> entry : entries) {
            OrderDraft draft = drafts.get(entry.value().orderId());
            if (draft != null) {
                draft.merge(entry.value())
                        .ifPresent(conflict -> bulk.reject(entry, BulkError.CONFLICT, List.of(conflict)));
            }
        }
        List<OrderDraft> changed =
                drafts.values().stream().filter(OrderDraft::changed).toList();
        rows.add(changed);
        changed.stream()
                .flatMap(draft -> draft.events().stream())
                .forEach(event -> outbox.append(event, event.placedAt()));
    }

    private Map<String, OrderDraft> drafts(Collection<Bulk.Entry<OrderEntry>> entries) {
        Map<String, OrderEntry> first = new TreeMap<>();
        entries.forEach(entry -> first.putIfAbsent(entry.value().orderId(), entry.value()));
        Set<String> fresh = rows.claim(first.values());
        Map<String, OrderDraft> drafts = fresh.stream()
                .map(first::get)
                .map(OrderDraft::fresh)
                .collect(Collectors.toMap(OrderDraft::orderId, draft -> draft, (one, other) -> one, TreeMap::new));
        List<String> known =
                first.keySet().stream().filter(id -> !fresh.contains(id)).toList();
        if (!known.isEmpty()) {
            rows.lock(known)
                    .forEach(header -> drafts.put(
                            header.orderId(), OrderDraft.stored(requireNonNull(first.get(header.orderId())), header)));
            rows.lines(known, (orderId, line) -> {
                OrderDraft draft = drafts.get(orderId);
                if (draft != null) {
                    draft.known(line);
                }
            });
        }
        return drafts;
    }
}
