package dev.shopkeeper.inventory.purchase;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.shopkeeper.inventory.stock.Stock;
import dev.shopkeeper.inventory.stock.StockMovement;
import dev.shopkeeper.inventory.stock.StockPlace;
import dev.shopkeeper.inventory.stock.StockReason;
import dev.shopkeeper.starter.messaging.Outbox;
import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import dev.shopkeeper.starter.problem.ProblemException;
import dev.shopkeeper.starter.problem.Violation;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The verbs of purchase orders; each change and the event that tells of it are one transaction. */
@Service
public class Purchasing {

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private final PurchaseOrderRepository orders;
    private final Stock stock;
    private final Outbox outbox;
    private final Clock clock;

    Purchasing(PurchaseOrderRepository orders, Stock stock, Outbox outbox, Clock clock) {
        this.orders = orders;
        this.stock = stock;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Drafts an order and answers its id. */
    @Transactional(propagation = Propagation.MANDATORY)
    public String draft(PurchaseOrderDraft draft) {
        Instant now = now();
        PurchaseOrder order = orders.save(new PurchaseOrder(IDS.generate().toString(), draft, now));
        outbox.append(order.changed(now), now);
        orders.flush();
        return order.purchaseOrderId();
    }

    /** Works a draft out anew. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void propose(String purchaseOrderId, PurchaseOrderDraft draft) {
        with(purchaseOrderId, null, (order, now) -> order.propose(draft));
    }

    PurchaseOrder find(String purchaseOrderId) {
        return orders.findById(purchaseOrderId)
                .orElseThrow(() -> ProblemException.notFound("purchase order", purchaseOrderId));
    }

    Page<PurchaseOrderView> list(
            @Nullable String itemId,
            @Nullable String supplierId,
            @Nullable PurchaseOrderState state,
            PageRequest request) {
        List<PurchaseOrderView> found = orders
                .page(
                        request.after() == null ? "" : request.after(),
                        itemId,
                        supplierId,
                        state,
                        Limit.of(request.probe()))
                .stream()
                .map(PurchaseOrder::view)
                .toList();
        return request.page(found, PurchaseOrderView::purchaseOrderId);
    }

    /**
     * Orders a draft.
     *
     * @param expectedVersion the version the caller has seen, or null for any
     * @throws ProblemException 412 where it has another, 409 where its item is no longer on sale
     */
    @Transactional
    public PurchaseOrder approve(
            String purchaseOrderId, @Nullable Long quantity, @Nullable String reason, @Nullable Long expectedVersion) {
        return with(purchaseOrderId, expectedVersion, (order, now) -> {
            order.approve(quantity, reason, now);
            requireOnSale(order);
        });
    }

    /** Cancels what is still to come, whatever the caller has seen of it. */
    @Transactional
    public void cancel(String purchaseOrderId, @Nullable String reason) {
        cancel(purchaseOrderId, reason, null);
    }

    /** Whether an order was cancelled, and for this reason. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean cancelledBecause(String purchaseOrderId, String reason) {
        return find(purchaseOrderId).cancelledBecause(reason);
    }

    /**
     * Cancels what is still to come.
     *
     * @param expectedVersion the version the caller has seen, or null for any
     * @throws ProblemException 412 where it has another
     */
    @Transactional
    public PurchaseOrder cancel(String purchaseOrderId, @Nullable String reason, @Nullable Long expectedVersion) {
        return with(purchaseOrderId, expectedVersion, (order, now) -> order.cancel(reason, now));
    }

    /**
     * Takes goods into the stock, where they are counted on the order; the same movement again changes nothing.
     *
     * @param expectedVersion the version the caller has seen, or null for any
     * @throws ProblemException 409 for an order that is not approved, or a movement id of another movement; 412 where it
     *     has another version; 400 for goods that came before they were ordered, or many times more than were
     */
    @Transactional
    public PurchaseOrder receive(
            String purchaseOrderId,
            long quantity,
            String movementId,
            @Nullable Instant occurredAt,
            @Nullable Long expectedVersion) {
        PurchaseOrder order = orders.lock(purchaseOrderId)
                .orElseThrow(() -> ProblemException.notFound("purchase order", purchaseOrderId));
        order.requireVersion(expectedVersion);
        order.requireOrdered(occurredAt);
        order.requirePlausible(quantity);
        stock.move(new StockMovement(
                movementId,
                order.itemId(),
                order.locationId(),
                StockReason.RECEIVED,
                quantity,
                purchaseOrderId,
                order.supplierId(),
                order.unitCost(),
                order.approvedAt(),
                occurredAt));
        orders.flush();
        return order;
    }

    /**
     * Cancels the drafts of a place that name another supplier than whom it is ordered from now.
     *
     * @param supplierId from whom; null where nobody knows
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void cancelDraftsOfOthers(StockPlace place, @Nullable String supplierId) {
        orders.drafts(place.itemId(), place.locationId()).stream()
                .filter(order -> !Objects.equals(order.supplierId(), supplierId))
                .forEach(order -> cancel(
                        order.purchaseOrderId(),
                        "The item is ordered from " + (supplierId == null ? "nobody known" : supplierId) + " now.",
                        null));
    }

    /**
     * Drafts whose items are not on sale any longer, by id.
     *
     * @param after the first ids not answered are those up to this one
     */
    @Transactional(readOnly = true)
    public List<String> draftsNotOnSale(String after, int limit) {
        return orders.draftsNotOnSale(after, limit);
    }

    private void requireOnSale(PurchaseOrder order) {
        if (!orders.onSale(order.itemId())) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "item-not-on-sale",
                    "Cannot approve purchase order '" + order.purchaseOrderId() + "', whose item is not on sale.",
                    List.of(new Violation("item_id", order.itemId(), "is inactive or withdrawn from the catalogue")),
                    "Cancel the draft, or put the item on sale again.");
        }
    }

    /** What is answered is written already, so that its version is that which the next change has to name. */
    private PurchaseOrder with(
            String purchaseOrderId, @Nullable Long expectedVersion, BiConsumer<PurchaseOrder, Instant> verb) {
        PurchaseOrder order = find(purchaseOrderId);
        order.requireVersion(expectedVersion);
        Instant now = now();
        verb.accept(order, now);
        outbox.append(order.changed(now), now);
        orders.flush();
        return order;
    }

    /** PostgreSQL keeps microseconds; finer times would not be read back as written. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
