package dev.shopkeeper.recommendation.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.recommendation.diversity.Candidate;
import dev.shopkeeper.recommendation.filter.Filter;
import dev.shopkeeper.recommendation.similarity.ItemContent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CatalogueItemTests {

    private static CatalogueItem shoe(@Nullable Money listPrice) {
        return new CatalogueItem(
                "shoe",
                Map.of("zh", "红鞋"),
                "A",
                "m1",
                List.of("wear", "shoes"),
                false,
                null,
                true,
                Instant.parse("2026-05-06T12:00:00Z"),
                Map.of("color", "red"),
                "shoes-1",
                listPrice,
                Instant.parse("2026-05-01T12:00:00Z"));
    }

    @Test
    void isAskedByFilters() {
        Filter filter = Filter.parse("category = 'shoes' and brand = 'A' and merchant = 'm1' and item_group = 'shoes-1'"
                + " and attributes.color = 'red' and price < 100 and stock > 0 and updated_at < '2026-05-07'");

        assertThat(filter.matches(shoe(null), new BigDecimal("99.90"), 1L)).isTrue();
        assertThat(filter.matches(shoe(null), null, 1L)).isFalse();
        assertThat(filter.matches(shoe(null), new BigDecimal("99.90"), null)).isFalse();
    }

    @Test
    void isComparedByWhatIsSaidOfIt() {
        List<String> categories = List.of("wear", "shoes");
        Map<String, String> titles = Map.of("zh", "红鞋");

        assertThat(shoe(null).content()).isEqualTo(new ItemContent("shoe", titles, categories, "A", null, null));
        assertThat(shoe(Money.of("5", "CNY")).content())
                .isEqualTo(new ItemContent("shoe", titles, categories, "A", new BigDecimal("5.00"), "CNY"));
        assertThat(shoe(null).candidate(7)).isEqualTo(new Candidate("shoe", 7, categories, "A", "m1"));
    }
}
