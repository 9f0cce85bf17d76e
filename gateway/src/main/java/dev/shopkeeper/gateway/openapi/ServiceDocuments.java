package dev.shopkeeper.gateway.openapi;

import dev.shopkeeper.starter.security.InternalTokens;
import dev.shopkeeper.starter.security.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The API documents of the services, fetched in the background, soon until each has been seen and rarely then. The last
 * copy of a service that is down stays.
 */
final class ServiceDocuments implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ServiceDocuments.class);
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final Map<String, URI> services;
    private final HttpClient client;
    private final InternalTokens tokens;
    private final Duration refresh;
    private final Duration retry;
    private final Map<String, JsonNode> documents = new ConcurrentHashMap<>();
    private volatile @Nullable Thread worker;

    ServiceDocuments(
            Map<String, URI> services, HttpClient client, InternalTokens tokens, Duration refresh, Duration retry) {
        this.services = new TreeMap<>(services);
        this.client = client;
        this.tokens = tokens;
        this.refresh = refresh;
        this.retry = retry;
    }

    /** The last copy of each that has been seen, in the order of names. */
    Map<String, JsonNode> all() {
        return new LinkedHashMap<>(new TreeMap<>(documents));
    }

    @Override
    public void start() {
        worker = Thread.ofVirtual().name("api-documents").start(this::run);
    }

    private void run() {
        try {
            while (true) {
                boolean complete = true;
                for (Map.Entry<String, URI> service : services.entrySet()) {
                    Optional<JsonNode> fetched = fetch(service.getValue());
                    fetched.ifPresent(document -> documents.put(service.getKey(), document));
                    complete &= documents.containsKey(service.getKey());
                }
                Thread.sleep(complete ? refresh : retry);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the gateway stops
        }
    }

    private Optional<JsonNode> fetch(URI service) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(service + "/v3/api-docs"))
                .timeout(DEADLINE)
                .header("Authorization", "Bearer " + tokens.mint("gateway", Role.STOREFRONT))
                .build();
        try {
            HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() == 200) {
                JsonNode document = JsonMapper.shared().readTree(answer.body());
                return Optional.of(document).filter(found -> found.has("openapi"));
            }
            log.debug("{} has no API document: {}", service, answer.statusCode());
        } catch (IOException | JacksonException e) {
            log.debug("{} has no API document now: {}", service, e.toString());
        }
        return Optional.empty();
    }

    @Override
    public void stop() {
        Thread running = worker;
        if (running != null) {
            running.interrupt();
            worker = null;
        }
    }

    @Override
    public boolean isRunning() {
        return worker != null;
    }
}
