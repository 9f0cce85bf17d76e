package dev.shopkeeper.inventory.stock;

import dev.shopkeeper.events.GoodsReceived;
import dev.shopkeeper.events.StockLevelChanged;
import dev.shopkeeper.inventory.input.BulkAnswer;
import dev.shopkeeper.inventory.input.BulkError;
import dev.shopkeeper.inventory.stock.StockDecision.Moved;
import dev.shopkeeper.inventory.stock.StockDecision.Refused;
import dev.shopkeeper.starter.messaging.Outbox;
import dev.shopkeeper.starter.problem.ProblemException;
import dev.shopkeeper.starter.problem.Violation;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * The stock's verbs. A request is one transaction: it locks the levels it touches in one order, applies its movements one
 * after another, each to what the one before left, and refuses by name those that would take what is not there.
 */
@Service
public class Stock {

    private static final int ATTEMPTS = 5;

    private final StockStore store;
    private final Outbox outbox;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Stock(StockStore store, Outbox outbox, TransactionTemplate transactions, Clock clock) {
        this.store = store;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Applies movements in their order, each by itself. */
    public BulkAnswer move(List<? extends JsonNode> entries) {
        List<BulkError> invalid = new ArrayList<>();
        Map<Integer, StockMovement> movements = new LinkedHashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            List<Violation> violations = new ArrayList<>();
            StockMovement movement = StockMovement.read(entries.get(i), violations);
            if (movement == null) {
                for (Violation violation : violations) {
                    invalid.add(BulkError.invalid(i, violation));
                }
            } else {
                movements.put(i, movement);
            }
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return Objects.requireNonNull(
                        transactions.execute(status -> apply(entries.size(), movements, invalid)));
            } catch (MovementRaceException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private BulkAnswer apply(int entries, Map<Integer, StockMovement> movements, List<BulkError> invalid) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<BulkError> errors = new ArrayList<>(invalid);
        Set<String> items = new HashSet<>();
        movements.values().forEach(movement -> items.add(movement.itemId()));
        Set<String> known = store.knownItems(items);
        TreeSet<StockPlace> places = new TreeSet<>();
        Set<String> ids = new HashSet<>();
        for (StockMovement movement : movements.values()) {
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
        for (Map.Entry<Integer, StockMovement> entry : movements.entrySet()) {
            StockMovement movement = entry.getValue();
            StockLevel level = levels.get(movement.place());
            StockMovement earlier = seen.get(movement.movementId());
            if (level == null) {
                errors.add(new BulkError(
                        entry.getKey(), "unknown-item", "item_id", movement.itemId(), "is not in the catalogue"));
            } else if (earlier != null) {
                if (same(earlier, movement)) {
                    unchanged++;
                } else {
                    errors.add(new BulkError(
                            entry.getKey(),
                            "movement-id-reused",
                            "movement_id",
                            movement.movementId(),
                            "is the id of another movement"));
                }
            } else {
                switch (level.apply(movement.reason(), movement.quantity(), now)) {
                    case Refused refused ->
                        errors.add(new BulkError(
                                entry.getKey(), refused.code(), "quantity", movement.quantity(), refused.message()));
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
        return BulkAnswer.of(entries, unchanged, errors);
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
                        occurredAt),
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
