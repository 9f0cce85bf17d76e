package dev.shopkeeper.local.cli;

import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.local.key.DevelopmentKeys;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Speaks to the gateway, like any other client of the platform: to the one in {@code .shop}, or to that of {@code
 * SHOPKEEPER_URL} with {@code SHOPKEEPER_KEY}.
 */
final class PlatformClient {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** An upload of gigabytes takes its time. */
    private static final Duration UPLOAD_PATIENCE = Duration.ofHours(2);

    private final URI gateway;
    private final String key;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(3))
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    private PlatformClient(URI gateway, String key) {
        this.gateway = gateway;
        this.key = key;
    }

    static PlatformClient of(Context context) {
        Map<String, String> environment = context.environment();
        Map<String, String> keys = DevelopmentKeys.read(context.home().keysFile());
        String url = environment.getOrDefault("SHOPKEEPER_URL", keys.getOrDefault(DevelopmentKeys.URL, ""));
        String key = environment.getOrDefault("SHOPKEEPER_KEY", keys.getOrDefault(DevelopmentKeys.ADMIN, ""));
        if (url.isBlank()) {
            throw new UnreachableException(
                    "No platform was ever started in " + context.home().root()
                            + ". Maybe start it with ./shop up, or name one with SHOPKEEPER_URL and SHOPKEEPER_KEY.",
                    null);
        }
        try {
            return of(URI.create(url), key);
        } catch (IllegalArgumentException e) {
            throw new UsageException("SHOPKEEPER_URL is '" + url + "', which is no address");
        }
    }

    /** To the platform behind this gateway. */
    static PlatformClient of(URI gateway, String key) {
        String address = gateway.toString();
        return new PlatformClient(URI.create(address.endsWith("/") ? address : address + "/"), key);
    }

    URI gateway() {
        return gateway;
    }

    JsonNode get(String path) {
        return body(send(request(path).timeout(PATIENCE).GET().build()));
    }

    /** Posts JSON, or nothing when it is empty, and never twice by accident. */
    HttpResponse<String> post(String path, String json) {
        HttpRequest.Builder request = request(path)
                .timeout(PATIENCE)
                .header("Idempotency-Key", UUID.randomUUID().toString());
        if (json.isEmpty()) {
            return send(request.POST(BodyPublishers.noBody()).build());
        }
        return send(request.header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    JsonNode upload(String path, BodyPublisher content) {
        return body(send(request(path)
                .timeout(UPLOAD_PATIENCE)
                .header("Content-Type", "application/octet-stream")
                .POST(content)
                .build()));
    }

    static JsonNode body(HttpResponse<String> answer) {
        if (answer.body() == null || answer.body().isBlank()) {
            return EventJson.mapper().createObjectNode();
        }
        try {
            return EventJson.mapper().readTree(answer.body());
        } catch (JacksonException e) {
            throw new RefusedException(
                    answer.statusCode(), "The answer to " + answer.uri() + " is not JSON: " + head(answer.body()));
        }
    }

    static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve(path))
                .header("Accept", "application/json, application/problem+json");
        return key.isEmpty() ? request : request.header("X-API-Key", key);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() == 401 || answer.statusCode() == 403) {
                throw new UnreachableException(
                        gateway + " turned the key away (" + answer.statusCode()
                                + "). Maybe SHOPKEEPER_KEY is another platform's, or lacks the right: "
                                + problem(answer),
                        null);
            }
            if (answer.statusCode() >= 400) {
                throw new RefusedException(answer.statusCode(), problem(answer));
            }
            return answer;
        } catch (ConnectException e) {
            throw new UnreachableException(
                    "No platform answers at " + gateway + ". Maybe start it with ./shop up in another terminal.", e);
        } catch (IOException e) {
            throw new UnreachableException(
                    "The connection to " + request.uri() + " broke: " + e + ". Maybe ./shop status says more.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableException("Interrupted", e);
        }
    }

    /** A problem detail as a person reads it: title, detail, each error with its value, the hint. */
    private static String problem(HttpResponse<String> answer) {
        JsonNode problem;
        try {
            problem = EventJson.mapper().readTree(answer.body());
        } catch (JacksonException e) {
            return answer.statusCode() + " " + head(answer.body());
        }
        StringBuilder text = new StringBuilder().append(answer.statusCode());
        for (String field : new String[] {"code", "title", "detail"}) {
            if (problem.path(field).isString()) {
                text.append(field.equals("code") ? " " : ": ")
                        .append(problem.path(field).asString());
            }
        }
        for (JsonNode error : problem.path("errors")) {
            text.append("\n    ")
                    .append(error.path("name").asString(""))
                    .append(" = ")
                    .append(error.path("value"))
                    .append(": ")
                    .append(error.path("message").asString(""));
        }
        if (problem.path("hint").isString()) {
            text.append("\n    ").append(problem.path("hint").asString());
        }
        return text.toString();
    }

    private static String head(String body) {
        return body.length() <= 200 ? body : body.substring(0, 200) + "...";
    }
}
