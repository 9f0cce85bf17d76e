package dev.shopkeeper.inventory.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shopkeeper.events.Money;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An item as a storefront sees it: one title, and nothing that is the shop's own business.
 *
 * @param language of the title
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StorefrontProduct(
        String itemId,
        String title,
        String language,
        @Nullable String description,
        @Nullable String brand,
        @Nullable String merchantId,
        List<String> categories,
        Map<String, String> attributes,
        @Nullable Money listPrice,
        @Nullable Integer weightGrams,
        @Nullable String size,
        @Nullable String imageUrl) {

    static StorefrontProduct of(Product product, Languages languages) {
        ProductContent content = product.content();
        String language = languages.choose(content.titles().keySet());
        return new StorefrontProduct(
                product.itemId(),
                content.titles().getOrDefault(language, ""),
                language,
                content.description(),
                content.brand(),
                content.merchantId(),
                content.categories(),
                content.attributes(),
                content.listPrice(),
                content.weightGrams(),
                content.size(),
                content.imageUrl());
    }
}
