package dev.shopkeeper.inventory.imports.sink;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How imports reach other services.
 *
 * @param orderUrl of the order service
 * @param requestTimeout of one bulk
 * @param longestWait between two tries while a service is down
 */
@ConfigurationProperties("shopkeeper.imports.sink")
record SinkProperties(
        @DefaultValue("http://localhost:8084") URI orderUrl,
        @DefaultValue("60s") Duration requestTimeout,
        @DefaultValue("15s") Duration longestWait) {}
