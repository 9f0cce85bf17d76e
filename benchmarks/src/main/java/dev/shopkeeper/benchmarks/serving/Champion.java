package dev.shopkeeper.benchmarks.serving;

import dev.shopkeeper.benchmarks.platform.GatewayClient;
import dev.shopkeeper.events.EventJson;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What ranks, and how it came to: the model that was trained, or what stands in for it if the run made no champion, which is then said.
 *
 * @param model that serves
 * @param training of the model of what comes next: its name, how the run ended, and what was said of it
 */
record Champion(String model, String version, Map<String, Object> training) {

    /** The models of what comes next, by what commits have called them, the latest first. */
    private static final List<String> NAMES = List.of("next-item-blend", "sequential-linear");

    private static final String MODELS = "/admin/v1/recommendation/models";
    private static final String CHAMPION = "champion";
    private static final Set<String> FINAL = Set.of(CHAMPION, "rejected", "failed", "cancelled");
    private static final Duration PATIENCE = Duration.ofMinutes(60);

    /** Trains the model that this commit has, waits until it serves, and says so if it does not come to. */
    static Champion train(GatewayClient operator, long seed) throws IOException, InterruptedException {
        String model = find(operator);
        long begun = System.nanoTime();
        JsonNode run = awaitEnd(operator, model, ask(operator, model, seed));
        String ended = stateOf(run);
        Map<String, Object> training = new LinkedHashMap<>();
        training.put("model", model);
        training.put("state", ended);
        training.put("seconds", Figures.rounded((System.nanoTime() - begun) / 1e9));
        training.put("rows", run.path("data_rows").asLong(0));
        for (String said : List.of("verdict", "error")) {
            String text = run.path(said).asString("");
            if (!text.isEmpty()) {
                training.put(said, text);
            }
        }
        if (!ended.equals(CHAMPION)) {
            JsonNode status = ShopTeller.status(operator);
            return new Champion(
                    status.path("model").asString("unknown"),
                    status.path("model_version").asString("none"),
                    training);
        }
        Champion champion = new Champion(model, run.path("version").asString(), training);
        champion.await(operator);
        return champion;
    }

    /** Whether the model that was trained serves. */
    boolean trained() {
        return CHAMPION.equals(training.get("state"));
    }

    private static JsonNode ask(GatewayClient operator, String model, long seed)
            throws IOException, InterruptedException {
        byte[] body = EventJson.mapper().writeValueAsBytes(Map.of("seed", seed, "options", Map.of()));
        GatewayClient.Answer answer = operator.post(MODELS + "/" + model + "/runs", body);
        if (answer.status() != 202) {
            throw new IOException(
                    "The training of " + model + " was answered " + answer.status() + ": " + answer.text());
        }
        return answer.json();
    }

    private static JsonNode awaitEnd(GatewayClient operator, String model, JsonNode asked)
            throws IOException, InterruptedException {
        long begun = System.nanoTime();
        JsonNode run = asked;
        while (!FINAL.contains(stateOf(run))) {
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw new IOException(model + " was not trained after " + PATIENCE.toMinutes() + " minutes: " + run);
            }
            Thread.sleep(500);
            GatewayClient.Answer answer = operator.get(
                    "/admin/v1/recommendation/runs/" + asked.path("id").asString());
            run = answer.status() == 200 ? answer.json() : run;
        }
        return run;
    }

    private static String stateOf(JsonNode run) {
        return run.path("state").asString("").toLowerCase(Locale.ROOT);
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
