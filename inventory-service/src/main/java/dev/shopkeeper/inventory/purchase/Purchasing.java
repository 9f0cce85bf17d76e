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
        return order.view().purchaseOrderId();
    }

    /** Works a draft out anew. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void propose(String purchaseOrderId, PurchaseOrderDraft draft) {
        with(purchaseOrderId, (order, now) -> order.propose(draft));
        orders.flush();
    }

    PurchaseOrderView view(String purchaseOrderId) {
        return orders.findById(purchaseOrderId)
                .orElseThrow(() -> ProblemException.notFound("purchase order", purchaseOrderId))
                .view();
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

    @Transactional
    public PurchaseOrderView approve(String purchaseOrderId, @Nullable Long quantity, @Nullable String reason) {
        return with(purchaseOrderId, (order, now) -> order.approve(quantity, reason, now));
    }

    /** Cancels what is still to come. */
    @Transactional
    public PurchaseOrderView cancel(String purchaseOrderId, @Nullable String reason) {
        return with(purchaseOrderId, (order, now) -> order.cancel(reason, now));
    }

    /**
     * Takes goods into the stock, where they are counted on the order; the same movement again changes nothing.
     *
     * @throws ProblemException 409 for an order that is not approved, or a movement id of another movement
     */
    @Transactional
    public PurchaseOrderView receive(
            String purchaseOrderId, long quantity, String movementId, @Nullable Instant occurredAt) {
        PurchaseOrder order = orders.lock(purchaseOrderId)
                .orElseThrow(() -> ProblemException.notFound("purchase order", purchaseOrderId));
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
        return order.view();
    }

    private PurchaseOrderView with(String purchaseOrderId, BiConsumer<PurchaseOrder, Instant> verb) {
        PurchaseOrder order = orders.findById(purchaseOrderId)
                .orElseThrow(() -> ProblemException.notFound("purchase order", purchaseOrderId));
        Instant now = now();
        verb.accept(order, now);
        outbox.append(order.changed(now), now);
        return order.view();
    }

    /** PostgreSQL keeps microseconds; finer times would not be read back as written. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
