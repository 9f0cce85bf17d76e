package dev.shopkeeper.recommendation.impression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.BehaviourItem;
import dev.shopkeeper.events.BehaviourRecorded;
import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.starter.housekeeping.HousekeepingTask;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@PlatformTest
class ImpressionsIT {

    private static final Instant NOON = Instant.parse("2026-04-01T12:00:00Z");
    private static final Duration SOON = Duration.ofSeconds(30);

    @Autowired
    private ImpressionEvents impressions;

    @Autowired
    private ImpressionLog log;

    @Autowired
    private KafkaProbe kafka;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ObjectProvider<HousekeepingTask> housekeeping;

    private final String item = UUID.randomUUID().toString();
    private final UUID ranking = UUID.randomUUID();

    private void decided(UUID id, String unit, String asked, List<String> items) {
        jdbc.sql("""
                        insert into decision (id, kind, subject, decided_at, model, model_version, degraded, asked, decided)
                        values (?, 'recommendation', ?, now(), 'blend', 'v7', false, ?::jsonb, ?::jsonb)
                        """)
                .params(
                        id,
                        unit,
                        asked,
                        items.stream()
                                .map(each -> "{\"item_id\":\"" + each + "\",\"score\":1,\"propensity\":0.25}")
                                .collect(Collectors.joining(",", "[", "]")))
                .update();
    }

    private void decided(UUID id) {
        decided(id, "anna", "{\"placement\":\"home\",\"experiment_id\":\"x\",\"arm\":\"new\"}", List.of(item));
    }

    private void hear(List<EventEnvelope<BehaviourRecorded>> batch) {
        transactions.executeWithoutResult(status -> impressions.behaviour(batch));
    }

    private List<Outcome> outcomes(Instant from, Instant to, Set<UUID> of) {
        List<Outcome> found = new ArrayList<>();
        transactions.executeWithoutResult(status -> log.outcomes(from, to, outcome -> {
            if (of.contains(outcome.rankingId())) {
                found.add(outcome);
            }
        }));
        return found;
    }

    private List<Outcome> outcomes() {
        return outcomes(NOON.minusSeconds(86_400), NOON.plusSeconds(86_400), Set.of(ranking));
    }

    private EventEnvelope<BehaviourRecorded> did(String name, Instant at, @Nullable String order, BehaviourItem line) {
        return did(name, at, order, ranking.toString(), null, line);
    }

    private EventEnvelope<BehaviourRecorded> did(
            String name,
            Instant at,
            @Nullable String order,
            @Nullable String rankingId,
            @Nullable String consent,
            BehaviourItem line) {
        BehaviourRecorded event = new BehaviourRecorded(
                UUID.randomUUID().toString(),
                name,
                at,
                at,
                "anna-" + item,
                null,
                "s",
                rankingId,
                consent,
                "CNY",
                null,
                order,
                null,
                null,
                null,
                List.of(line));
        return new EventEnvelope<>(event.eventId(), "/gateway", at, event);
    }

