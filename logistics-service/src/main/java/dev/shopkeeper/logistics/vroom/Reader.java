package dev.shopkeeper.logistics.vroom;

import dev.shopkeeper.starter.bulk.Fields;
import dev.shopkeeper.starter.problem.ProblemException;
import dev.shopkeeper.starter.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads JSON by name and type, and notes all that is wrong with it; whoever reads asks at the end. Not thread-safe. */
final class Reader {

    private static final int MOST_VIOLATIONS = 50;

    private final List<Violation> violations = new ArrayList<>();

    /** Notes something wrong. */
    void refuse(String path, @Nullable JsonNode value, String message) {
        if (violations.size() < MOST_VIOLATIONS) {
            violations.add(new Violation(path, value == null ? null : Fields.shown(value), message));
        }
    }

    /** @throws ProblemException 400 if anything was wrong */
    void finish() {
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
    }

    boolean fine() {
        return violations.isEmpty();
    }

    /**
     * Refuses what an object has beside what it may have, each by its name.
     *
     * @param lacking what VROOM knows and this does not do
     */
    void only(JsonNode object, String path, Set<String> known, Set<String> lacking) {
        if (!object.isObject()) {
            refuse(path, object, "must be an object");
            return;
        }
        for (String name : object.propertyNames()) {
            if (lacking.contains(name)) {
                refuse(at(path, name), object.get(name), "is not supported");
            } else if (!known.contains(name)) {
                refuse(at(path, name), object.get(name), "is not known; known are " + String.join(", ", known));
            }
        }
    }

    static String at(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** A whole number, or {@code absent}. */
    long whole(JsonNode object, String path, String name, long absent, long least, long most) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return absent;
        }
        return whole(value, at(path, name), absent, least, most);
    }

    long whole(JsonNode value, String path, long instead, long least, long most) {
        if (!value.isNumber() || !value.canConvertToExactIntegral() || !value.canConvertToLong()) {
            refuse(path, value, "must be a whole number");
            return instead;
        }
        long number = value.longValue();
        if (number < least || number > most) {
            refuse(path, value, "must be from " + least + " to " + most);
            return instead;
        }
        return number;
    }

    /** A number that is finite, or {@code absent}. */
    double number(JsonNode object, String path, String name, double absent, double least, double most) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return absent;
        }
        if (!value.isNumber() || !(value.doubleValue() >= least && value.doubleValue() <= most)) {
            refuse(at(path, name), value, "must be a number from " + least + " to " + most);
            return absent;
        }
        return value.doubleValue();
    }

    /** The entries of a list; none where it is absent. */
    List<JsonNode> list(JsonNode object, String path, String name, int most) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            refuse(at(path, name), value, "must be a list");
            return List.of();
        }
        if (value.size() > most) {
            refuse(at(path, name), null, "has " + value.size() + " entries; at most are " + most);
            return List.of();
        }
        return value.values().stream().toList();
    }

    /** Whole numbers in a list; none where it is absent. */
    List<Long> wholes(JsonNode object, String path, String name, int most, long least, long greatest) {
        List<JsonNode> entries = list(object, path, name, most);
        List<Long> wholes = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            wholes.add(whole(entries.get(i), at(path, name) + "[" + i + "]", least, least, greatest));
        }
        return wholes;
    }
}
