package dev.shopkeeper.inventory.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shopkeeper.events.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An item as operations see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProductView(
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
        long version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant withdrawnAt) {

    static ProductView of(Product product) {
        ProductContent content = product.content();
        return new ProductView(
                product.itemId(),
                content.titles(),
                content.description(),
                content.brand(),
                content.merchantId(),
                content.categories(),
                content.attributes(),
                content.cost(),
                content.listPrice(),
                content.weightGrams(),
                content.size(),
                content.imageUrl(),
                content.active(),
                product.version(),
                product.createdAt(),
                product.updatedAt(),
                product.withdrawnAt());
    }
}
