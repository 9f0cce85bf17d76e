package dev.shopkeeper.starter.web;

import dev.shopkeeper.starter.problem.ProblemException;
import dev.shopkeeper.starter.problem.Violation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Checks the parameters of a request, collecting every fault before it refuses. Not thread-safe: one a request. */
public final class Inputs {

    private static final int ID_LENGTH = 128;

    private final List<Violation> violations = new ArrayList<>();

    /** An id of 1 to 128 characters, none of them a control character; or none. */
    public Inputs id(String name, @Nullable String value) {
        if (value != null
                && (value.isEmpty()
                        || value.codePointCount(0, value.length()) > ID_LENGTH
                        || value.codePoints().anyMatch(Character::isISOControl))) {
            violations.add(
                    new Violation(name, shortened(value), "must have 1 to 128 characters, no control characters"));
        }
        return this;
    }

    /** A list of ids. */
    public Inputs ids(String name, Collection<String> values, int most) {
        if (values.size() > most) {
            violations.add(new Violation(name, values.size() + " values", "must have at most " + most + " values"));
        } else {
            values.forEach(value -> id(name, value));
        }
        return this;
    }

    public Inputs between(String name, @Nullable Integer value, int least, int most) {
        if (value != null && (value < least || value > most)) {
            violations.add(new Violation(name, value, "must be between " + least + " and " + most));
        }
        return this;
    }

    public Inputs oneOf(String name, @Nullable String value, Set<String> values) {
        if (value != null && !values.contains(value)) {
            violations.add(new Violation(
                    name, shortened(value), "must be one of " + String.join(", ", new TreeSet<>(values))));
        }
        return this;
    }

    public Inputs refuse(boolean wrong, String name, @Nullable Object value, String message) {
        if (wrong) {
            violations.add(new Violation(name, value, message));
        }
        return this;
    }

    /** @throws ProblemException naming every fault found */
    public void check() {
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
    }

    private static String shortened(String value) {
        return value.length() <= ID_LENGTH ? value : value.substring(0, ID_LENGTH) + "…";
    }
}
