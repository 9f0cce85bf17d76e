package dev.shopkeeper.starter.problem;

import java.util.Locale;
import org.springframework.http.HttpStatus;

/** Problems that are known by their status alone. */
final class StatusProblems {

    private StatusProblems() {}

    static ProblemAnswer of(HttpStatus status) {
        return switch (status) {
            case BAD_REQUEST ->
                ProblemAnswer.of(status, "invalid-request", "The request cannot be understood.")
                        .withHint("Maybe a character in its path, query or headers is not percent-encoded?");
            case UNAUTHORIZED ->
                ProblemAnswer.of(status, "unauthenticated", "The request carries no valid credentials.")
                        .withHint("Send an API key or a bearer token.");
            case FORBIDDEN ->
                ProblemAnswer.of(status, "forbidden", "These credentials do not allow this request.")
                        .withHint("Maybe it needs a key of a higher role?");
            case NOT_FOUND -> ProblemAnswer.of(status, "not-found", "There is nothing at this path.");
            case METHOD_NOT_ALLOWED ->
                ProblemAnswer.of(status, "method-not-allowed", "This path does not take that method.");
            case NOT_ACCEPTABLE ->
                ProblemAnswer.of(
                        status, "not-acceptable", "Nothing of what the Accept header asks for can be produced.");
            case CONTENT_TOO_LARGE ->
                ProblemAnswer.of(status, "content-too-large", "The request's body is too large.")
                        .withHint("Maybe send it in several requests?");
            case UNSUPPORTED_MEDIA_TYPE ->
                ProblemAnswer.of(status, "unsupported-media-type", "The request's content type is not taken here.");
            case SERVICE_UNAVAILABLE ->
                ProblemAnswer.of(status, "unavailable", "The service cannot answer at the moment.")
                        .withHeader("Retry-After", "2");
            case INTERNAL_SERVER_ERROR ->
                ProblemAnswer.of(status, "internal-error", "Something failed that should not have.");
            default ->
                ProblemAnswer.of(
                        status,
                        status.getReasonPhrase().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"),
                        status.getReasonPhrase() + ".");
        };
    }
}
