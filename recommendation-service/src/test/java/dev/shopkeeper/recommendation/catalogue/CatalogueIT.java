package dev.shopkeeper.recommendation.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.ItemUpserted;
import dev.shopkeeper.events.ItemWithdrawn;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.ShopEvent;
import dev.shopkeeper.events.StockLevelChanged;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the catalogue says over Kafka, as it comes back from PostgreSQL. */
@PlatformTest
class CatalogueIT {

    private static final Instant NOON = Instant.parse("2026-05-06T12:00:00Z");
    private static final Money PRICE = Money.of("129.50", "CNY");

    @Autowired
    private KafkaProbe kafka;

    @Autowired
    private Catalogue catalogue;

    private final String id = "catalogue-" + UUID.randomUUID();

    private void say(ShopEvent event) {
        kafka.send(new EventEnvelope<>(UUID.randomUUID().toString(), "/inventory", NOON, event));
    }

    private void item(Map<String, String> attributes, @Nullable String group, @Nullable Money listPrice, Instant at) {
        say(new ItemUpserted(
                id,
                Map.of("zh", "红鞋"),
                null,
                "A",
                "m1",
                List.of("wear", "shoes"),
                attributes,
                null,
                listPrice,
                null,
                null,
                null,
                true,
                at,
                group));
    }

    private void eventually(Consumer<CatalogueItem> assertion) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(catalogue.find(id)).hasValueSatisfying(assertion));
    }

    @Test
    void keepsTheAttributesTheGroupAndTheListPriceOfAnItem() {
        // given
        Map<String, String> attributes = Map.of("color", "red", "尺码", "四十二", "a 'b' \"c\" \\d", "1,{2}");

        // when
        item(attributes, "group-1", PRICE, NOON);

        // then
        eventually(item -> {
            assertThat(item.attributes()).isEqualTo(attributes);
            assertThat(item.itemGroupId()).isEqualTo("group-1");
            assertThat(item.listPrice()).isEqualTo(PRICE);
        });
    }

    @Test
    void forgetsWhatTheItemIsTheLastTimeToldWithout() {
        // given
        item(Map.of("color", "red"), "group-1", PRICE, NOON);
        eventually(item -> assertThat(item.attributes()).isNotEmpty());

        // when
        item(Map.of(), null, null, NOON.plusSeconds(1));

        // then
        eventually(item -> {
            assertThat(item.attributes()).isEmpty();
            assertThat(item.itemGroupId()).isNull();
            assertThat(item.listPrice()).isNull();
        });
    }

    @Test
    void passesOverAttributesThatAreOlderThanThoseItHas() {
        // given
        item(Map.of("color", "red"), null, PRICE, NOON);
        eventually(item -> assertThat(item.attributes()).containsEntry("color", "red"));

        // when
        item(Map.of("color", "blue"), "group-1", null, NOON.minusSeconds(1));
        say(new ItemWithdrawn(id, NOON.plusSeconds(1)));

        // then
        eventually(item -> assertThat(item.active()).isFalse());
        eventually(item -> {
            assertThat(item.attributes()).containsEntry("color", "red");
            assertThat(item.itemGroupId()).isNull();
        });
    }

    @Test
    void keepsWhatItKnowsOfAnItemThatIsWithdrawn() {
        // given
        item(Map.of("color", "red"), "group-1", PRICE, NOON);
        eventually(item -> assertThat(item.active()).isTrue());

        // when
        say(new ItemWithdrawn(id, NOON.plusSeconds(1)));

        // then
        eventually(item -> {
            assertThat(item.active()).isFalse();
            assertThat(item.attributes()).containsEntry("color", "red");
            assertThat(item.listPrice()).isEqualTo(PRICE);
        });
    }

    @Test
    void tellsTheUnitsOfAllLocationsAndNothingOfAnItemWithoutStock() {
        // given
        assertThat(catalogue.availableUnits(id)).isNull();

        // when
        say(new StockLevelChanged(id, "north", UUID.randomUUID().toString(), "receipt", 3, 3, 0, 3, NOON, 1L));
        say(new StockLevelChanged(id, "south", UUID.randomUUID().toString(), "receipt", 4, 4, 0, 4, NOON, 1L));

        // then
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(catalogue.availableUnits(id)).isEqualTo(7));
    }
}
