package dev.shopkeeper.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.Topic;
import dev.shopkeeper.testing.http.ApiResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Imported behaviour is judged by the collector: line for line what a storefront would hear. */
class ImportedBehaviourIT {

    private final RunningPlatform platform = RunningPlatform.get();
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    /** The rest of an event after its id; every second one is wrong. */
    private static final List<String> LINES = List.of(
            "'event_name':'view_item','user_id':'u','items':[{'item_id':'a','price':1.5}]",
            "'event_name':'dance','user_id':'u','items':[{'item_id':'a'}]",
            "'event_name':'view_cart','user_id':'u'",
            "'event_name':'purchase','user_id':'u','items':[{'item_id':'a'}]",
            "'event_name':'search','user_id':'u','search_term':'kettle'",
            "'event_name':'search','user_id':'u'",
            "'event_name':'view_item','anonymous_id':'u','items':[{'item_id':'a'}],'occurred_at':'2019-01-01T00:00:00Z'",
            "'event_name':'view_item','anonymous_id':'u','items':[{'item_id':'a'}],'occurred_at':'2119-01-01T00:00:00Z'",
            "'event_name':'view_item','user_id':'u','items':[{'item_id':'a','quantity':1.0}]",
            "'event_name':'view_item','user_id':'u','items':[{'item_id':'a','quantity':0}]",
            "'event_name':'view_item','user_id':'u','items':[{'item_id':'b','price':'2.50'}],'currency':'EUR'",
            "'event_name':'view_item','user_id':'u','items':[{'item_id':'b','price':'-2.50'}],'currency':'EUR'",
            "'event_name':'view_item','user_id':'u','items':[{'item_id':'b'}],'consent':'granted'",
            "'event_name':'view_item','user_id':'u','items':[{'item_id':'b'}],'consent':'perhaps'",
            "'event_name':'refund','user_id':'u','transaction_id':'t'",
            "'event_name':'view_item','user_id':'u','items':[{'item_id':'b','colour':'red'}]");

    private String line(int index, String prefix) {
        String line = LINES.get(index);
        String time = line.contains("occurred_at") ? "" : "'occurred_at':'2026-01-01T00:00:00Z',";
        return ("{'event_id':'" + prefix + run + "-" + index + "'," + time + line + "}").replace('\'', '"');
    }

    private String lines(String prefix, String separator) {
        return IntStream.range(0, LINES.size())
                .mapToObj(index -> line(index, prefix))
                .collect(Collectors.joining(separator));
    }

    @Test
    void refusesTheLinesThatTheCollectorRefusesWithTheSameFieldAndMessage() {
        ApiResponse direct = platform.operator().post("/api/v1/events", "[" + lines("direct-", ",") + "]");
        assertThat(direct.status()).as(direct.text()).isEqualTo(202);
        Map<Integer, String> refused = new TreeMap<>();
        for (JsonNode error : direct.json().path("errors")) {
            refused.putIfAbsent(error.path("index").asInt() + 1, shown(error, "name"));
        }
        assertThat(refused.keySet()).as(direct.text()).contains(2, 4, 6, 8, 10, 12, 14, 16);

        JsonNode imported = imported(lines("file-", "\n") + "\n");
        Map<Integer, String> refusedLines = new TreeMap<>();
        for (JsonNode error : imported.path("errors")) {
            refusedLines.put(error.path("line").asInt(), shown(error, "column"));
        }

        assertThat(refusedLines).isEqualTo(refused);
        assertThat(imported.at("/counts/refused").asInt()).isEqualTo(refused.size());
        assertThat(imported.at("/counts/imported").asInt()).isEqualTo(LINES.size() - refused.size());
    }

    @Test
    void putsWhatItTakesOnTheTopicAsTheCollectorDoes() {
        imported(line(0, "once-") + "\n");
        imported(line(0, "once-") + "\n");

        assertThat(platform.kafka().readAll(Topic.BEHAVIOUR_NAME).stream()
                        .filter(record -> ("once-" + run + "-0").equals(record.id()))
                        .map(record -> record.headers().get("ce_source"))
                        .distinct())
                .containsExactly("/gateway");
    }

    private JsonNode imported(String file) {
        ApiResponse started = platform.operator()
                .with("Content-Type", "application/octet-stream")
                .post("/admin/v1/imports?kind=behaviour-ndjson", file.getBytes(UTF_8));
        assertThat(started.status()).as(started.text()).isEqualTo(202);
        String path = "/admin/v1/imports/" + started.json().path("id").asString();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> platform.operator()
                        .get(path)
                        .json()
                        .path("state")
                        .asString()
                        .equals("SUCCEEDED"));
        return platform.operator().get(path).json();
    }

    /** Field, value and what is wrong with it, without the time of the request. */
    private static String shown(JsonNode error, String field) {
        return (error.path(field).asString("") + " " + error.path("value").asString("") + " "
                        + error.path("message").asString(""))
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "TIME");
    }
}
