package dev.shopkeeper.starter.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A request that cannot be served, thrown anywhere on the request's thread and rendered as problem details. */
public class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String code;
    private final transient List<Violation> violations;
    private final @Nullable String hint;

    /**
     * @param code stable, machine-readable, kebab-case: {@code unknown-item}
     * @param hint advice for the caller, or null
     */
    public ProblemException(
            HttpStatus status, String code, String detail, List<Violation> violations, @Nullable String hint) {
        super(detail);
        this.status = status;
        this.code = code;
        this.violations = List.copyOf(violations);
        this.hint = hint;
    }

    /** 400 for input that breaks its schema, naming every field and value. */
    public static ProblemException invalid(List<Violation> violations) {
        return new ProblemException(
                HttpStatus.BAD_REQUEST, "invalid-request", "The request has invalid fields.", violations, null);
    }

    /** 400 for one bad field. */
    public static ProblemException invalid(String name, @Nullable Object value, String message) {
        return invalid(List.of(new Violation(name, value, message)));
    }

    /** 404 for a thing that is not there. */
    public static ProblemException notFound(String what, String id) {
        return new ProblemException(
                HttpStatus.NOT_FOUND,
                "not-found",
                "There is no " + what + " '" + id + "'.",
                List.of(new Violation("id", id, "unknown " + what)),
                null);
    }

    /** 409 for a change that the present state refuses. */
    public static ProblemException conflict(String code, String detail, @Nullable String hint) {
        return new ProblemException(HttpStatus.CONFLICT, code, detail, List.of(), hint);
    }

    public HttpStatus status() {
        return status;
    }

    public String code() {
        return code;
    }

    public List<Violation> violations() {
        return violations;
    }

    public @Nullable String hint() {
        return hint;
    }
}
