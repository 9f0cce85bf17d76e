package dev.shopkeeper.starter.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** What to answer to a failure, before it is bound to a request. */
public record ProblemAnswer(
        HttpStatus status,
        String code,
        String detail,
        List<Violation> errors,
        @Nullable String hint,
        HttpHeaders headers) {

    public ProblemAnswer {
        errors = List.copyOf(errors);
    }

    public static ProblemAnswer of(HttpStatus status, String code, String detail) {
        return new ProblemAnswer(status, code, detail, List.of(), null, new HttpHeaders());
    }

    public static ProblemAnswer invalid(List<Violation> errors) {
        return of(HttpStatus.BAD_REQUEST, "invalid-request", "The request has invalid fields.")
                .withErrors(errors);
    }

    public static ProblemAnswer invalid(String name, @Nullable Object value, String message) {
        return invalid(List.of(new Violation(name, value, message)));
    }

    public ProblemAnswer withErrors(List<Violation> more) {
        return new ProblemAnswer(status, code, detail, more, hint, headers);
    }

    public ProblemAnswer withHint(String advice) {
        return new ProblemAnswer(status, code, detail, errors, advice, headers);
    }

    public ProblemAnswer withHeader(String name, String value) {
        HttpHeaders more = new HttpHeaders();
        more.putAll(headers);
        more.set(name, value);
        return new ProblemAnswer(status, code, detail, errors, hint, more);
    }
}
