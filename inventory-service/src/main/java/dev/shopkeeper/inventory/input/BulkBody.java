package dev.shopkeeper.inventory.input;

import dev.shopkeeper.starter.problem.ProblemException;
import dev.shopkeeper.starter.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The body of a bulk: one list of 1 to 500 entries under one name. */
public final class BulkBody {

    public static final int MAXIMUM_ENTRIES = 500;

    private BulkBody() {}

    /**
     * The entries of a body.
     *
     * @throws ProblemException 400 where the body has another shape, no entry, or too many
     */
    public static List<JsonNode> entries(@Nullable JsonNode body, String name) {
        List<Violation> violations = new ArrayList<>();
        JsonFields fields = JsonFields.of(body, "", violations);
        if (fields == null) {
            throw ProblemException.invalid("body", null, "must be a JSON object with a list '" + name + "'");
        }
        JsonNode list = fields.take(name);
        fields.end();
        if (list == null) {
            fields.missing(name);
        } else if (!list.isArray()) {
            fields.violation(name, JsonFields.shown(list), "must be a list");
        } else if (list.isEmpty()) {
            fields.violation(name, 0, "must have at least one entry");
        } else if (list.size() > MAXIMUM_ENTRIES) {
            fields.violation(name, list.size(), "must have at most " + MAXIMUM_ENTRIES + " entries");
        }
        if (!violations.isEmpty() || list == null) {
            throw ProblemException.invalid(violations);
        }
        return List.copyOf(list.values());
    }
}
