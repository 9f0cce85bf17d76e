package dev.shopkeeper.local.cli;

import dev.shopkeeper.local.Application;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Which model decides in each service, how old it is, and what the gate said of the latest run. */
final class ModelStatus {

    private static final String NONE = "none";
    private static final Duration DAYS_FROM = Duration.ofDays(2);
    private static final Duration HOURS_FROM = Duration.ofHours(2);

    private final PlatformClient platform;
    private final Instant now;

    ModelStatus(PlatformClient platform, Instant now) {
        this.platform = platform;
        this.now = now;
    }

    /** Adds one entry a model; a service that does not answer has none. */
    void addTo(ArrayNode into) {
        for (Application application : Application.values()) {
            if (application.database() == null) {
                continue;
            }
            String models = "admin/v1/" + application.shortName() + "/models";
            try {
                for (JsonNode model : platform.get(models).path("items")) {
                    add(application.shortName(), models, model, into.addObject());
                }
            } catch (RefusedException | UnreachableException e) {
                // a service that trains nothing has no such page, and one that is down is named among the processes
                continue;
            }
        }
    }

    private void add(String service, String models, JsonNode model, ObjectNode into) {
        String name = model.path("name").asString("");
        String version = model.path("champion_version").asString(NONE);
        into.put("service", service).put("model", name).put("version", version);
        into.put("served", !version.equals(NONE));
        String created = model.at("/champion/created_at").asString("");
        if (!created.isEmpty()) {
            into.put(
                    "age_seconds", Duration.between(Instant.parse(created), now).toSeconds());
        }
        JsonNode run = platform.get(models + "/" + PlatformClient.encode(name) + "/runs?limit=1")
                .path("items")
                .path(0);
        if (!run.isMissingNode()) {
            into.put("last_run", run.path("state").asString("").toLowerCase(Locale.ROOT));
            into.put("verdict", run.path("verdict").asString(run.path("error").asString("")));
        }
    }

    /** What {@link #addTo} added, as a table. */
    static void print(JsonNode models, PrintStream out) {
        out.printf("%n%-24s %-16s %-26s %8s  %s%n", "model", "service", "version", "age", "latest run");
        for (JsonNode model : models) {
            out.printf(
                    "%-24s %-16s %-26s %8s  %s%n",
                    model.path("model").asString(),
                    model.path("service").asString(),
                    model.path("served").asBoolean() ? model.path("version").asString() : "none: the fallback decides",
                    age(model.path("age_seconds")),
                    verdict(model));
        }
    }

    private static String verdict(JsonNode model) {
        String state = model.path("last_run").asString("none yet");
        String verdict = model.path("verdict").asString("");
        return verdict.isEmpty() ? state : state + ": " + verdict;
    }

    private static String age(JsonNode seconds) {
        if (seconds.isMissingNode()) {
            return "-";
        }
        Duration age = Duration.ofSeconds(seconds.asLong());
        if (age.compareTo(DAYS_FROM) >= 0) {
            return age.toDays() + " d";
        }
        return age.compareTo(HOURS_FROM) >= 0 ? age.toHours() + " h" : age.toMinutes() + " min";
    }
}
