package dev.shopkeeper.events;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The whole present state of a catalogue item. {@code titles} is keyed by language ({@code zh}, {@code en}).
 */
public record ItemUpserted(
        String itemId,
        Map<String, String> titles,
        @Nullable String description,
        @Nullable String brand,
        @Nullable String merchantId,
        List<String> categories,
        Map<String, String> attributes,
        @Nullable Money cost,
        @Nullable Money listPrice,
        @Nullable Integer weightGrams,
        @Nullable String size,
        @Nullable String imageUrl,
        boolean active,
        Instant updatedAt)
        implements ShopEvent {

    /** The CloudEvents type. */
    public static final String TYPE = "shop.item.upserted.v1";

    public ItemUpserted {
        titles = titles == null ? Map.of() : Map.copyOf(titles);
        categories = categories == null ? List.of() : List.copyOf(categories);
        attributes = attributes == null ? Map.of() : Map.copyOf(attributes);
    }

    @Override
    public String key() {
        return itemId;
    }
}
