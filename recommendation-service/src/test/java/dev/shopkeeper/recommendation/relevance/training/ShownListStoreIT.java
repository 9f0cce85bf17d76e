package dev.shopkeeper.recommendation.relevance.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.learning.DataSet;
import dev.shopkeeper.recommendation.relevance.CandidateFeatures;
import dev.shopkeeper.recommendation.relevance.PlantedShop;
import dev.shopkeeper.recommendation.relevance.ShownList;
import dev.shopkeeper.recommendation.relevance.ShownList.Outcome;
import dev.shopkeeper.recommendation.relevance.ShownLists;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@PlatformTest
class ShownListStoreIT {

    private static final Duration WINDOW = Duration.ofDays(60);
    private static final Duration SETTLING = Duration.ofHours(24);

    @Autowired
    private ShownListStore store;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private ApiClient api;

    private final Instant now = Instant.now();

    @BeforeEach
    @AfterEach
    void forget() {
        jdbc.update("delete from impression");
        jdbc.update("delete from impression_click");
        jdbc.update("delete from impression_purchase");
    }

    private static CandidateFeatures features(int rank) {
        return new CandidateFeatures(1.1f / rank, rank, 0.3f, Float.NaN, 1, 0, 12.7f, 0, 1, rank);
    }

    /** Logs a decision as the service does, {@code features} beside the score. */
    private void decided(
            UUID id, Instant at, List<String> items, List<? extends @Nullable CandidateFeatures> features) {
        ArrayNode decided = EventJson.mapper().createArrayNode();
        for (int place = 0; place < items.size(); place++) {
            ObjectNode item =
                    decided.addObject().put("item_id", items.get(place)).put("score", 0.5);
            CandidateFeatures one = features.get(place);
            if (one != null) {
                item.set("features", EventJson.mapper().valueToTree(one.logged()));
            }
        }
        jdbc.update(
                "insert into decision (id, kind, decided_at, model, model_version, degraded, asked, decided)"
                        + " values (?, 'recommendation', ?, 'next-item-blend', 'v1', false, '{}', ?::jsonb)",
                id,
                at.atOffset(ZoneOffset.UTC),
                decided.toString());
    }

    private void shown(UUID id, String item, int position, Instant at, double propensity) {
        jdbc.update(
                "insert into impression (ranking_id, item_id, position, shown_at, decided_at, model, propensity)"
                        + " values (?, ?, ?, ?, ?, 'next-item-blend', ?)",
                id,
                item,
                position,
                at.atOffset(ZoneOffset.UTC),
                at.atOffset(ZoneOffset.UTC),
                propensity);
    }

    private void clicked(UUID id, String item, Instant at) {
        jdbc.update(
                "insert into impression_click (ranking_id, item_id, clicked_at, user_id) values (?, ?, ?, 'anna')",
                id,
                item,
                at.atOffset(ZoneOffset.UTC));
    }

    private void bought(UUID id, String item, Instant at) {
        jdbc.update(
                "insert into impression_purchase (transaction_id, item_id, event_id, ranking_id, user_id, bought_at)"
                        + " values (?, ?, 'e', ?, 'anna', ?)",
                "t" + UUID.randomUUID(),
                item,
                id,
                at.atOffset(ZoneOffset.UTC));
    }

    private List<ShownList> loaded() {
        return store.load(WINDOW, SETTLING, 1000).data().all();
    }

    @Test
    void readsWhatBecameOfWhatWasShownWithTheFeaturesThatWereLogged() {
        // given a list of which the third was never seen, and the fourth has no features
        UUID id = UUID.randomUUID();
        Instant at = now.minus(Duration.ofDays(3));
        decided(id, at, List.of("a", "b", "c", "d"), Arrays.asList(features(1), features(2), features(3), null));
        shown(id, "a", 2, at.plusSeconds(9), 0.9);
        shown(id, "b", 1, at.plusSeconds(5), 1);
        shown(id, "d", 3, at.plusSeconds(5), 1);
        clicked(id, "a", at.plusSeconds(20));
        clicked(id, "a", at.plusSeconds(30));
        clicked(id, "b", at.plusSeconds(40));
        bought(id, "b", at.plusSeconds(600));

        // when
        List<ShownList> lists = loaded();

        // then
        assertThat(lists)
                .containsExactly(new ShownList(
                        id.toString(),
                        at.plusSeconds(5).getEpochSecond(),
                        List.of(
                                new ShownList.Item(features(2), 1, Outcome.BOUGHT, 1),
                                new ShownList.Item(features(1), 2, Outcome.CLICKED, 0.9))));
    }

