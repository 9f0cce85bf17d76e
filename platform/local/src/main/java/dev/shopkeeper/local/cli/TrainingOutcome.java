package dev.shopkeeper.local.cli;

import dev.shopkeeper.events.EventJson;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How the training of a model went.
 *
 * @param model null where its service could not be asked for its models
 * @param message the version of a champion; else why
 * @param run as the service told it last, null where there is none
 */
record TrainingOutcome(
        String service,
        @Nullable String model,
        Kind kind,
        String message,
        @Nullable JsonNode run) {

    /** What a run came to. Neither a rejection nor too little data is a failure: both are answers. */
    enum Kind {
        CHAMPION("champion, version "),
        REJECTED("rejected: "),
        INSUFFICIENT_DATA("too little data: "),
        FAILED("failed: "),
        ACCEPTED("accepted, run ");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    static TrainingOutcome of(TrainingClient.Model model, JsonNode run) {
        Kind kind = switch (TrainingClient.state(run)) {
            case "champion" -> Kind.CHAMPION;
            case "rejected" -> Kind.REJECTED;
            case "failed", "cancelled" ->
                run.path("error_code").asString("").equals("insufficient-data") ? Kind.INSUFFICIENT_DATA : Kind.FAILED;
            default -> Kind.ACCEPTED;
        };
        String message = switch (kind) {
            case CHAMPION -> run.path("version").asString("");
            case REJECTED -> run.path("verdict").asString("");
            case INSUFFICIENT_DATA -> run.path("error").asString("");
            case FAILED ->
                run.hasNonNull("error") ? run.path("error").asString("") : "the run was " + TrainingClient.state(run);
            case ACCEPTED -> run.path("id").asString("");
        };
        return new TrainingOutcome(model.service(), model.name(), kind, message, run);
    }

    static TrainingOutcome failed(String service, @Nullable String model, String message) {
        return new TrainingOutcome(service, model, Kind.FAILED, message, null);
    }

    boolean hasFailed() {
        return kind == Kind.FAILED;
    }

    /** For people. */
    String line() {
        return String.format("%-28s %s%s", model == null ? service : model, kind.words, message);
    }

    /** For programs. */
    ObjectNode json() {
        ObjectNode node = EventJson.mapper().createObjectNode();
        node.put("service", service);
        node.put("model", model);
        node.put("outcome", kind.name().toLowerCase(Locale.ROOT));
        node.put("message", message);
        node.set("run", run);
        return node;
    }
}
