package dev.shopkeeper.testing.fuzz;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request ready to be sent.
 *
 * @param target path and query, percent-encoded
 * @param sent what was made wrong, or {@code valid}
 * @param refusal what has to become of it
 */
record FuzzRequest(
        String method,
        String target,
        Map<String, String> headers,
        byte @Nullable [] body,
        String sent,
        Refusal refusal) {

    /** What the answer to a request has to be, beside being documented. */
    enum Refusal {
        /** Anything. */
        NONE,
        /** An error, since the request breaks the document. */
        INVALID,
        /** 401 or 403, since the request has no valid credentials. */
        UNAUTHENTICATED,
        /** An error that needs not be documented, since no operation was called. */
        NO_OPERATION,
        /** An error, or a connection that is cut while the body is still coming. */
        TOO_LARGE
    }

    FuzzRequest named(String mutation, Refusal due) {
        return new FuzzRequest(method, target, headers, body, mutation, due);
    }

    FuzzRequest method(String other) {
        return new FuzzRequest(other, target, headers, body, sent, refusal);
    }

    FuzzRequest target(String other) {
        return new FuzzRequest(method, other, headers, body, sent, refusal);
    }

    FuzzRequest body(byte @Nullable [] other) {
        return new FuzzRequest(method, target, headers, other, sent, refusal);
    }

    /** With a header, or without it for null. */
    FuzzRequest header(String name, @Nullable String value) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        if (value == null) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return new FuzzRequest(method, target, changed, body, sent, refusal);
    }
}
