package dev.shopkeeper.events;

import static com.fasterxml.jackson.annotation.JsonFormat.Shape.STRING;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One item of a behaviour event, with GA4's fields. {@code price} is per unit, {@code index} the position in the
 * list.
 */
public record BehaviourItem(
        String itemId,
        @JsonFormat(shape = STRING) @Nullable BigDecimal price,
        @Nullable Integer quantity,
        @Nullable Integer index,
        @Nullable String itemListId) {}
