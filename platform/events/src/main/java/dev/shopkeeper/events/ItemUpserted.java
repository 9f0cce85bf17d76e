package dev.shopkeeper.events;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The whole present state of a catalogue item. {@code titles} is keyed by language ({@code zh}, {@code en}),
 * {@code categories} run from the widest to the narrowest, and {@code itemGroupId} is what the variants of one article
 * have in common.
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
        Instant updatedAt,
        @Nullable String itemGroupId)
        implements ShopEvent {

    /** The CloudEvents type. */
    public static final String TYPE = "shop.item.upserted.v1";

    public ItemUpserted {
        titles = OrderedMaps.copyOf(titles);
        categories = categories == null ? List.of() : List.copyOf(categories);
        attributes = OrderedMaps.copyOf(attributes);
    }

    /** An item that is no variant of an article. */
    public ItemUpserted(
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
            Instant updatedAt) {
        this(
                itemId,
                titles,
                description,
                brand,
                merchantId,
                categories,
                attributes,
                cost,
                listPrice,
                weightGrams,
                size,
                imageUrl,
                active,
                updatedAt,
                null);
    }

    @Override
    public String key() {
        return itemId;
    }
}
