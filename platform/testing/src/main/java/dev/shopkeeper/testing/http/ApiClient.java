package dev.shopkeeper.testing.http;

import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.testing.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls an application as a client would: {@code api.as("OPERATOR").post("/admin/v1/products", body)}. A body is JSON text,
 * bytes, or anything that the event mapper writes (records, maps, nodes; snake_case). Paths are sent as they are given:
 * encode them yourself. Immutable and thread-safe.
 */
public final class ApiClient {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final Supplier<String> baseUrl;
    private final Map<String, String> headers;

    private ApiClient(Supplier<String> baseUrl, Map<String, String> headers) {
        this.baseUrl = baseUrl;
        this.headers = headers;
    }

    /** A client without credentials of the server at this address. */
    public static ApiClient of(String baseUrl) {
        return of(() -> baseUrl);
    }

    /** A client whose address is known only when it is first used. */
    public static ApiClient of(Supplier<String> baseUrl) {
        return new ApiClient(baseUrl, Map.of());
    }

    /** The same client with an internal token of this role. */
    public ApiClient as(String role) {
        return with("Authorization", TestTokens.bearer(role));
    }

    /** The same client with an internal token of this role. */
    public ApiClient as(Enum<?> role) {
        return as(role.name());
    }

    /** The same client with a storefront's internal token that speaks for a user of the shop. */
    public ApiClient speakingFor(String user) {
        return with("Authorization", "Bearer " + TestTokens.speakingFor(user));
    }

    /** The same client with one more header. */
    public ApiClient with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new ApiClient(baseUrl, more);
    }

    public ApiResponse get(String path) {
        return send("GET", path, null);
    }

    public ApiResponse post(String path, Object body) {
        return send("POST", path, body);
    }

    public ApiResponse put(String path, Object body) {
        return send("PUT", path, body);
    }

    public ApiResponse patch(String path, Object body) {
        return send("PATCH", path, body);
    }

    public ApiResponse delete(String path) {
        return send("DELETE", path, null);
    }

    /**
     * Any method, with a body or none.
     *
     * @throws UncheckedIOException if no answer comes
     */
    public ApiResponse send(String method, String path, @Nullable Object body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl.get() + path))
                .timeout(Duration.ofSeconds(60))
                .method(method, publisher(body));
        if (body != null && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::setHeader);
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            return new ApiResponse(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path + " got no answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(method + " " + path + " was interrupted", e);
        }
    }

    private static BodyPublisher publisher(@Nullable Object body) {
        return switch (body) {
            case null -> BodyPublishers.noBody();
            case String text -> BodyPublishers.ofString(text);
            case byte[] bytes -> BodyPublishers.ofByteArray(bytes);
            default -> BodyPublishers.ofByteArray(EventJson.mapper().writeValueAsBytes(body));
        };
    }
}
