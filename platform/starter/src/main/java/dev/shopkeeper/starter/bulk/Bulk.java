package dev.shopkeeper.starter.bulk;

import dev.shopkeeper.starter.problem.ProblemException;
import dev.shopkeeper.starter.problem.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

/**
 * A bulk upload, {@code {"<name>": [entry, ...]}}: the entries that could be read, and what was wrong with the others.
 * Whoever stores the entries may refuse more of them before it asks for the answer. Not thread-safe.
 *
 * @param <T> what an entry is read into
 */
public final class Bulk<T> {

    /** How many entries a bulk upload may have. */
    public static final int LIMIT = 500;

    private final String name;
    private final int size;
    private final List<Entry<T>> entries = new ArrayList<>();
    private final List<BulkError> errors = new ArrayList<>();
    private final Set<Integer> rejected = new HashSet<>();

    private Bulk(String name, int size) {
        this.name = name;
        this.size = size;
    }

    /**
     * One entry that could be read.
     *
     * @param index its place in the upload, from 0
     */
    public record Entry<T>(int index, T value) {}

    /**
     * Reads an upload of 1 to {@value #LIMIT} entries.
     *
     * @throws ProblemException 400 if the body as a whole is not of the form above
     */
    public static <T> Bulk<T> read(JsonNode body, String name, Function<Fields, T> reader) {
        if (!body.isObject()) {
            throw ProblemException.invalid("", Fields.shown(body), "must be an object with '" + name + "'");
        }
        List<Violation> violations = new ArrayList<>();
        for (String field : body.propertyNames()) {
            if (!field.equals(name)) {
                violations.add(new Violation(field, null, "unknown field. Maybe '" + name + "' is meant?"));
            }
        }
        JsonNode list = body.path(name);
        if (!list.isArray()) {
            violations.add(new Violation(name, Fields.shown(list), "must be a list of entries"));
        } else if (list.isEmpty() || list.size() > LIMIT) {
            violations.add(new Violation(name, list.size() + " entries", "must have 1 to " + LIMIT + " entries"));
        }
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
        Bulk<T> bulk = new Bulk<>(name, list.size());
        for (int index = 0; index < list.size(); index++) {
            bulk.readEntry(index, list.get(index), reader);
        }
        return bulk;
    }

    private void readEntry(int index, JsonNode node, Function<Fields, T> reader) {
        List<Violation> violations = new ArrayList<>();
        T value = Fields.read(node, "", violations, reader);
        if (violations.isEmpty() && value != null) {
            entries.add(new Entry<>(index, value));
        } else {
            violations.forEach(violation -> reject(index, violation.name(), violation.value(), violation.message()));
        }
    }

    /** The entries that were not refused so far, in the order of the upload. */
    public List<Entry<T>> entries() {
        return entries.stream()
                .filter(entry -> !rejected.contains(entry.index()))
                .toList();
    }

    /** Refuses an entry: the caller stores nothing of it. */
    public void reject(Entry<T> entry, String field, @Nullable Object value, String message) {
        reject(entry.index(), field, value, message);
    }

    private void reject(int index, String field, @Nullable Object value, String message) {
        rejected.add(index);
        errors.add(new BulkError(index, field, value, message));
    }

    /**
     * What to answer once the entries are stored.
     *
     * @throws ProblemException 400 {@code all-rejected} if none was
     */
    public BulkAnswer answer() {
        errors.sort((one, other) -> Integer.compare(one.index(), other.index()));
        if (rejected.size() == size) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "all-rejected",
                    "All " + size + " entries were rejected; nothing was stored.",
                    errors.stream()
                            .map(error ->
                                    new Violation(path(error.index(), error.name()), error.value(), error.message()))
                            .toList(),
                    null);
        }
        return new BulkAnswer(size - rejected.size(), rejected.size(), errors);
    }

    private String path(int index, String field) {
        String entry = name + "[" + index + "]";
        return field.isEmpty() ? entry : entry + "." + field;
    }
}
