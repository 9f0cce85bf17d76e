package dev.shopkeeper.inventory.stock;

import dev.shopkeeper.events.GoodsReceived;
import dev.shopkeeper.events.StockLevelChanged;
import dev.shopkeeper.inventory.stock.StockDecision.Moved;
import dev.shopkeeper.inventory.stock.StockDecision.Refused;
import dev.shopkeeper.starter.bulk.Bulk;
import dev.shopkeeper.starter.messaging.Outbox;
import dev.shopkeeper.starter.problem.ProblemException;
import dev.shopkeeper.starter.problem.Violation;
import dev.shopkeeper.starter.transaction.Collisions;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The stock's verbs. A request is one transaction: it locks the levels it touches in one order, applies its movements one
 * after another, each to what the one before left, and refuses by name those that would take what is not there.
 */
@Service
public class Stock {

    private final StockStore store;
    private final Outbox outbox;
    private final TransactionTemplate transactions;
    private final Collisions collisions;
    private final List<ReceiptListener> receiptListeners;
    private final Clock clock;

    Stock(
            StockStore store,
            Outbox outbox,
            TransactionTemplate transactions,
            Collisions collisions,
            List<ReceiptListener> receiptListeners,
            Clock clock) {
        this.store = store;
        this.outbox = outbox;
        this.transactions = transactions;
        this.collisions = collisions;
        this.receiptListeners = List.copyOf(receiptListeners);
        this.clock = clock;
    }

    /** Applies movements in their order, each by itself. */
    public void move(Bulk<StockMovement> bulk) {
        Outcome outcome = inTransaction(bulk.entries());
        outcome.refusals()
                .forEach(refusal -> bulk.reject(refusal.entry(), refusal.code(), List.of(refusal.violation())));
        bulk.unchanged(outcome.unchanged());
    }