    private BehaviourItem line() {
        return new BehaviourItem(item, new BigDecimal("12.50"), 2, 3, null);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void countsWhatAPlainCountCountsThoughEventsComeTwiceAndInAnyOrder(long seed) {
        // given
        RandomStorefront storefront = new RandomStorefront(seed);
        List<BehaviourRecorded> events = storefront.events(400);
        List<RandomStorefront.Answer> logged = storefront.answers().stream()
                .filter(RandomStorefront.Answer::logged)
                .toList();
        int early = logged.size() / 2;
        logged.subList(0, early).forEach(answer -> decided(answer.rankingId(), answer.visitor(), "{}", answer.items()));

        // when
        storefront.deliveries(events).forEach(this::hear);
        logged.subList(early, logged.size())
                .forEach(answer -> decided(answer.rankingId(), answer.visitor(), "{}", answer.items()));
        transactions.executeWithoutResult(status -> log.decide(Duration.ofMinutes(5), 100_000));

        // then
        Map<String, ObviousOutcomes.Seen> expected = new ObviousOutcomes(storefront.answers(), events).count();
        Map<String, ObviousOutcomes.Seen> found = new TreeMap<>();
        Set<UUID> all = storefront.answers().stream()
                .map(RandomStorefront.Answer::rankingId)
                .collect(Collectors.toSet());
        for (Outcome outcome : outcomes(storefront.from(), storefront.to(), all)) {
            Money revenue = outcome.revenue();
            found.put(
                    outcome.rankingId() + " " + outcome.itemId(),
                    new ObviousOutcomes.Seen(
                            outcome.position(),
                            outcome.shownAt(),
                            outcome.clicked(),
                            outcome.conversions(),
                            revenue == null
                                    ? null
                                    : revenue.amount().stripTrailingZeros().toPlainString() + " "
                                            + revenue.currency()));
        }
        assertThat(found).as("seed %s", seed).isEqualTo(expected);
        assertThat(expected.values().stream().filter(seen -> seen.conversions() > 0))
                .hasSizeGreaterThan(3);
        assertThat(expected.values().stream().filter(ObviousOutcomes.Seen::clicked))
                .hasSizeGreaterThan(5);
    }

    @Test
    void hearsOverKafkaAndTakesOverWhatWasDecided() {
        // given a click before its impression, before its decision
        kafka.send(did("select_item", NOON.plusSeconds(5), null, line()));
        EventEnvelope<BehaviourRecorded> shown = did("view_item_list", NOON, null, line());
        kafka.send(shown);
        kafka.send(shown);
        kafka.send(did("purchase", NOON.plusSeconds(60), "order-" + item, null, null, line()));
        await().atMost(SOON)
                .until(() -> jdbc.sql("select count(*) from impression_purchase where item_id = ?")
                                .param(item)
                                .query(Long.class)
                                .single()
                        == 1);
        assertThat(outcomes()).isEmpty();

        // when
        decided(ranking);

        // then
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(outcomes())
                        .containsExactly(new Outcome(
                                ranking,
                                item,
                                4,
                                NOON,
                                "home",
                                "blend",
                                "v7",
                                "x",
                                "new",
                                "anna",
                                0.25,
                                true,
                                1,
                                Money.of("25.00", "CNY"))));
    }

    @Test
    void keepsNothingOfADeniedEventAndCreditsNoOrderThatWasReportedWithoutConsent() {
        // given
        decided(ranking);
        hear(List.of(
                did("view_item_list", NOON, null, line()),
                did("select_item", NOON, null, line()),
                did("purchase", NOON.plusSeconds(60), "order-" + item, line()),
                did("purchase", NOON.plusSeconds(60), "other-" + item, ranking.toString(), "denied", line())));
        assertThat(outcomes()).extracting(Outcome::conversions).containsExactly(1L);

        // when
        jdbc.sql("""
                        insert into purchase_line (transaction_id, item_id, cancelled, returned, refunded, voided, occurred_at,
                                                   denied)
                        values (?, ?, 0, 0, 0, false, now(), true)
                        """).params("order-" + item, item).update();

        // then
        assertThat(outcomes()).extracting(Outcome::conversions).containsExactly(0L);
        assertThat(jdbc.sql("select count(*) from impression_purchase where item_id = ?")
                        .param(item)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void forgetsWhatIsOldAndWhatNobodyDecided() {
        // given
        UUID invented = UUID.randomUUID();
        decided(ranking);
        hear(List.of(
                did("view_item_list", NOON, null, line()),
                did("select_item", NOON, null, line()),
                did("purchase", NOON, "order-" + item, line()),
                did("view_item_list", NOON, null, invented.toString(), null, line()),
                did("view_item_list", NOON, null, "no uuid of ours", null, line())));
        assertThat(rows()).isEqualTo(4);

        // when
        jdbc.sql("update impression set stored_at = now() - interval '25 hours' where item_id = ?")
                .param(item)
                .update();
        keepHouse();

        // then
        assertThat(rows()).isEqualTo(3);
        for (String table : List.of("impression", "impression_click", "impression_purchase")) {
            jdbc.sql("update " + table + " set stored_at = now() - interval '1096 days' where item_id = ?")
                    .param(item)
                    .update();
        }
        keepHouse();
        assertThat(rows()).isZero();
    }

    private void keepHouse() {
        housekeeping.forEach(
                task -> assertThat(task.work().getAsInt()).as(task.name()).isGreaterThanOrEqualTo(0));
    }

    private long rows() {
        return jdbc.sql("""
                        select (select count(*) from impression where item_id = :item)
                            + (select count(*) from impression_click where item_id = :item)
                            + (select count(*) from impression_purchase where item_id = :item)
                        """).param("item", item).query(Long.class).single();
    }
}
