package dev.shopkeeper.inventory.purchase;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.PurchaseOrderChanged;
import dev.shopkeeper.starter.problem.ProblemException;
import dev.shopkeeper.starter.problem.Violation;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A purchase order of one item: drafted, approved, received in one part or several; cancelled before all of it is there.
 * Its verbs refuse what its state does not allow, by name.
 */
@Entity
@Table(name = "purchase_order")
class PurchaseOrder {

    private static final long MOST_TIMES_ORDERED = 10;

    @Id
    @Column(name = "purchase_order_id")
    private String purchaseOrderId;

    @Column(name = "item_id")
    private String itemId;

    @Column(name = "location_id")
    private String locationId;

    @Column(name = "supplier_id")
    private @Nullable String supplierId;

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    private PurchaseOrderState state;

    @Column(name = "quantity")
    private long quantity;

    @Column(name = "proposed_quantity")
    private long proposedQuantity;

    @Column(name = "received_quantity")
    private long receivedQuantity;

    @Column(name = "unit_cost_amount")
    private @Nullable BigDecimal unitCostAmount;

    @Column(name = "unit_cost_currency")
    private @Nullable String unitCostCurrency;

    @Column(name = "lead_time_days")
    private double leadTimeDays;

    @Column(name = "change_reason")
    private @Nullable String changeReason;

