package dev.shopkeeper.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.PriceChanged;
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

class HeardPriceIT {

    private static final Instant NOW = Instant.parse("2026-03-06T00:00:00Z");

    private final ReadModelDatabase database = new ReadModelDatabase()
            .with("item_price", "promotion_id text")
            .with("item_price", "tx xid8 not null default pg_current_xact_id()");
    private final HeardPrice prices = HeardPrice.withPromotions(database.jdbc());

    private static PriceChanged price(
            String itemId, String amount, Instant from, @Nullable Instant until, @Nullable String promotionId) {
        return new PriceChanged(itemId, Money.of(amount, "CNY"), null, null, promotionId, null, from, until);
    }

    private Map<String, String> stored() {
        Map<String, String> prices = new TreeMap<>();
        database.jdbc()
                .query(
                        "select item_id, trim_scale(amount), currency, promotion_id, effective_until is not null from item_price",
                        row -> {
                            prices.put(
                                    row.getString(1),
                                    row.getString(2) + " " + row.getString(3) + " " + row.getString(4) + " "
                                            + row.getBoolean(5));
                        });
        return prices;
    }

    /** Prices one after another; the last one is the present one. */
    private static List<PriceChanged> history(Random random, Map<String, String> present) {
        List<PriceChanged> news = new ArrayList<>();
        for (int item = 0; item < 30; item++) {
            int changes = 1 + random.nextInt(8);
            for (int change = 1; change <= changes; change++) {
                String amount = String.valueOf(1 + random.nextInt(900));
                String promotion = random.nextBoolean() ? "p" + change : null;
                Instant until = random.nextBoolean() ? NOW.plusSeconds(change + 100) : null;
                news.add(price("i" + item, amount, NOW.plusSeconds(change), until, promotion));
                present.put("i" + item, amount + " CNY " + promotion + " " + (until != null));
            }
        }
        return news;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void keepsThePriceThatTookEffectLastInWhateverOrderTheyAreHeard(long seed) {
        // given
        Random random = new Random(seed);
        Map<String, String> present = new TreeMap<>();
        List<PriceChanged> history = history(random, present);
        List<PriceChanged> told = new ArrayList<>(history);
        told.addAll(history.subList(0, history.size() / 3));
        Collections.shuffle(told, random);

        // when
        for (int from = 0; from < told.size(); from += 25) {
            prices.put(told.subList(from, Math.min(told.size(), from + 25)));
        }

        // then
        assertThat(stored()).as("seed %s", seed).isEqualTo(present);
    }

    @Test
    void keepsItWhenBatchesOfTheSameItemsAreStoredAtTheSameTime() throws Exception {
        // given
        Random random = new Random(5);
        Map<String, String> present = new TreeMap<>();
        List<PriceChanged> history = history(random, present);
        List<Runnable> batches = new ArrayList<>();
        for (int round = 0; round < 40; round++) {
            List<PriceChanged> batch = new ArrayList<>(history);
            Collections.shuffle(batch, random);
            batches.add(() -> prices.put(batch.subList(0, batch.size() * 3 / 4)));
        }
        batches.add(() -> prices.put(history));

        // when
        database.inTransactions(batches);

        // then
        assertThat(stored()).isEqualTo(present);
    }

    @Test
    void keepsWhatIsHeardLastOfTwoFromTheSameMoment() {
        prices.put(List.of(price("i", "5", NOW, null, null), price("i", "6", NOW, null, "p")));
        assertThat(stored()).containsEntry("i", "6 CNY p false");

        prices.put(price("i", "7", NOW, null, null));
        assertThat(stored()).containsEntry("i", "7 CNY null false");
    }

    @Test
    void namesTheTransactionThatChangedTheRowLastWhereReplicasFollow() {
        // given
        HeardPrice followed = HeardPrice.followed(database.jdbc());
        followed.put(price("i", "5", NOW, null, null));
        String first = transaction();

        // when
        followed.put(price("i", "4", NOW.minusSeconds(1), null, null));
        String stale = transaction();
        followed.put(price("i", "6", NOW.plusSeconds(1), null, null));

        // then
        assertThat(stale).isEqualTo(first);
        assertThat(Long.parseLong(transaction())).isGreaterThan(Long.parseLong(first));
    }

    private String transaction() {
        return database.jdbc()
                .query("select tx::text from item_price", (row, number) -> row.getString(1))
                .getFirst();
    }
}
