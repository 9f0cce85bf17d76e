package dev.shopkeeper.demo.live;

import dev.shopkeeper.demo.feed.Endpoint;
import dev.shopkeeper.demo.feed.GatewayClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Counts what was sent and what became of it. Not thread-safe. */
final class Tally {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_REFUSALS_KEPT = 10;

    private final Map<String, Long> accepted = new TreeMap<>();
    private final List<String> refusals = new ArrayList<>();
    private long rejected;

    void add(Endpoint endpoint, int sent, GatewayClient.Answer answer) {
        long refused = answer.ok() ? answer.body().path("rejected").asLong(0) : sent;
        accepted.merge(endpoint.list(), sent - refused, Long::sum);
        rejected += refused;
        for (JsonNode error : answer.body().path("errors")) {
            if (refusals.size() < MOST_REFUSALS_KEPT) {
                refusals.add(endpoint.path() + ": " + error.path("name").asString("") + ": "
                        + error.path("message").asString(""));
            }
        }
    }

    long rejected() {
        return rejected;
    }

    List<String> refusals() {
        return List.copyOf(refusals);
    }

    @Override
    public String toString() {
        return json(0, 0).toString();
    }

    ObjectNode json(long rankingsShown, long rankingsMissing) {
        ObjectNode node = JSON.createObjectNode();
        ObjectNode counts = node.putObject("accepted");
        accepted.forEach(counts::put);
        node.put("rejected", rejected);
        node.put("rankings_shown", rankingsShown);
        node.put("rankings_missing", rankingsMissing);
        return node;
    }
}
