package dev.shopkeeper.starter.problem;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import tools.jackson.core.JacksonException;

/** Requests that do not fit: method, media types, body, credentials, paths. */
final class RequestProblems implements ProblemTranslator {

    @Override
    public Optional<ProblemAnswer> translate(Throwable failure) {
        return Optional.ofNullable(
                switch (failure) {
                    case ProblemException problem ->
                        new ProblemAnswer(
                                problem.status(),
                                problem.code(),
                                problem.getMessage() == null ? problem.code() : problem.getMessage(),
                                problem.violations(),
                                problem.hint(),
                                retryAfter(problem.status()));
                    case BodyTooLargeException tooLarge -> tooLarge(tooLarge.limit());
                    case MaxUploadSizeExceededException tooLarge -> tooLarge(tooLarge.getMaxUploadSize());
                    case MultipartException broken -> ProblemAnswer.invalid("body", null, "is no valid multipart body");
                    case HttpMessageNotReadableException unreadable -> unreadable(unreadable);
                    case HttpRequestMethodNotSupportedException method -> method(method);
                    case HttpMediaTypeNotSupportedException type -> contentType(type);
                    case HttpMediaTypeNotAcceptableException accept -> accept(accept);
                    case RequestRejectedException rejected -> StatusProblems.of(HttpStatus.BAD_REQUEST);
                    case AccessDeniedException denied ->
                        StatusProblems.of(isAnonymous() ? HttpStatus.UNAUTHORIZED : HttpStatus.FORBIDDEN);
                    case AuthenticationException unknown -> StatusProblems.of(HttpStatus.UNAUTHORIZED);
                    default -> null;
                });
    }

    /** Asked last: what Spring itself gives a status. */
    static Optional<ProblemAnswer> byStatus(Throwable failure) {
        if (failure instanceof ErrorResponse response) {
            HttpStatus status = HttpStatus.resolve(response.getStatusCode().value());
            if (status != null) {
                return Optional.of(StatusProblems.of(status));
            }
        }
        return Optional.empty();
    }

    private static HttpHeaders retryAfter(HttpStatus status) {
        HttpHeaders headers = new HttpHeaders();
        if (status == HttpStatus.SERVICE_UNAVAILABLE || status == HttpStatus.TOO_MANY_REQUESTS) {
            headers.set(HttpHeaders.RETRY_AFTER, "2");
        }
        return headers;
    }

    private static ProblemAnswer tooLarge(long limit) {
        ProblemAnswer answer = StatusProblems.of(HttpStatus.CONTENT_TOO_LARGE);
        return limit < 0
                ? answer
                : answer.withErrors(List.of(new Violation("body", null, "must have at most " + limit + " bytes")));
    }

    private static ProblemAnswer unreadable(HttpMessageNotReadableException unreadable) {
        for (Throwable cause = unreadable.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof BodyTooLargeException tooLarge) {
                return tooLarge(tooLarge.limit());
            }
        }
        for (Throwable cause = unreadable.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof JacksonException json) {
                return JsonProblems.of(json);
            }
        }
        return ProblemAnswer.invalid("body", null, "is missing or cannot be read");
    }

    private static ProblemAnswer method(HttpRequestMethodNotSupportedException failure) {
        String[] supported = failure.getSupportedMethods();
        String allowed = supported == null ? "" : String.join(", ", supported);
        return StatusProblems.of(HttpStatus.METHOD_NOT_ALLOWED)
                .withErrors(List.of(new Violation("method", failure.getMethod(), "must be one of " + allowed)))
                .withHeader(HttpHeaders.ALLOW, allowed);
    }

    private static ProblemAnswer contentType(HttpMediaTypeNotSupportedException failure) {
        MediaType sent = failure.getContentType();
        String taken = list(failure.getSupportedMediaTypes());
        return StatusProblems.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE)
                .withErrors(List.of(new Violation(
                        "Content-Type", sent == null ? null : sent.toString(), "must be one of " + taken)))
                .withHeader(HttpHeaders.ACCEPT, taken);
    }

    private static ProblemAnswer accept(HttpMediaTypeNotAcceptableException failure) {
        return StatusProblems.of(HttpStatus.NOT_ACCEPTABLE)
                .withErrors(List.of(
                        new Violation("Accept", null, "must allow one of " + list(failure.getSupportedMediaTypes()))));
    }

    private static String list(List<MediaType> types) {
        return types.stream().map(MediaType::toString).distinct().collect(Collectors.joining(", "));
    }

    private static boolean isAnonymous() {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        return caller == null || caller instanceof AnonymousAuthenticationToken || !caller.isAuthenticated();
    }
}
