package dev.shopkeeper.recommendation.similarity;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is said of an item.
 *
 * @param titles by language
 * @param price in units of the currency, of which the band counts; null if unknown
 * @param currency of the price; null if there is none
 */
public record ItemContent(
        String itemId,
        Map<String, String> titles,
        List<String> categories,
        @Nullable String brand,
        @Nullable BigDecimal price,
        @Nullable String currency) {

    public ItemContent {
        titles = Map.copyOf(titles);
        categories = List.copyOf(categories);
    }

    /** What is compared of it, each once, {@code brand:...}, {@code price_band:...}, {@code category:...} or {@code word:...}. */
    public List<String> terms() {
        return ContentTerms.of(this).keySet().stream()
                .map(term -> term.kind().name().toLowerCase(Locale.ROOT) + ":" + term.text())
                .toList();
    }
}
