package dev.shopkeeper.benchmarks.serving;

import dev.shopkeeper.benchmarks.platform.GatewayClient;
import dev.shopkeeper.events.EventJson;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The model that ranks, and how it came to.
 *
 * @param training what the run that made it said
 */
record Champion(String model, String version, Map<String, Object> training) {

    /** The models of what comes next, by what commits have called them, the latest first. */
    private static final List<String> NAMES = List.of("next-item-blend", "sequential-linear");

    private static final String MODELS = "/admin/v1/recommendation/models";
    private static final Set<String> FINAL = Set.of("champion", "rejected", "failed", "cancelled");
    private static final Duration PATIENCE = Duration.ofMinutes(60);

    /**
     * Trains the model that this commit has, and waits until it serves.
     *
     * @throws IOException with what the run said, if it made no champion
     */
    static Champion train(GatewayClient operator, long seed) throws IOException, InterruptedException {
        String model = find(operator);
        long begun = System.nanoTime();
        byte[] body = EventJson.mapper().writeValueAsBytes(Map.of("seed", seed, "options", Map.of()));
        GatewayClient.Answer answer = operator.post(MODELS + "/" + model + "/runs", body);
        if (answer.status() != 202) {
            throw new IOException(
                    "The training of " + model + " was answered " + answer.status() + ": " + answer.text());
        }
        String run = "/admin/v1/recommendation/runs/" + answer.json().path("id").asString();
        JsonNode state = answer.json();
        while (!FINAL.contains(state.path("state").asString("").toLowerCase(java.util.Locale.ROOT))) {
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw new IOException(model + " was not trained after " + PATIENCE.toMinutes() + " minutes: " + state);
            }
            Thread.sleep(500);
            GatewayClient.Answer asked = operator.get(run);
            state = asked.status() == 200 ? asked.json() : state;
        }
        if (!state.path("state").asString().equalsIgnoreCase("champion")) {
            throw new IOException(model + " made no champion: " + state);
        }
        Map<String, Object> training = new LinkedHashMap<>();
        training.put("seconds", Figures.rounded((System.nanoTime() - begun) / 1e9));
        training.put("rows", state.path("data_rows").asLong());
        training.put("verdict", state.path("verdict").asString(""));
        Champion champion = new Champion(model, state.path("version").asString(), training);
        champion.await(operator);
        return champion;
    }

    /** Waits until the replica that answers ranks by it. */
    void await(GatewayClient operator) throws IOException, InterruptedException {
        JsonNode status = ShopTeller.status(operator);
        for (int second = 0; !version.equals(status.path("model_version").asString("")); second++) {
            if (second == 120) {
                throw new IOException(model + " " + version + " does not serve: " + status);
            }
            Thread.sleep(1_000);
            status = ShopTeller.status(operator);
        }
    }

    private static String find(GatewayClient operator) throws IOException, InterruptedException {
        List<String> there = new ArrayList<>();
        operator.get(MODELS)
                .json()
                .path("items")
                .forEach(model -> there.add(model.path("name").asString()));
        return NAMES.stream()
                .filter(there::contains)
                .findFirst()
                .orElseThrow(() -> new IOException("The commit has none of the models " + NAMES + ", only " + there));
    }
}
