package dev.shopkeeper.local.cli;

import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.local.Application;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code ./shop dlt}: events that no retry could save, over all services. */
final class DltCommand implements Command {
    @Override
    public String name() {
        return "dlt";
    }

    @Override
    public String summary() {
        return "dead letters of all services: list, show, replay, discard";
    }

    @Override
    public String help() {
        return """
                Usage: ./shop dlt list [--service NAME] [--json]
                       ./shop dlt show ID [--json]
                       ./shop dlt replay ID | --all [--service NAME] [--json]
                       ./shop dlt discard ID [--json]

                A dead letter is an event that a service could not take in, however often it tried: it is kept with
                the reason, and the partition went on. Replay it once the cause is gone; discard it when it never
                will be. One of the consumer "outbox" is an event that the service could not send to Kafka: a replay
                puts it back into the service's outbox, to go out after what went on without it.

                  --service NAME   recommendation, membership, pricing, order, logistics or inventory
                  --all            every parked dead letter

                Exit codes: 0 done, 1 refused or not found, 2 usage, 4 no platform.
                """;
    }

    @Override
    public Arguments.Syntax syntax() {
        return Arguments.Syntax.of(Set.of("--service"), Set.of("--json", "--all"), 1, 2);
    }

    @Override
    public int run(Arguments arguments, Context context) {
        PlatformClient platform = PlatformClient.of(context);
        List<String> services = services(arguments);
        return switch (arguments.operand(0)) {
            case "list" -> list(platform, services, arguments.has("--json"), context);
            case "show" -> show(platform, services, id(arguments), context);
            case "replay" ->
                arguments.has("--all")
                        ? replayAll(platform, services, arguments.has("--json"), context)
                        : act(platform, services, id(arguments), "replay", context);
            case "discard" -> act(platform, services, id(arguments), "discard", context);
            default -> throw new UsageException("There is no './shop dlt " + arguments.operand(0) + "'");
        };
    }

    /** All dead letters of a service, page by page. */
    static List<JsonNode> all(PlatformClient platform, String service) {
        List<JsonNode> letters = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = platform.get(folder(service) + "?limit=200" + cursor);
            page.path("items").forEach(letters::add);
            String next = page.path("next_cursor").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + PlatformClient.encode(next);
        } while (!cursor.isEmpty());
        return letters;
    }

    private static int list(PlatformClient platform, List<String> services, boolean json, Context context) {
        ArrayNode all = EventJson.mapper().createArrayNode();
        boolean complete = true;
        for (String service : services) {
            try {
                for (JsonNode letter : all(platform, service)) {
                    ObjectNode named = EventJson.mapper().createObjectNode().put("service", service);
                    letter.properties().forEach(property -> named.set(property.getKey(), property.getValue()));
                    all.add(named);
                }
            } catch (RefusedException e) {
                // The letters of the others are worth seeing.
                context.err().println(service + " does not tell: " + e.getMessage());
                complete = false;
            }
        }
        if (json) {
            context.out().println(all);
        } else if (all.isEmpty()) {
            context.out().println("No dead letters.");
        } else {
            for (JsonNode letter : all) {
                context.out()
                        .printf(
                                "%s  %-15s %-16s %-10s %-28s %s%n",
                                letter.path("id").asString(""),
                                letter.path("service").asString(""),
                                letter.path("consumer").asString(""),
                                letter.path("state").asString(""),
                                letter.path("event_type")
                                        .asString(letter.path("topic").asString("")),
                                letter.path("error")
                                        .asString(letter.path("reason").asString("")));
            }
        }
        return complete ? ExitCode.OK : ExitCode.FAILED;
    }

    private static int show(PlatformClient platform, List<String> services, String id, Context context) {
        for (String service : services) {
            Optional<JsonNode> letter = find(platform, service, id);
            if (letter.isPresent()) {
                context.out()
                        .println(EventJson.mapper()
                                .writerWithDefaultPrettyPrinter()
                                .writeValueAsString(letter.get()));
                return ExitCode.OK;
            }
        }
        return missing(id, context);
    }

    private static int act(PlatformClient platform, List<String> services, String id, String verb, Context context) {
        for (String service : services) {
            if (find(platform, service, id).isPresent()) {
                JsonNode answer = PlatformClient.body(
                        platform.post(folder(service) + "/" + PlatformClient.encode(id) + "/" + verb, ""));
                context.out().println(answer);
                return ExitCode.OK;
            }
        }
        return missing(id, context);
    }

    private static int replayAll(PlatformClient platform, List<String> services, boolean json, Context context) {
        ObjectNode answers = EventJson.mapper().createObjectNode();
        for (String service : services) {
            answers.set(service, PlatformClient.body(platform.post(folder(service) + "/replay", "")));
        }
        if (json) {
            context.out().println(answers);
        } else {
            answers.properties().forEach(answer -> context.out().println(answer.getKey() + ": " + answer.getValue()));
        }
        return ExitCode.OK;
    }

    private static Optional<JsonNode> find(PlatformClient platform, String service, String id) {
        try {
            return Optional.of(platform.get(folder(service) + "/" + PlatformClient.encode(id)));
        } catch (RefusedException e) {
            if (e.status() == 404 || e.status() == 400) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static int missing(String id, Context context) {
        context.err().println("No service has a dead letter " + id + ". Maybe look at ./shop dlt list");
        return ExitCode.FAILED;
    }

    private static List<String> services(Arguments arguments) {
        List<String> all = new ArrayList<>();
        for (Application application : Application.values()) {
            if (application.database() != null) {
                all.add(application.shortName());
            }
        }
        if (arguments.value("--service").isEmpty()) {
            return all;
        }
        String wanted = arguments.value("--service").get();
        if (!all.contains(wanted)) {
            throw new UsageException("There is no service '" + wanted + "' among " + all);
        }
        return List.of(wanted);
    }

    private static String id(Arguments arguments) {
        if (arguments.operands().size() < 2) {
            throw new UsageException("The id of a dead letter is missing");
        }
        return arguments.operand(1);
    }

    private static String folder(String service) {
        return "admin/v1/" + service + "/dead-letters";
    }
}
