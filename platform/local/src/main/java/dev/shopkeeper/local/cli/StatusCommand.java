package dev.shopkeeper.local.cli;

import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.local.Application;
import dev.shopkeeper.local.kafka.ConsumerLag;
import dev.shopkeeper.local.stack.StackState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code ./shop status}: how everything is. */
final class StatusCommand implements Command {
    private static final Set<String> UNFINISHED = Set.of("queued", "running", "cancelling");

    @Override
    public String name() {
        return "status";
    }

    @Override
    public String summary() {
        return "health, models, versions, consumer lag, dead letters and jobs";
    }

    @Override
    public String help() {
        return """
                Usage: ./shop status [--json]

                Prints every process of the local stack with its health, version, restarts and memory, how far the
                consumers are behind, what waits for a person (dead letters, unfinished jobs), and which model decides in
                each service: its version and age, and what the gate said of its latest run.

                Exit codes: 0 all is healthy, 1 something is not, 4 the stack is not running.
                """;
    }

    @Override
    public Arguments.Syntax syntax() {
        return Arguments.Syntax.of(Set.of(), Set.of("--json"), 0, 0);
    }

    @Override
    public int run(Arguments arguments, Context context) {
        StackState state = StackState.read(context.home().stateFile())
                .filter(StackState::running)
                .orElseThrow(() -> new UnreachableException(
                        "Shopkeeper is not running in " + context.home().root() + ". Maybe start it with ./shop up",
                        null));
        ObjectNode report = EventJson.mapper().createObjectNode();
        report.put("launcher_pid", state.launcherPid());
        boolean healthy = processes(state, report.putArray("processes"));
        consumers(state, report);
        PlatformClient platform = PlatformClient.of(context);
        services(platform, report.putArray("services"));
        new ModelStatus(platform, Instant.now()).addTo(report.putArray("models"));
        report.put("healthy", healthy);
        if (arguments.has("--json")) {
            context.out().println(report);
        } else {
            print(report, context);
        }
        return healthy ? ExitCode.OK : ExitCode.FAILED;
    }

    private static boolean processes(StackState state, ArrayNode into) {
        boolean healthy = true;
        HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
        for (StackState.ProcessState process : state.processes()) {
            boolean alive = process.alive().isPresent();
            boolean application = java.util.Arrays.stream(Application.values())
                    .anyMatch(candidate -> candidate.module().equals(process.name()));
            String health = !alive
                    ? process.state().toLowerCase(Locale.ROOT)
                    : application ? readiness(http, process.port()) : "up";
            healthy &= health.equals("up");
            into.addObject()
                    .put("name", process.name())
                    .put("health", health)
                    .put("pid", process.pid())
                    .put("port", process.port())
                    .put("version", process.version())
                    .put("restarts", process.restarts())
                    .put("memory_mebibytes", alive ? Memory.proportionalMebibytes(process.pid()) : 0)
                    .put("log", process.log());
        }
        return healthy;
    }

    private static String readiness(HttpClient http, int port) {
        try {
            int status = http.send(
                            HttpRequest.newBuilder(
                                            URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
                                    .timeout(Duration.ofSeconds(3))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            return status == 200 ? "up" : "not ready (" + status + ")";
        } catch (IOException e) {
            return "does not answer";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }

    private static void consumers(StackState state, ObjectNode report) {
        ArrayNode into = report.putArray("consumers");
        Optional<Map<String, Long>> lags = ConsumerLag.byGroup(state.bootstrapServers());
        report.put("consumers_known", lags.isPresent());
        lags.orElse(Map.of())
                .forEach((group, lag) -> into.addObject().put("group", group).put("lag", lag));
    }

    private static void services(PlatformClient platform, ArrayNode into) {
        for (Application application : Application.values()) {
            if (application.database() == null) {
                continue;
            }
            ObjectNode service = into.addObject().put("name", application.shortName());
            String folder = "admin/v1/" + application.shortName();
            count(platform, folder + "/dead-letters?limit=200", Set.of("parked"))
                    .ifPresent(count -> service.put("dead_letters", count));
            count(platform, folder + "/jobs?limit=200", UNFINISHED).ifPresent(count -> service.put("jobs", count));
        }
    }

    /** How many of the newest have one of these states; empty when the service does not say. */
    private static Optional<Integer> count(PlatformClient platform, String path, Set<String> states) {
        try {
            int count = 0;
            for (JsonNode item : platform.get(path).path("items")) {
                if (states.contains(item.path("state").asString("").toLowerCase(Locale.ROOT))) {
                    count++;
                }
            }
            return Optional.of(count);
        } catch (RefusedException | UnreachableException e) {
            return Optional.empty();
        }
    }

    private static void print(ObjectNode report, Context context) {
        var out = context.out();
        out.printf(
                "%-24s %-18s %7s %6s %9s %9s  %s%n", "process", "health", "pid", "port", "restarts", "MiB", "version");
        for (JsonNode process : report.path("processes")) {
            out.printf(
                    "%-24s %-18s %7s %6s %9s %9s  %s%n",
                    process.path("name").asString(),
                    process.path("health").asString(),
                    process.path("pid").asString(),
                    process.path("port").asString(),
                    process.path("restarts").asString(),
                    process.path("memory_mebibytes").asString(),
                    process.path("version").asString());
        }
        out.printf("%n%-56s %10s%n", "consumer group", "lag");
        for (JsonNode consumer : report.path("consumers")) {
            out.printf(
                    "%-56s %10s%n",
                    consumer.path("group").asString(), consumer.path("lag").asString());
        }
        if (!report.path("consumers_known").asBoolean()) {
            out.println("(unknown: Kafka did not answer in time)");
        }
        out.printf("%n%-24s %12s %16s%n", "service", "dead letters", "unfinished jobs");
        for (JsonNode service : report.path("services")) {
            out.printf(
                    "%-24s %12s %16s%n",
                    service.path("name").asString(),
                    service.path("dead_letters").asString("?"),
                    service.path("jobs").asString("?"));
        }
        ModelStatus.print(report.path("models"), out);
    }
}
