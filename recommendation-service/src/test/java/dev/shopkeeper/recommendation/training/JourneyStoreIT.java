package dev.shopkeeper.recommendation.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.recommendation.journey.Journeys;
import dev.shopkeeper.testing.PlatformTest;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@PlatformTest
class JourneyStoreIT {

    @Autowired
    private JourneyStore store;

    @Autowired
    private JdbcClient jdbc;

    private final String prefix = "j" + UUID.randomUUID().toString().substring(0, 8) + "-";

    private void catalogued(String... names) {
        for (String name : names) {
            jdbc.sql("insert into item (item_id, titles, categories, consumable, active, updated_at)"
                            + " values (?, '{}', '{}', false, true, now())")
                    .param(prefix + name)
                    .update();
        }
    }

    private void bought(int times, String name, @Nullable Long context) {
        jdbc.sql("insert into interaction (kind, times, item_id, context, user_id, occurred_at)"
                        + " values (4, :times, :item, :context::bigint, :user, now())")
                .param("times", times)
                .param("item", prefix + name)
                .param("context", context)
                .param("user", prefix + "anna")
                .update();
    }

    @Test
    void readsTheLatestOfAVisitorWithFiftyThousandEvents() {
        // given
        catalogued("a", "b", "c");
        jdbc.sql("""
                        insert into interaction (kind, times, item_id, context, user_id, occurred_at)
                        select 1, 1, :prefix || case at % 3 when 0 then 'a' when 1 then 'b' else 'c' end, 950000000000 + at,
                               :prefix || least(at, 25), now() - at * interval '1 minute'
                        from generate_series(1, 50025) as at
                        """).param("prefix", prefix).update();
        jdbc.sql("""
                        insert into interaction (kind, times, item_id, context, user_id, occurred_at)
                        select 1, 1, :prefix || case at % 2 when 0 then 'a' else 'b' end, 960000000000 + at, :prefix || at / 2, now()
                        from generate_series(1, 49) as at
                        """).param("prefix", prefix).update();

        // then
        assertThat(store.load(500).data().all())
                .extracting(journey -> journey.items().length)
                .contains(500)
                .allMatch(length -> length <= 500);
    }

    @Test
    void tellsWhatItemsAreByBrandBandOfPriceCategoryAndWords() {
        // given
        jdbc.sql("""
                        insert into item (item_id, titles, brand, categories, consumable, active, updated_at, list_price,
                                          list_price_currency)
                        select :prefix || number, jsonb_build_object('en', 'Blue kettle' || number), :prefix || 'acme',
                               array[:prefix || 'kitchen'], false, true, now(), 120, 'CNY'
                        from generate_series(1, 3) as number
                        """).param("prefix", prefix).update();
        jdbc.sql("""
                        insert into interaction (kind, times, item_id, context, user_id, occurred_at)
                        select 1, 1, :prefix || (1 + (person + step) % 3), 930000000000 + person, :prefix || person, now()
                        from generate_series(1, 30) as person, generate_series(0, 1) as step
                        """).param("prefix", prefix).update();

        // when
        Journeys journeys = store.load(100).data();

        // then
        int item = journeys.itemIds().indexOf(prefix + "2");
        List<String> own = Arrays.stream(journeys.attributes().ofItem()[item])
                .mapToObj(number -> journeys.attributes().names().get(number))
                .toList();
        assertThat(own)
                .contains("brand:" + prefix + "acme", "category:" + prefix + "kitchen", "word:blue")
                .anyMatch(name -> name.startsWith("price_band:CNY"))
                .as("a word of one item tells nothing of another")
                .doesNotContain("word:kettle2");
    }

    @Test
    void readsNeitherWhatWasDeniedNorWhatWasUndoneNorWhatNobodySells() {
        // given
        catalogued("kept", "denied", "denied-at-once", "cancelled", "again");
        jdbc.sql("""
                        insert into interaction (kind, times, item_id, context, user_id, occurred_at)
                        select 1, 1, :prefix || case step when 0 then 'kept' else 'again' end, 920000000000 + person,
                               :prefix || person, now()
                        from generate_series(1, 30) as person, generate_series(0, 1) as step
                        """).param("prefix", prefix).update();
        bought(1, "denied", 921_000_000_001L);
        bought(-1, "denied", 921_000_000_001L);
        bought(1, "denied", null);
        bought(1, "denied-at-once", null);
        bought(1, "cancelled", 921_000_000_002L);
        bought(-1, "cancelled", 921_000_000_002L);
        bought(1, "again", 921_000_000_003L);
        bought(-1, "again", 921_000_000_003L);
        bought(1, "again", 921_000_000_003L);
        bought(1, "invented", 921_000_000_004L);

        // when
        Journeys journeys = store.load(100).data();

        // then
        assertThat(journeys.itemIds())
                .filteredOn(item -> item.startsWith(prefix))
                .containsExactlyInAnyOrder(prefix + "kept", prefix + "again");
        int again = journeys.itemIds().indexOf(prefix + "again");
        assertThat(journeys.all())
                .anySatisfy(journey -> assertThat(journey.items()).containsOnly(again));
    }
}
