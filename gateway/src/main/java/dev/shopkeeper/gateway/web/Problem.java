package dev.shopkeeper.gateway.web;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Problem details of RFC 9457 as the gateway itself answers them, in filters and routes, where no controller advice
 * reaches.
 *
 * @param code stable, machine-readable, kebab-case
 * @param errors offending names and values
 * @param hint advice for the caller
 * @param retryAfter when to come again
 */
public record Problem(
        HttpStatus status,
        String code,
        String detail,
        List<?> errors,
        @Nullable String hint,
        @Nullable Duration retryAfter) {

    public static Problem of(HttpStatus status, String code, String detail) {
        return new Problem(status, code, detail, List.of(), null, null);
    }

    public Problem withErrors(List<?> offending) {
        return new Problem(status, code, detail, offending, hint, retryAfter);
    }

    public Problem withHint(@Nullable String advice) {
        return new Problem(status, code, detail, errors, advice, retryAfter);
    }

    public Problem withRetryAfter(Duration time) {
        return new Problem(status, code, detail, errors, hint, time);
    }

    /** Whole seconds for {@code Retry-After}, at least one. */
    public @Nullable String retryAfterSeconds() {
        return retryAfter == null ? null : Long.toString(Math.max(1, (retryAfter.toMillis() + 999) / 1000));
    }

    /** The members of the JSON object. */
    public Map<String, Object> body(String instance, @Nullable String correlationId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "urn:shopkeeper:problem:" + code);
        body.put("title", status.getReasonPhrase());
        body.put("status", status.value());
        body.put("detail", detail);
        body.put("instance", instance);
        body.put("code", code);
        body.put("errors", errors);
        if (hint != null) {
            body.put("hint", hint);
        }
        if (correlationId != null) {
            body.put("correlation_id", correlationId);
        }
        return body;
    }
}
