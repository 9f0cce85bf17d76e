package dev.shopkeeper.order.returns;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.OrderLine;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Units of one line that come back, at the price they were bought for. */
@Embeddable
class ReturnLine {

    @Column(name = "item_id")
    private String itemId;

    @Column(name = "title")
    private @Nullable String title;

    @Column(name = "quantity")
    private long quantity;

    @Column(name = "unit_price")
    private BigDecimal unitPrice;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected ReturnLine() {}

    ReturnLine(OrderLine line) {
        this.itemId = line.itemId();
        this.title = line.title();
        this.quantity = line.quantity();
        this.unitPrice = line.unitPrice().amount();
    }

    long quantity() {
        return quantity;
    }

    BigDecimal worth() {
        return unitPrice.multiply(BigDecimal.valueOf(quantity));
    }

    OrderLine line(String lineId, String currency) {
        return new OrderLine(lineId, itemId, title, quantity, new Money(unitPrice, currency));
    }
}
