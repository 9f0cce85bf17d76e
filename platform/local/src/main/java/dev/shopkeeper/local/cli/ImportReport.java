package dev.shopkeeper.local.cli;

import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** An import as a person reads it. */
final class ImportReport {
    private static final int MOST_ERRORS = 20;

    private ImportReport() {}

    static String of(JsonNode done) {
        StringBuilder text = new StringBuilder("Import " + done.path("id").asString("") + " of "
                + done.path("kind").asString("") + ": " + done.path("state").asString("") + "\n");
        done.path("counts").properties().forEach(count -> appendCount(text, "  ", count.getKey(), count.getValue()));
        JsonNode errors = done.path("errors");
        int shown = 0;
        for (JsonNode error : errors) {
            if (shown++ == MOST_ERRORS) {
                text.append("  ... more under /admin/v1/imports/")
                        .append(done.path("id").asString(""))
                        .append('\n');
                break;
            }
            text.append("  line ").append(error.path("line").asString("?"));
            if (!error.path("column").isMissingNode() && !error.path("column").isNull()) {
                text.append(", ").append(error.path("column").asString(""));
            }
            if (!error.path("value").isMissingNode() && !error.path("value").isNull()) {
                text.append(" = ").append(error.path("value").toString());
            }
            text.append(": ").append(error.path("message").asString("")).append('\n');
        }
        if (done.path("error").isString()) {
            text.append("  ").append(done.path("error").asString()).append('\n');
        }
        return text.toString();
    }

    static String counts(JsonNode now) {
        StringJoiner text = new StringJoiner(", ");
        now.path("counts").properties().forEach(count -> {
            if (count.getValue().isNumber()) {
                text.add(count.getKey() + " " + count.getValue().asString());
            }
        });
        return text.toString();
    }

    private static void appendCount(StringBuilder text, String indent, String name, JsonNode value) {
        if (value.isObject()) {
            text.append(indent).append(name).append('\n');
            value.properties().forEach(inner -> appendCount(text, indent + "  ", inner.getKey(), inner.getValue()));
        } else {
            text.append(String.format("%s%-28s %12s%n", indent, name, value.asString("")));
        }
    }
}
