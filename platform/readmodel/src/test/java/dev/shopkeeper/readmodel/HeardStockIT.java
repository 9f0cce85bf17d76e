package dev.shopkeeper.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.events.StockLevelChanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeardStockIT {

    private static final Instant NOW = Instant.parse("2026-03-06T00:00:00Z");

    private final ReadModelDatabase database = new ReadModelDatabase();
    private final HeardStock stock = HeardStock.of(database.jdbc());

    private static StockLevelChanged level(
            String itemId, String locationId, long available, Instant at, @Nullable Long version) {
        return new StockLevelChanged(itemId, locationId, "m", "sold", -1, available, 0, available, at, version);
    }

    private Map<String, Long> stored() {
        Map<String, Long> levels = new TreeMap<>();
        database.jdbc().query("select item_id, location_id, available from item_stock", row -> {
            levels.put(row.getString(1) + "@" + row.getString(2), row.getLong(3));
        });
        return levels;
    }

    /** A history of movements: the version counts, or the time does; the level of the last one is the present one. */
    private static List<StockLevelChanged> history(Random random, boolean counted, Map<String, Long> present) {
        List<StockLevelChanged> news = new ArrayList<>();
        for (int item = 0; item < 12; item++) {
            for (int location = 0; location < 3; location++) {
                int movements = 1 + random.nextInt(8);
                for (int movement = 1; movement <= movements; movement++) {
                    long available = random.nextInt(1_000);
                    Instant at = counted ? NOW.minusSeconds(random.nextInt(10_000)) : NOW.plusSeconds(movement);
                    news.add(level("i" + item, "l" + location, available, at, counted ? (long) movement : null));
                    present.put("i" + item + "@l" + location, available);
                }
            }
        }
        return news;
    }

    /** Batches of any size, in any order, with news told twice in one batch and in several. */
    private static List<List<StockLevelChanged>> told(List<StockLevelChanged> history, Random random) {
        List<StockLevelChanged> news = new ArrayList<>(history);
        history.stream().filter(each -> random.nextInt(3) == 0).forEach(news::add);
        Collections.shuffle(news, random);
        List<List<StockLevelChanged>> batches = new ArrayList<>();
        for (int from = 0; from < news.size(); ) {
            int to = Math.min(news.size(), from + 1 + random.nextInt(40));
            batches.add(news.subList(from, to));
            from = to;
        }
        return batches;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void keepsTheLevelAfterTheLastMovementInWhateverOrderTheyAreHeard(long seed) {
        // given
        Random random = new Random(seed);
        Map<String, Long> present = new TreeMap<>();
        List<StockLevelChanged> history = history(random, seed % 2 == 0, present);

        // when
        told(history, random).forEach(stock::put);

        // then
        assertThat(stored()).as("seed %s", seed).isEqualTo(present);
    }

    @Test
    void keepsItWhenBatchesOfTheSameItemsAreStoredAtTheSameTime() throws Exception {
        // given
        Random random = new Random(5);
        Map<String, Long> present = new TreeMap<>();
        List<StockLevelChanged> history = history(random, true, present);
        List<Runnable> batches = new ArrayList<>();
        for (int round = 0; round < 40; round++) {
            List<StockLevelChanged> batch = new ArrayList<>(history);
            Collections.shuffle(batch, random);
            batches.add(() -> stock.put(batch.subList(0, batch.size() * 3 / 4)));
        }
        batches.add(() -> stock.put(history));

        // when
        database.inTransactions(batches);

        // then
        assertThat(stored()).isEqualTo(present);
    }

    @Test
    void asksTheTimeWhereOneOfTwoHasNoVersion() {
        stock.put(level("i", "l", 5, NOW, 7L));
        stock.put(level("i", "l", 4, NOW.minusSeconds(1), null));
        assertThat(stored()).containsValue(5L);

        stock.put(level("i", "l", 3, NOW.plusSeconds(1), null));
        assertThat(stored()).containsValue(3L);
    }

    @Test
    void keepsWhatIsHeardLastOfTwoThatAreTheSame() {
        stock.put(List.of(level("i", "l", 5, NOW, 7L), level("i", "l", 6, NOW, 7L)));
        assertThat(stored()).containsValue(6L);

        stock.put(level("i", "l", 7, NOW, 7L));
        assertThat(stored()).containsValue(7L);
    }

    @Test
    void changesNothingByNoNews() {
        stock.put(List.of());

        assertThat(stored()).isEmpty();
    }

    @Test
    void namesTheTransactionThatChangedTheRowLastWhereReplicasFollow() {
        // given
        database.with("item_stock", "tx xid8 not null default pg_current_xact_id()");
        HeardStock followed = HeardStock.followed(database.jdbc());
        followed.put(level("i", "l", 5, NOW, 2L));
        String first = transaction();

        // when
        followed.put(level("i", "l", 4, NOW, 1L));
        String stale = transaction();
        followed.put(level("i", "l", 6, NOW, 3L));

        // then
        assertThat(stale).isEqualTo(first);
        assertThat(Long.parseLong(transaction())).isGreaterThan(Long.parseLong(first));
    }

    private String transaction() {
        return database.jdbc()
                .query("select tx::text from item_stock", (row, number) -> row.getString(1))
                .getFirst();
    }
}
