package dev.shopkeeper.recommendation.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.events.BehaviourItem;
import dev.shopkeeper.events.BehaviourRecorded;
import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.OrderLine;
import dev.shopkeeper.events.OrderPlaced;
import dev.shopkeeper.testing.PlatformTest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Through what handles events and its inbox, as their batches come. */
@PlatformTest
class PurchasesIT {

    @Autowired
    private PurchaseEvents purchases;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private JdbcClient jdbc;

    private void hear(List<EventEnvelope<?>> batch) {
        List<EventEnvelope<BehaviourRecorded>> behaviour = new ArrayList<>();
        List<EventEnvelope<?>> orders = new ArrayList<>();
        for (EventEnvelope<?> event : batch) {
            if (event.data() instanceof BehaviourRecorded recorded) {
                behaviour.add(new EventEnvelope<>(event.id(), event.source(), event.time(), recorded));
            } else {
                orders.add(event);
            }
        }
        transactions.executeWithoutResult(status -> purchases.behaviour(behaviour));
        transactions.executeWithoutResult(status -> purchases.orders(orders));
    }

    private Map<LineChange.Key, ObviousCount.Sold> daysOf(Map<LineChange.Key, ObviousCount.Sold> lines) {
        Map<LineChange.Key, ObviousCount.Sold> days = new TreeMap<>();
        lines.forEach((key, line) -> days.merge(
                new LineChange.Key(line.day().toString(), key.itemId()),
                line,
                (one, other) -> new ObviousCount.Sold(
                        one.day(),
                        one.ordered() + other.ordered(),
                        one.cancelled() + other.cancelled(),
                        one.returned() + other.returned())));
        days.values().removeIf(day -> day.ordered() == 0 && day.cancelled() == 0 && day.returned() == 0);
        return days;
    }

    private Map<LineChange.Key, ObviousCount.Sold> booked(String prefix) {
        Map<LineChange.Key, ObviousCount.Sold> days = new TreeMap<>();
        jdbc.sql("select day, item_id, ordered, cancelled, returned from daily_sales where item_id like ?"
                        + " and (ordered <> 0 or cancelled <> 0 or returned <> 0)")
                .param(prefix + "%")
                .query(row -> {
                    LocalDate day = row.getObject(1, LocalDate.class);
                    days.put(
                            new LineChange.Key(day.toString(), row.getString(2)),
                            new ObviousCount.Sold(day, row.getLong(3), row.getLong(4), row.getLong(5)));
                });
        return days;
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void booksWhatCountingUnitByUnitCountsThoughPartsAreSentTwiceAndInAnyOrder(long seed) {
        // given
        RandomOrders shop = new RandomOrders(seed);
        List<EventEnvelope<?>> events = shop.events(60);

        // when
        shop.batches(shop.withDuplicates(events)).forEach(this::hear);

        // then
        Map<LineChange.Key, ObviousCount.Sold> expected = daysOf(ObviousCount.of(events));
        String item = expected.keySet().iterator().next().itemId();
        assertThat(booked(item.substring(0, item.indexOf("item-"))))
                .as("seed %s", seed)
                .isEqualTo(expected);
    }

    @Test
    void addsAPartToALineThatAnEarlierVersionStored() {
        // given
        String id = UUID.randomUUID().toString();
        Instant placed = Instant.parse("2022-05-06T10:00:00Z");
        jdbc.sql("""
                        insert into purchase_line (transaction_id, item_id, user_id, ordered, cancelled, returned,
                                                   refunded, voided, occurred_at, counted_at)
                        values (?, ?, 'anna', 2, 1, 0, 0, false, ?::timestamptz, ?::timestamptz)
                        """).params(id, id, placed.toString(), placed.toString()).update();
        jdbc.sql(
                        "insert into daily_sales (day, item_id, ordered, cancelled, returned) values ('2022-05-06', ?, 2, 1, 0)")
                .param(id)
                .update();

        // when
        List<EventEnvelope<?>> parts = new ArrayList<>();
        parts.add(new EventEnvelope<>(
                id,
                "/order",
                placed,
                new OrderPlaced(
                        id,
                        "anna",
                        "web",
                        List.of(new OrderLine("2", id, null, 3, Money.of("1", "CNY"))),
                        Money.of("3", "CNY"),
                        null,
                        List.of(),
                        null,
                        placed)));
        hear(parts);

        // then
        assertThat(booked(id).values()).containsExactly(new ObviousCount.Sold(LocalDate.of(2022, 5, 6), 5, 1, 0));
        assertThat(jdbc.sql("select user_id, user_of_order, ordered from purchase_line where transaction_id = ?")
                        .param(id)
                        .query()
                        .singleRow())
                .isEqualTo(Map.of("user_id", "anna", "user_of_order", true, "ordered", 5L));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void countsADeniedPurchaseAndLearnsNothingFromItWhicheverIsHeardFirst(boolean orderFirst) {
        // given
        String id = UUID.randomUUID().toString();
        Instant placed = Instant.parse("2022-05-06T10:00:00Z");
        EventEnvelope<?> order = new EventEnvelope<>(
                UUID.randomUUID().toString(),
                "/order",
                placed,
                new OrderPlaced(
                        id,
                        "anna-" + id,
                        "web",
                        List.of(
                                new OrderLine("1", id, null, 1, Money.of("1", "CNY")),
                                new OrderLine("2", id + "-unnamed", null, 1, Money.of("1", "CNY"))),
                        Money.of("1", "CNY"),
                        null,
                        List.of(),
                        null,
                        placed));
        EventEnvelope<?> report = new EventEnvelope<>(
                UUID.randomUUID().toString(),
                "/gateway",
                placed,
                new BehaviourRecorded(
                        id,
                        "purchase",
                        placed,
                        placed,
                        "anna",
                        null,
                        "s",
                        null,
                        "denied",
                        null,
                        null,
                        id,
                        null,
                        null,
                        null,
                        List.of(new BehaviourItem(id, null, 1, null, null))));

        // when
        hear(List.of(orderFirst ? order : report));
        hear(List.of(orderFirst ? report : order));

        // then
        assertThat(booked(id).values()).containsOnly(new ObviousCount.Sold(LocalDate.of(2022, 5, 6), 1, 0, 0));
        List<Map<String, Object>> learnt = jdbc.sql(
                        "select item_id, context, sum(times) as times from interaction where item_id like ?"
                                + " group by item_id, context having sum(times) <> 0")
                .param(id + "%")
                .query()
                .listOfRows();
        assertThat(learnt).hasSize(2).allSatisfy(row -> {
            assertThat(row.get("context")).isNull();
            assertThat(row.get("times")).isEqualTo(1L);
        });
    }
}
