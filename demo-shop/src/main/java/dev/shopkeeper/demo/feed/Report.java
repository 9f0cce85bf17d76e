package dev.shopkeeper.demo.feed;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What became of the entries. Thread-safe. */
final class Report {

    private static final int MOST_REFUSALS_KEPT = 20;

    private final Map<Endpoint, long[]> counts = new EnumMap<>(Endpoint.class);
    private final List<String> refusals = new ArrayList<>();

    Report() {
        for (Endpoint endpoint : Endpoint.values()) {
            counts.put(endpoint, new long[2]);
        }
    }

    synchronized void add(Endpoint endpoint, int sent, GatewayClient.Answer answer) {
        JsonNode body = answer.body();
        long rejected = answer.ok() ? body.path("rejected").asLong(0) : sent;
        long[] count = count(endpoint);
        count[0] += sent - rejected;
        count[1] += rejected;
        if (rejected == 0) {
            return;
        }
        JsonNode errors = body.path("errors");
        if (errors.isEmpty()) {
            keep(endpoint.path() + " answered " + answer.status() + ": "
                    + body.path("detail").asString("no reason"));
        }
        for (JsonNode error : errors) {
            keep(endpoint.path() + ": " + error.path("name").asString("") + " = " + error.path("value") + ": "
                    + error.path("message").asString(""));
        }
    }

    private long[] count(Endpoint endpoint) {
        return counts.computeIfAbsent(endpoint, key -> new long[2]);
    }

    private void keep(String refusal) {
        if (refusals.size() < MOST_REFUSALS_KEPT) {
            refusals.add(refusal);
        }
    }

    synchronized long accepted(Endpoint endpoint) {
        return count(endpoint)[0];
    }

    synchronized long accepted() {
        return counts.values().stream().mapToLong(count -> count[0]).sum();
    }

    synchronized long rejected(Endpoint endpoint) {
        return count(endpoint)[1];
    }

    synchronized long rejected() {
        return counts.values().stream().mapToLong(count -> count[1]).sum();
    }

    synchronized List<String> refusals() {
        return List.copyOf(refusals);
    }
}
