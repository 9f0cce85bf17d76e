package dev.shopkeeper.recommendation.filter;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a {@link Filter} asks of an item; what is null, or has no entry, is absent. */
public interface FilterableItem {

    String itemId();

    @Nullable
    String itemGroupId();

    @Nullable
    String brand();

    @Nullable
    String merchantId();

    /** All categories of the item, in any order. */
    List<String> categories();

    /** Text by name. */
    Map<String, String> attributes();

    boolean consumable();

    Instant updatedAt();
}
