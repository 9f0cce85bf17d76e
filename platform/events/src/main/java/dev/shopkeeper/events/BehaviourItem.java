package dev.shopkeeper.events;

import static com.fasterxml.jackson.annotation.JsonFormat.Shape.STRING;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One item of a behaviour event, with GA4's fields. {@code price} and {@code discount} are per unit, {@code index} is
 * the position in the list, {@code coupon} one for this item alone.
 */
public record BehaviourItem(
        String itemId,
        @JsonFormat(shape = STRING) @Nullable BigDecimal price,
        @Nullable Integer quantity,
        @Nullable Integer index,
        @Nullable String itemListId,
        @Nullable String itemVariant,
        @Nullable String coupon,
        @JsonFormat(shape = STRING) @Nullable BigDecimal discount,
        @Nullable String promotionId) {

    /** An item without variant, coupon, discount and promotion. */
    public BehaviourItem(
            String itemId,
            @Nullable BigDecimal price,
            @Nullable Integer quantity,
            @Nullable Integer index,
            @Nullable String itemListId) {
        this(itemId, price, quantity, index, itemListId, null, null, null, null);
    }
}