    /**
     * Applies one movement; the same one again changes nothing.
     *
     * @throws ProblemException 409 where the stock refuses it
     */
    public void move(StockMovement movement) {
        List<Refusal> refusals =
                inTransaction(List.of(new Bulk.Entry<>(0, movement))).refusals();
        if (!refusals.isEmpty()) {
            Refusal refusal = refusals.getFirst();
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    refusal.code(),
                    "The stock refuses the movement '" + movement.movementId() + "'.",
                    List.of(refusal.violation()),
                    null);
        }
    }

    /** Whoever has begun a transaction does it again as a whole where it collides: half of it cannot be. */
    private Outcome inTransaction(List<Bulk.Entry<StockMovement>> movements) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return apply(movements);
        }
        return collisions.<Outcome, RuntimeException>run(
                "Stock.move", () -> Objects.requireNonNull(transactions.execute(status -> apply(movements))));
    }

    private record Refusal(Bulk.Entry<StockMovement> entry, String code, Violation violation) {}

    private record Outcome(int unchanged, List<Refusal> refusals) {}

    private Outcome apply(List<Bulk.Entry<StockMovement>> movements) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Refusal> refusals = new ArrayList<>();
        Set<String> items = new HashSet<>();
        movements.forEach(entry -> items.add(entry.value().itemId()));
        Set<String> known = store.knownItems(items);
        TreeSet<StockPlace> places = new TreeSet<>();
        Set<String> ids = new HashSet<>();
        for (Bulk.Entry<StockMovement> entry : movements) {
            StockMovement movement = entry.value();
            if (known.contains(movement.itemId())) {
                places.add(movement.place());
                ids.add(movement.movementId());
            }
        }
        Map<StockPlace, StockLevel> levels = store.lock(places, now);
        Map<String, StockMovement> seen = store.movements(ids);
        Set<StockPlace> touched = new LinkedHashSet<>();
        List<StockMovement> applied = new ArrayList<>();
        List<Moved> moves = new ArrayList<>();
        int unchanged = 0;
        for (Bulk.Entry<StockMovement> entry : movements) {
            StockMovement movement = entry.value();
            StockLevel level = levels.get(movement.place());
            StockMovement earlier = seen.get(movement.movementId());
            if (level == null) {
                refusals.add(new Refusal(
                        entry, "unknown-item", new Violation("item_id", movement.itemId(), "is not in the catalogue")));
            } else if (earlier != null) {
                if (same(earlier, movement)) {
                    unchanged++;
                } else {
                    refusals.add(new Refusal(
                            entry,
                            "movement-id-reused",
                            new Violation("movement_id", movement.movementId(), "is the id of another movement")));
                }
            } else {
                Violation refusal = refuse(movement);
                if (refusal != null) {
                    refusals.add(new Refusal(entry, "other-purchase-order", refusal));
                    continue;
                }
                switch (level.apply(movement.reason(), movement.quantity(), now)) {
                    case Refused refused ->
                        refusals.add(new Refusal(
                                entry,
                                refused.code(),
                                new Violation("quantity", movement.quantity(), refused.message())));
                    case Moved moved -> {
                        levels.put(movement.place(), moved.level());
                        seen.put(movement.movementId(), movement);
                        touched.add(movement.place());
                        applied.add(movement);
                        moves.add(moved);
                    }
                }
            }
        }
        places.removeAll(touched);
        store.dropUnused(places);
        store.update(touched.stream().map(levels::get).filter(Objects::nonNull).toList());
        if (!store.append(applied, moves, now)) {
            throw new MovementRaceException();
        }
        for (int i = 0; i < applied.size(); i++) {
            tell(applied.get(i), moves.get(i), now);
        }
        return new Outcome(unchanged, refusals);
    }

    private @Nullable Violation refuse(StockMovement movement) {
        if (movement.reason() != StockReason.RECEIVED) {
            return null;
        }
        return receiptListeners.stream()
                .map(listener -> listener.refuse(movement))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private void tell(StockMovement movement, Moved moved, Instant now) {
        Instant occurredAt = movement.occurredAt() == null ? now : movement.occurredAt();
        StockLevel level = moved.level();
        outbox.append(
                new StockLevelChanged(
                        movement.itemId(),
                        movement.locationId(),
                        movement.movementId(),
                        movement.reason().wireName(),
                        moved.onHandChange() - moved.reservedChange(),
                        level.onHand(),
                        level.reserved(),
                        level.available(),
                        occurredAt,
                        level.version()),
                occurredAt);
        if (movement.reason() == StockReason.RECEIVED) {
            outbox.append(
                    new GoodsReceived(
                            movement.itemId(),
                            movement.locationId(),
                            movement.movementId(),
                            movement.purchaseOrderId(),
                            movement.supplierId(),
                            movement.quantity(),
                            movement.unitCost(),
                            movement.orderedAt(),
                            occurredAt),
                    occurredAt);
            receiptListeners.forEach(listener -> listener.received(movement, now));
        }
    }

    /** Whether a movement repeats an earlier one; where it does not say when, any time is the same. */
    private static boolean same(StockMovement earlier, StockMovement movement) {
        Instant occurredAt = movement.occurredAt() == null ? earlier.occurredAt() : movement.occurredAt();
        boolean sameTime = earlier.occurredAt() == null || earlier.occurredAt().equals(occurredAt);
        return sameTime
                && earlier.itemId().equals(movement.itemId())
                && earlier.locationId().equals(movement.locationId())
                && earlier.reason() == movement.reason()
                && earlier.quantity() == movement.quantity()
                && Objects.equals(earlier.purchaseOrderId(), movement.purchaseOrderId())
                && Objects.equals(earlier.supplierId(), movement.supplierId())
                && Objects.equals(earlier.unitCost(), movement.unitCost())
                && Objects.equals(earlier.orderedAt(), movement.orderedAt());
    }

    ItemStock of(String itemId) {
        if (store.knownItems(Set.of(itemId)).isEmpty()) {
            throw ProblemException.notFound("product", itemId);
        }
        return ItemStock.of(itemId, store.levels(itemId));
    }

    List<StockLevel> levels(@Nullable String locationId, @Nullable StockPlace after, int limit) {
        return store.levels(locationId, after, limit);
    }

    List<StockMovementView> ledger(String itemId, @Nullable Long before, int limit) {
        return store.ledger(itemId, before, limit);
    }

    /** Somebody else wrote one of our movement ids for another place between our look and our insert. */
    private static final class MovementRaceException extends ConcurrencyFailureException {

        private static final long serialVersionUID = 1L;

        MovementRaceException() {
            super("A movement id was written by another request at the same moment.");
        }
    }
}
