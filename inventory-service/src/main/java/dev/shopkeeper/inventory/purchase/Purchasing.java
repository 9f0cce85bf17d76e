package dev.shopkeeper.inventory.purchase;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.shopkeeper.inventory.stock.Stock;
import dev.shopkeeper.inventory.stock.StockMovement;
import dev.shopkeeper.inventory.stock.StockReason;
import dev.shopkeeper.starter.messaging.Outbox;
import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import dev.shopkeeper.starter.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
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
     * @throws ProblemException 412 where it has another
     */
    @Transactional
    public PurchaseOrder approve(
            String purchaseOrderId, @Nullable Long quantity, @Nullable String reason, @Nullable Long expectedVersion) {
        return with(purchaseOrderId, expectedVersion, (order, now) -> order.approve(quantity, reason, now));
    }

    /** Cancels what is still to come, whatever the caller has seen of it. */
    @Transactional
    public void cancel(String purchaseOrderId, @Nullable String reason) {
        cancel(purchaseOrderId, reason, null);
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
     *     has another version
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
        order.requireOrdered();
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