    @Test
    void readsNeitherWhatNobodyClickedNorWhatIsTooOldOrTooNewNorWhatHasOtherFeatures() {
        // given
        Map<String, Instant> times = Map.of(
                "good", now.minus(Duration.ofDays(5)),
                "unclicked", now.minus(Duration.ofDays(5)),
                "old", now.minus(Duration.ofDays(61)),
                "new", now.minus(Duration.ofHours(2)));
        UUID good = UUID.randomUUID();
        times.forEach((name, at) -> {
            UUID id = name.equals("good") ? good : UUID.randomUUID();
            decided(id, at, List.of("a", "b"), List.of(features(1), features(2)));
            shown(id, "a", 1, at, 1);
            shown(id, "b", 2, at, 1);
            if (!name.equals("unclicked")) {
                clicked(id, "b", at.plusSeconds(1));
            }
        });
        UUID other = UUID.randomUUID();
        Instant at = now.minus(Duration.ofDays(4));
        decided(other, at, List.of("a", "b"), List.of(features(1), features(2)));
        jdbc.update(
                "update decision set decided = '[{\"item_id\":\"a\",\"features\":[1,2]},{\"item_id\":\"b\",\"features\":\"x\"}]'"
                        + " where id = ?",
                other);
        shown(other, "a", 1, at, 1);
        shown(other, "b", 2, at, 1);
        clicked(other, "a", at);

        // then
        assertThat(loaded()).extracting(ShownList::rankingId).containsExactly(good.toString());
    }

    @Test
    void trainsAProcessOfItsOwnToTheChampionThatReordersAsPlanted() {
        // given
        ShownLists lists = new PlantedShop(3, false).shown(2000);
        List<Object[]> impressions = new ArrayList<>();
        int number = 0;
        for (ShownList list : lists.all()) {
            UUID id = UUID.randomUUID();
            Instant at = now.minus(Duration.ofDays(40)).plus(Duration.ofMinutes(20L * number++));
            List<String> items =
                    list.items().stream().map(item -> "p" + item.position()).toList();
            decided(
                    id,
                    at,
                    items,
                    list.items().stream().map(ShownList.Item::features).toList());
            for (ShownList.Item item : list.items()) {
                impressions.add(new Object[] {
                    id, "p" + item.position(), item.position(), at.atOffset(ZoneOffset.UTC), at.atOffset(ZoneOffset.UTC)
                });
                if (item.outcome() != Outcome.NOTHING) {
                    clicked(id, "p" + item.position(), at.plusSeconds(3));
                }
                if (item.outcome() == Outcome.BOUGHT) {
                    bought(id, "p" + item.position(), at.plusSeconds(60));
                }
            }
        }
        jdbc.batchUpdate(
                "insert into impression (ranking_id, item_id, position, shown_at, decided_at, propensity)"
                        + " values (?, ?, ?, ?, ?, 1)",
                impressions);
        DataSet<ShownLists> data = store.load(WINDOW, SETTLING, 100_000);
        assertThat(data.rows()).isEqualTo(lists.rows());
        assertThat(data.data().all())
                .extracting(ShownList::items)
                .containsExactlyElementsOf(
                        lists.all().stream().map(ShownList::items).toList());

        // when
        ApiResponse asked = api.as("OPERATOR")
                .post(
                        "/admin/v1/recommendation/models/impression-ranker/runs",
                        Map.of("seed", 7, "options", Map.of("trials", "2")));

        // then
        assertThat(asked.status()).as(asked.toString()).isEqualTo(202);
        String run = "/admin/v1/recommendation/runs/" + asked.json().path("id").stringValue();
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(
                        () -> assertThat(api.as("OPERATOR").get(run).json().hasNonNull("finished_at"))
                                .isTrue());
        JsonNode ended = api.as("OPERATOR").get(run).json();
        assertThat(ended.path("state").stringValue()).as(ended.toString()).isEqualTo("champion");
        assertThat(ended.path("data_hash").stringValue()).isEqualTo(data.contentHash());
    }
}
