package dev.shopkeeper.starter.warmup;

import dev.shopkeeper.starter.security.InternalTokens;
import dev.shopkeeper.starter.security.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.env.Environment;

/** Calls the application's own paths over HTTP; readiness follows the runners. Its failures are nobody's trouble. */
class WarmUp implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    private final WarmUpProperties properties;
    private final InternalTokens tokens;
    private final Environment environment;

    WarmUp(WarmUpProperties properties, InternalTokens tokens, Environment environment) {
        this.properties = properties;
        this.tokens = tokens;
        this.environment = environment;
    }

    @Override
    public void run(ApplicationArguments arguments) throws InterruptedException {
        String port = environment.getProperty("local.server.port");
        if (port == null || properties.paths().isEmpty()) {
            return;
        }
        long begun = System.nanoTime();
        long end = begun + properties.deadline().toNanos();
        String token = "Bearer " + tokens.mint("warm-up", Role.OPERATOR);
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (int round = 0; round < properties.rounds() && System.nanoTime() < end; round++) {
                for (String path : properties.paths()) {
                    client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .timeout(Duration.ofSeconds(5))
                                    .header("Authorization", token)
                                    .build(),
                            BodyHandlers.discarding());
                }
            }
        } catch (IOException e) {
            LOG.debug("Warm-up ended early", e);
        }
        LOG.info("Warmed up in {} ms", (System.nanoTime() - begun) / 1_000_000);
    }
}
