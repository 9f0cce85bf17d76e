package dev.shopkeeper.demo.feed;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Speaks to a gateway with one key. What cannot be done now (429, 502, 503, 504, a
 * collision with another change, no connection) is tried again after the
 * time that the answer asks for, or a growing one, as long as {@code patience} lasts. Thread-safe.
 */
public final class GatewayClient {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final long FIRST_WAIT_MILLIS = 200;
    private static final long LONGEST_WAIT_MILLIS = 10_000;

    private final HttpClient http;
    private final URI gateway;
    private final String key;
    private final Duration patience;
    private final AtomicLong retries = new AtomicLong();

    /** An answer: the status and the body, missing where it is no JSON. */
    public record Answer(int status, JsonNode body) {

        public boolean ok() {
            return status >= 200 && status < 300;
        }
    }

    public GatewayClient(URI gateway, String key, Duration patience) {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
        this.gateway = gateway;
        this.key = key;
        this.patience = patience;
    }

    /** How often something had to be tried again. */
    long retries() {
        return retries.get();
    }

    public Answer get(String path) throws GatewayException, InterruptedException {
        return send(path, request(path).GET().build());
    }

    /** As above, on behalf of a user, whom the shop's server has signed for. */
    public Answer get(String path, String userToken) throws GatewayException, InterruptedException {
        return send(path, request(path).header("X-User-Token", userToken).GET().build());
    }

    public Answer post(String path, byte[] json) throws GatewayException, InterruptedException {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json))
                .build();
        return send(path, request);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(ANSWER)
                .header("Accept", "application/json, application/problem+json")
                .header("X-API-Key", key);
    }

    private Answer send(String path, HttpRequest request) throws GatewayException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        long wait = FIRST_WAIT_MILLIS;
        while (true) {
            String failure;
            long asked = 0;
            try {
                HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
                int status = response.statusCode();
                if (status == 401 || status == 403) {
                    throw new GatewayException(gateway + path + " answered " + status
                            + " to this key. Maybe it is not a secret key with the role OPERATOR?");
                }
                Answer answer = new Answer(status, json(response.body()));
                boolean collided =
                        status == 409 && answer.body().path("code").asString("").equals("concurrent-change");
                if (status != 429 && (status < 502 || status > 504) && !collided) {
                    return answer;
                }
                failure = "answered " + status;
                asked = 1000
                        * response.headers().firstValueAsLong("Retry-After").orElse(0);
            } catch (NumberFormatException e) {
                failure = "asked to wait until a date";
            } catch (IOException e) {
                failure = "could not be reached (" + e + ")";
            }
            long pause = Math.max(asked, wait);
            if (System.nanoTime() + pause * 1_000_000 > deadline) {
                throw new GatewayException(
                        gateway + path + " " + failure + " for " + patience.toSeconds()
                                + " s. Maybe the platform is not running; what was sent is safe, and sending again is harmless.");
            }
            retries.incrementAndGet();
            Thread.sleep(pause);
            wait = Math.min(LONGEST_WAIT_MILLIS, wait * 2);
        }
    }

    private static JsonNode json(byte[] body) {
        try {
            return body.length == 0 ? MissingNode.getInstance() : Bodies.JSON.readTree(body);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }
}
