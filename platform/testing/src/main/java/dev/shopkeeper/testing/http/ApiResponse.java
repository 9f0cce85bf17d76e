package dev.shopkeeper.testing.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shopkeeper.events.EventJson;
import java.net.http.HttpHeaders;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** An answer as it came over the wire. */
public record ApiResponse(int status, HttpHeaders headers, byte[] bytes) {

    /** First value of a header. */
    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** Content type without parameters, {@code application/problem+json}, or empty text. */
    public String contentType() {
        return header("Content-Type").orElse("").replaceFirst(";.*", "").strip();
    }

    /** The body as text. */
    public String text() {
        return new String(bytes, UTF_8);
    }

    /**
     * The body as JSON; a missing node if it is empty.
     *
     * @throws tools.jackson.core.JacksonException if it is not JSON
     */
    public JsonNode json() {
        return EventJson.mapper().readTree(bytes);
    }

    @Override
    public String toString() {
        return status + " " + contentType() + " " + text();
    }
}
