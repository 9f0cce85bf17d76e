package dev.shopkeeper.testing.fuzz;

import dev.shopkeeper.testing.http.ApiResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends fuzz requests; where the server asks to slow down, it does. Not thread-safe. */
final class FuzzClient {

    private static final int PATIENCE = 6;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final FuzzOptions options;
    private final AtomicInteger sent = new AtomicInteger();

    FuzzClient(FuzzOptions options) {
        this.options = options;
    }

    int sent() {
        return sent.get();
    }

    /**
     * The answer.
     *
     * @throws IOException if there is none
     */
    ApiResponse send(FuzzRequest request) throws IOException {
        ApiResponse response = once(request);
        for (int i = 0; i < PATIENCE && response.status() == 429; i++) {
            pause(response);
            response = once(request);
        }
        return response;
    }

    private ApiResponse once(FuzzRequest request) throws IOException {
        byte[] body = request.body();
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(options.baseUrl() + request.target()))
                .timeout(options.timeout())
                .method(request.method(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        request.headers().forEach(builder::setHeader);
        sent.incrementAndGet();
        try {
            var response = http.send(builder.build(), BodyHandlers.ofByteArray());
            return new ApiResponse(response.statusCode(), response.headers(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static void pause(ApiResponse response) throws IOException {
        long seconds = response.header("Retry-After")
                .filter(value -> value.matches("\\d{1,3}"))
                .map(Long::parseLong)
                .orElse(1L);
        try {
            Thread.sleep(Duration.ofSeconds(Math.min(seconds, 3)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