    @Column(name = "cancel_reason")
    private @Nullable String cancelReason;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "approved_at")
    private @Nullable Instant approvedAt;

    @Column(name = "expected_at")
    private @Nullable Instant expectedAt;

    @Column(name = "received_at")
    private @Nullable Instant receivedAt;

    @Column(name = "cancelled_at")
    private @Nullable Instant cancelledAt;

    @Version
    @Column(name = "version")
    private @Nullable Long version;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected PurchaseOrder() {}

    @SuppressWarnings("NullAway.Init") // the version belongs to JPA
    PurchaseOrder(String purchaseOrderId, PurchaseOrderDraft draft, Instant at) {
        this.purchaseOrderId = purchaseOrderId;
        this.itemId = draft.itemId();
        this.locationId = draft.locationId();
        this.supplierId = draft.supplierId();
        this.state = PurchaseOrderState.DRAFT;
        this.quantity = draft.quantity();
        this.proposedQuantity = draft.quantity();
        this.createdAt = at;
        expect(draft);
    }

    private void expect(PurchaseOrderDraft draft) {
        Money cost = draft.unitCost();
        unitCostAmount = cost == null ? null : cost.amount();
        unitCostCurrency = cost == null ? null : cost.currency();
        leadTimeDays = draft.leadTimeDays();
    }

    /** The proposal was worked out anew before anybody decided on it. */
    void propose(PurchaseOrderDraft draft) {
        require("propose anew", PurchaseOrderState.DRAFT);
        quantity = draft.quantity();
        proposedQuantity = draft.quantity();
        expect(draft);
    }

    /** Orders it, in another quantity than proposed where one is given. */
    void approve(@Nullable Long changed, @Nullable String why, Instant at) {
        require("approve", PurchaseOrderState.DRAFT);
        if (changed != null && changed != quantity) {
            if (why == null) {
                throw ProblemException.invalid(
                        "reason", null, "is missing; say why " + changed + " and not the proposed " + quantity);
            }
            quantity = changed;
            changeReason = why;
        }
        order(at);
    }

    private void order(Instant at) {
        state = PurchaseOrderState.APPROVED;
        approvedAt = at;
        expectedAt = at.plus(
                Duration.ofSeconds(Math.round(leadTimeDays * Duration.ofDays(1).toSeconds())));
    }

    /** What was not received will not come. */
    void cancel(@Nullable String why, Instant at) {
        require("cancel", PurchaseOrderState.DRAFT, PurchaseOrderState.APPROVED);
        state = PurchaseOrderState.CANCELLED;
        cancelReason = why;
        cancelledAt = at;
    }

    /**
     * Whether goods may be reported as received on it; more than were ordered may be, but none before they were.
     *
     * @param occurredAt when they came, or null for now
     */
    void requireOrdered(@Nullable Instant occurredAt) {
        require("receive", PurchaseOrderState.APPROVED, PurchaseOrderState.RECEIVED);
        if (occurredAt != null && approvedAt != null && occurredAt.isBefore(approvedAt)) {
            throw ProblemException.invalid(
                    "occurred_at", occurredAt, "lies before the order, which was approved at " + approvedAt);
        }
    }

    boolean cancelledBecause(String reason) {
        return state == PurchaseOrderState.CANCELLED && reason.equals(cancelReason);
    }

    /** A delivery may be larger than the order, and not ten times as large: that is a mistyped quantity. */
    void requirePlausible(long units) {
        if (units / MOST_TIMES_ORDERED > quantity) {
            throw ProblemException.invalid(
                    "quantity",
                    units,
                    "is more than " + MOST_TIMES_ORDERED + " times the " + quantity + " that were ordered");
        }
    }

    /**
     * Goods are there, whatever the state says: those of a draft were ordered past it, those of a cancelled order came
     * nevertheless and leave it cancelled.
     *
     * @param orderedAt when they were ordered, or null
     */
    void receive(long units, @Nullable Instant orderedAt, Instant at) {
        if (state == PurchaseOrderState.DRAFT) {
            order(orderedAt == null ? at : orderedAt);
        }
        receivedQuantity = Math.addExact(receivedQuantity, units);
        if (state == PurchaseOrderState.APPROVED && receivedQuantity >= quantity) {
            state = PurchaseOrderState.RECEIVED;
            receivedAt = at;
        }
    }

    private void require(String verb, PurchaseOrderState... wanted) {
        if (!Arrays.asList(wanted).contains(state)) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "wrong-purchase-order-state",
                    "Cannot " + verb + " purchase order '" + purchaseOrderId + "', which is " + state + ".",
                    List.of(new Violation("state", state.name(), "does not allow to " + verb)),
                    null);
        }
    }

    /**
     * Whether the caller means it as it is.
     *
     * @param expected the version the caller has seen, or null for any
     * @throws ProblemException 412 where it is another
     */
    void requireVersion(@Nullable Long expected) {
        if (expected != null && expected != version()) {
            throw new ProblemException(
                    HttpStatus.PRECONDITION_FAILED,
                    "version-mismatch",
                    "The purchase order has version " + version() + ", not " + expected + ".",
                    List.of(new Violation("If-Match", expected, "is not the present version")),
                    "Read the purchase order again and repeat the change.");
        }
    }

    /** Of what is written; changes with each change of the order. */
    long version() {
        return version == null ? 0 : version;
    }

    String purchaseOrderId() {
        return purchaseOrderId;
    }

    String itemId() {
        return itemId;
    }

    @Nullable
    String supplierId() {
        return supplierId;
    }

    String locationId() {
        return locationId;
    }

    @Nullable
    Instant approvedAt() {
        return approvedAt;
    }

    @Nullable
    Money unitCost() {
        return unitCostAmount == null || unitCostCurrency == null ? null : new Money(unitCostAmount, unitCostCurrency);
    }

    PurchaseOrderChanged changed(Instant at) {
        return new PurchaseOrderChanged(
                itemId, locationId, purchaseOrderId, supplierId, state.wireName(), quantity, expectedAt, at);
    }

    PurchaseOrderView view() {
        return new PurchaseOrderView(
                purchaseOrderId,
                itemId,
                locationId,
                supplierId,
                state,
                quantity,
                proposedQuantity,
                receivedQuantity,
                Math.max(0, receivedQuantity - quantity),
                unitCost(),
                changeReason,
                cancelReason,
                createdAt,
                approvedAt,
                expectedAt,
                receivedAt,
                cancelledAt);
    }
}
