package dev.shopkeeper.starter.bulk;

import dev.shopkeeper.starter.problem.ProblemException;
import dev.shopkeeper.starter.problem.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A bulk upload, {@code {"<name>": [entry, ...]}}: the entries that could be read, and what was wrong with the others.
 * Whoever stores the entries may refuse more of them before it asks for the answer; what a transaction refused is
 * forgotten when it is rolled back, so that it can be done again. Not thread-safe.
 *
 * @param <T> what an entry is read into
 */
public final class Bulk<T> {

    /** How many entries a bulk upload may have. */
    public static final int LIMIT = 500;

    private final String name;
    private final int size;
    private int unchanged = -1;
    private final List<Entry<T>> entries = new ArrayList<>();
    private final List<BulkError> errors = new ArrayList<>();
    private final Set<Integer> rejected = new HashSet<>();

    private boolean inTransaction;

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
    public static <T> Bulk<T> read(JsonNode body, String name, Instant now, Function<Fields, T> reader) {
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
        return of(List.copyOf(list.values()), name, now, reader);
    }

    /** Entries that did not come in a request, as many as there are. */
    public static <T> Bulk<T> of(
            List<? extends JsonNode> entries, String name, Instant now, Function<Fields, T> reader) {
        Bulk<T> bulk = new Bulk<>(name, entries.size());
        for (int index = 0; index < entries.size(); index++) {
            List<Violation> violations = new ArrayList<>();
            T value = Fields.entry(entries.get(index), now, violations, reader);
            if (value == null) {
                bulk.reject(index, BulkError.INVALID, violations);
            } else {
                bulk.entries.add(new Entry<>(index, value));
            }
        }
        return bulk;
    }

    /** The JSON Schema of the uploads that {@link #read} takes. */
    public static ObjectNode schema(String name, Function<Fields, ?> reader) {
        return Shape.bulk(name, LIMIT, entry -> Fields.describe(entry, reader));
    }

    /** The entries that were not refused so far, in the order of the upload. */
    public List<Entry<T>> entries() {
        return entries.stream()
                .filter(entry -> !rejected.contains(entry.index()))
                .toList();
    }

    /**
     * Refuses an entry: the caller stores nothing of it.
     *
     * @param code stable name of the reason
     */
    public void reject(Entry<T> entry, String code, String field, @Nullable Object value, String message) {
        reject(entry, code, List.of(new Violation(field, value, message)));
    }

    /** Refuses an entry for several reasons. */
    public void reject(Entry<T> entry, String code, List<Violation> violations) {
        reject(entry.index(), code, violations);
    }

    /** Refuses an entry as one by itself was refused. */
    public void reject(Entry<T> entry, ProblemException refusal) {
        List<Violation> violations = refusal.violations();
        reject(
                entry,
                refusal.code(),
                violations.isEmpty()
                        ? List.of(new Violation("", null, String.valueOf(refusal.getMessage())))
                        : violations);
    }

    private void reject(int index, String code, List<Violation> violations) {
        forgetOnRollback();
        rejected.add(index);
        violations.forEach(each -> errors.add(new BulkError(index, code, each.name(), each.value(), each.message())));
    }

    /** Notes how many of the entries were there already with the same content. */
    public void unchanged(int number) {
        unchanged = number;
    }

    private void forgetOnRollback() {
        if (inTransaction || !TransactionSynchronizationManager.isSynchronizationActive()) {
            return;
        }
        inTransaction = true;
        List<BulkError> before = List.copyOf(errors);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                inTransaction = false;
                if (status != STATUS_COMMITTED) {
                    errors.clear();
                    errors.addAll(before);
                    rejected.clear();
                    before.forEach(error -> rejected.add(error.index()));
                }
            }
        });
    }

    /**
     * What to answer once the entries are stored.
     *
     * @throws ProblemException 400 {@code all-rejected} if none was
     */
    public BulkAnswer answer() {
        BulkAnswer outcome = outcome();
        if (rejected.size() == size) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "all-rejected",
                    size == 1
                            ? "The entry was rejected; nothing was stored."
                            : "All " + size + " entries were rejected; nothing was stored.",
                    errors.stream()
                            .map(error ->
                                    new Violation(path(error.index(), error.name()), error.value(), error.message()))
                            .toList(),
                    null);
        }
        return outcome;
    }

    /** What became of the entries, whether or not any was stored. */
    public BulkAnswer outcome() {
        errors.sort(Comparator.comparingInt(BulkError::index));
        return new BulkAnswer(size - rejected.size(), unchanged < 0 ? null : unchanged, rejected.size(), errors);
    }

    private String path(int index, String field) {
        String entry = name + "[" + index + "]";
        return field.isEmpty() ? entry : entry + "." + field;
    }
}
