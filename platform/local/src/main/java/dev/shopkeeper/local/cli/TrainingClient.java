package dev.shopkeeper.local.cli;

import dev.shopkeeper.local.Application;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The models of a platform and their training runs, asked for through the gateway. */
final class TrainingClient {
    private static final Set<String> FINAL = Set.of("champion", "rejected", "failed", "cancelled");
    /** A service that is started again takes its run up again by itself. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;
    private static final int SERVER_ERROR = 500;

    private final PlatformClient platform;

    TrainingClient(PlatformClient platform) {
        this.platform = platform;
    }

    /** @param served whether a champion serves */
    record Model(String service, String name, boolean served) {}

    /** @param unanswered services that could not be asked for their models, with the reason */
    record Models(List<Model> all, Map<String, String> unanswered) {}

    /** All models of all services. */
    Models models() {
        List<Model> models = new ArrayList<>();
        Map<String, String> unanswered = new TreeMap<>();
        for (Application application : Application.values()) {
            if (application.database() == null) {
                continue;
            }
            String service = application.shortName();
            try {
                JsonNode page = platform.get("admin/v1/" + service + "/models");
                for (JsonNode item : page.path("items")) {
                    models.add(new Model(
                            service,
                            item.path("name").asString(""),
                            !item.path("champion_version").asString("none").equals("none")));
                }
            } catch (RefusedException e) {
                // A service that trains nothing has no such page.
                if (e.status() != NOT_FOUND) {
                    unanswered.put(service, String.valueOf(e.getMessage()));
                }
            }
        }
        return new Models(List.copyOf(models), unanswered);
    }

    /**
     * Asks for a run.
     *
     * @param seed null for the service's own
     */
    JsonNode request(Model model, @Nullable Integer seed) {
        HttpResponse<String> accepted =
                platform.post(path(model) + "/runs", seed == null ? "{}" : "{\"seed\":" + seed + "}");
        return PlatformClient.body(accepted);
    }

    /** Waits for the end of a run. */
    JsonNode follow(Model model, JsonNode run, Consumer<String> progress) {
        String path = "admin/v1/" + model.service() + "/runs/"
                + PlatformClient.encode(run.path("id").asString(""));
        JsonNode now = run;
        Instant heard = Instant.now();
        while (!FINAL.contains(state(now))) {
            progress.accept(String.format(
                    Locale.ROOT, "%5.1f %%  %s", 100 * now.path("progress").asDouble(0), state(now)));
            ProgressLine.pause();
            try {
                now = platform.get(path);
                heard = Instant.now();
            } catch (RefusedException e) {
                if (e.status() < SERVER_ERROR || heard.plus(PATIENCE).isBefore(Instant.now())) {
                    throw e;
                }
            }
        }
        return now;
    }

    /**
     * Trains a model, and tells how that went whatever happens. Without a seed, a run that is active already will do.
     *
     * @param wait false to return as soon as the run is accepted
     */
    TrainingOutcome train(Model model, @Nullable Integer seed, boolean wait, Consumer<String> progress) {
        try {
            JsonNode run = seed == null ? requestOrJoin(model) : request(model, seed);
            return TrainingOutcome.of(model, wait ? follow(model, run, progress) : run);
        } catch (RefusedException e) {
            return TrainingOutcome.failed(model.service(), model.name(), String.valueOf(e.getMessage()));
        }
    }

    private JsonNode requestOrJoin(Model model) {
        try {
            return request(model, null);
        } catch (RefusedException e) {
            if (e.status() == CONFLICT) {
                JsonNode active = platform.get(path(model)).path("active_run");
                if (active.isObject()) {
                    return active;
                }
            }
            throw e;
        }
    }

    private static String path(Model model) {
        return "admin/v1/" + model.service() + "/models/" + PlatformClient.encode(model.name());
    }

    static String state(JsonNode run) {
        return run.path("state").asString("").toLowerCase(Locale.ROOT);
    }
}
