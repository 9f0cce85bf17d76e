package dev.shopkeeper.order.orders;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** One line inside {@link ShopOrder}: what was ordered, and how much of it was cancelled or comes back. */
@Embeddable
class LineState {

    @Column(name = "item_id")
    private String itemId;

    @Column(name = "title")
    private @Nullable String title;

    @Column(name = "quantity")
    private long quantity;

    @Column(name = "unit_price")
    private BigDecimal unitPrice;

    @Column(name = "cancelled_quantity")
    private long cancelledQuantity;

    @Column(name = "returned_quantity")
    private long returnedQuantity;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected LineState() {}

    String itemId() {
        return itemId;
    }

    @Nullable
    String title() {
        return title;
    }

    long quantity() {
        return quantity;
    }

    BigDecimal unitPrice() {
        return unitPrice;
    }

    long cancelledQuantity() {
        return cancelledQuantity;
    }

    long returnedQuantity() {
        return returnedQuantity;
    }

    /** Units that are neither cancelled nor on their way back. */
    long openQuantity() {
        return quantity - cancelledQuantity - returnedQuantity;
    }

    void cancel(long units) {
        cancelledQuantity += units;
    }

    void takeBack(long units) {
        returnedQuantity += units;
    }

    void keep(long units) {
        returnedQuantity -= units;
    }
}
