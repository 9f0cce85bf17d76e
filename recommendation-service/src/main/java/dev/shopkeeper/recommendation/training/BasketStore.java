package dev.shopkeeper.recommendation.training;

import dev.shopkeeper.learning.DataSet;
import dev.shopkeeper.learning.Hashes;
import dev.shopkeeper.learning.InsufficientDataException;
import dev.shopkeeper.recommendation.neighbours.Baskets;
import dev.shopkeeper.recommendation.neighbours.Baskets.Basket;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads all orders and sessions as baskets of what the catalogue knows; items are numbered in the order of their ids.
 */
@Repository
class BasketStore {

    private static final int FETCH = 5000;
    private static final int LEAST_BASKETS = 20;
    private static final String QUERY = """
            select context, item_id, extract(epoch from min(occurred_at))::bigint as met
            from interaction join item using (item_id)
            where context is not null
            group by context, item_id
            having sum(times) > 0
            order by context, met, item_id
            """;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;

    BasketStore(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.jdbc = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource(), "The template has a data source"));
        this.jdbc.setFetchSize(FETCH);
        this.transactions = new TransactionTemplate(transactions);
        this.transactions.setReadOnly(true);
    }

    /** @throws InsufficientDataException if there are not even twenty baskets of two items */
    DataSet<Baskets> load() {
        List<Row> rows = new ArrayList<>();
        Map<String, String> interned = new HashMap<>();
        transactions.executeWithoutResult(status -> jdbc.query(QUERY, row -> {
            String item = row.getString(2);
            rows.add(new Row(row.getLong(1), interned.computeIfAbsent(item, same -> same), row.getLong(3)));
        }));
        List<String> ids = List.copyOf(new TreeSet<>(interned.keySet()));
        Map<String, Integer> numbers = new HashMap<>();
        IntStream.range(0, ids.size()).forEach(number -> numbers.put(ids.get(number), number));
        List<Basket> baskets = baskets(rows, numbers);
        if (baskets.stream().filter(basket -> basket.items().length >= 2).count() < LEAST_BASKETS) {
            throw new InsufficientDataException("There are only " + baskets.size()
                    + " orders and sessions, and fewer than " + LEAST_BASKETS
                    + " with two items. Maybe import a history first?");
        }
        Hashes hash = new Hashes();
        ids.forEach(hash::add);
        for (Basket basket : baskets) {
            hash.add(basket.context()).add(basket.epochSecond());
            Arrays.stream(basket.items()).forEach(hash::add);
        }
        return new DataSet<>(
                new Baskets(ids, baskets),
                Instant.ofEpochSecond(baskets.getFirst().epochSecond()),
                Instant.ofEpochSecond(baskets.getLast().epochSecond()),
                rows.size(),
                hash.hex());
    }

    private static List<Basket> baskets(List<Row> rows, Map<String, Integer> numbers) {
        List<Basket> baskets = new ArrayList<>();
        IntArrayList items = new IntArrayList();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            items.add(numbers.getOrDefault(row.itemId(), -1).intValue());
            if (i + 1 == rows.size() || rows.get(i + 1).context() != row.context()) {
                long began = rows.get(i - items.size() + 1).epochSecond();
                baskets.add(new Basket(row.context(), began, items.toIntArray()));
                items.clear();
            }
        }
        baskets.sort(Comparator.comparingLong(Basket::epochSecond).thenComparingLong(Basket::context));
        return baskets;
    }

    private record Row(long context, String itemId, long epochSecond) {}
}
