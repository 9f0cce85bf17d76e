package dev.shopkeeper.recommendation.filter;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** One item as it is asked. */
record Facts(
        FilterableItem item,
        @Nullable BigDecimal price,
        @Nullable BigDecimal stock) {}
