package dev.shopkeeper.recommendation.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.events.ItemUpserted;
import dev.shopkeeper.testing.PlatformTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database of the version that kept no attributes of items, in a schema of the test's own. */
@PlatformTest
class ItemAttributesMigrationIT {

    /** How the earlier version stores an item, but for what it knows of it. */
    private static final String OF_THE_EARLIER_VERSION = """
            insert into item (item_id, titles, brand, merchant_id, categories, consumable, image_url, active, updated_at)
            values (?, '{"en": "Shoe"}', 'A', 'm1', '{shoes}', false, null, true, ?::timestamptz)
            on conflict (item_id) do update
            set titles = excluded.titles, brand = excluded.brand, merchant_id = excluded.merchant_id,
                categories = excluded.categories, consumable = excluded.consumable, image_url = excluded.image_url,
                active = excluded.active, updated_at = excluded.updated_at, tx = excluded.tx
            where item.updated_at <= excluded.updated_at
            """;

    private final String schema = "attributes_" + UUID.randomUUID().toString().substring(0, 8);

    @Autowired
    private JdbcConnectionDetails details;

    private JdbcTemplate jdbc = new JdbcTemplate();

    @BeforeEach
    void makeTheDatabaseOfTheEarlierVersion() {
        jdbc = new JdbcTemplate(source());
        migrate("classpath:db/starter", "latest");
        migrate("classpath:db/migration", "6");
    }

    private DataSource source() {
        String url = details.getJdbcUrl();
        return new DriverManagerDataSource(
                url + (url.contains("?") ? "&" : "?") + "currentSchema=" + schema,
                Objects.requireNonNull(details.getUsername()),
                Objects.requireNonNull(details.getPassword()));
    }

    private void migrate(String location, String target) {
        Flyway.configure()
                .dataSource(source())
                .schemas(schema)
                .locations(location)
                .table("flyway_" + location.replaceAll("[^a-z]", "_"))
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .target(target)
                .load()
                .migrate();
    }

    private List<CatalogueItem> items(CatalogueStore store) {
        List<CatalogueItem> items = new ArrayList<>();
        store.follow(CatalogueStore.START, new CatalogueStore.Changes() {
            @Override
            public void item(CatalogueItem item) {
                items.add(item);
            }

            @Override
            public void available(String itemId, long units) {}

            @Override
            public void price(String itemId, CatalogueItem.Price price) {}

            @Override
            public void hidden(String itemId, Instant until) {}

            @Override
            public void exposureFloor(String merchantId, double share) {}
        });
        return items;
    }

    private static ItemUpserted told(Instant at) {
        return EventJson.mapper()
                .convertValue(
                        Map.of(
                                "item_id",
                                "old",
                                "titles",
                                Map.of("en", "Shoe"),
                                "categories",
                                List.of("shoes"),
                                "attributes",
                                Map.of("color", "red"),
                                "list_price",
                                Map.of("amount", "10.00", "currency", "CNY"),
                                "item_group_id",
                                "group-1",
                                "active",
                                true,
                                "updated_at",
                                at),
                        ItemUpserted.class);
    }

    @Test
    void readsItemsOfTheEarlierVersionWithoutAttributesUntilTheyAreToldAgain() {
        // given
        Instant at = Instant.parse("2026-05-06T12:00:00Z");
        jdbc.update(OF_THE_EARLIER_VERSION, "old", at.toString());
        migrate("classpath:db/migration", "latest");
        CatalogueStore store = new CatalogueStore(jdbc, new CatalogueSettings("consumable"));

        // when, then
        assertThat(items(store)).singleElement().satisfies(item -> {
            assertThat(item.attributes()).isEmpty();
            assertThat(item.itemGroupId()).isNull();
            assertThat(item.listPrice()).isNull();
        });

        // when told again, word for word
        store.upsert(List.of(told(at)));

        // then
        assertThat(items(store))
                .singleElement()
                .satisfies(item -> assertThat(item.attributes()).containsExactly(Map.entry("color", "red")));
    }

    @Test
    void letsReplicasOfTheEarlierVersionStoreItemsMeanwhile() {
        // given
        Instant at = Instant.parse("2026-05-06T12:00:00Z");
        migrate("classpath:db/migration", "latest");
        CatalogueStore store = new CatalogueStore(jdbc, new CatalogueSettings("consumable"));
        store.upsert(List.of(told(at)));

        // when
        jdbc.update(OF_THE_EARLIER_VERSION, "old", at.plusSeconds(1).toString());

        // then
        assertThat(items(store)).singleElement().satisfies(item -> {
            assertThat(item.brand()).isEqualTo("A");
            assertThat(item.attributes()).containsEntry("color", "red");
        });
    }

    @Test
    void refusesAnAmountWithoutItsCurrency() {
        jdbc.update(OF_THE_EARLIER_VERSION, "old", "2026-05-06T12:00:00Z");
        migrate("classpath:db/migration", "latest");

        assertThatThrownBy(() -> jdbc.update("update item set list_price = 1"))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("item_list_price");
    }
}
