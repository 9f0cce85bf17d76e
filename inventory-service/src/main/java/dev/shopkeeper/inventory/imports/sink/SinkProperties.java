package dev.shopkeeper.inventory.imports.sink;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How imports reach other services.
 *
 * @param gatewayUrl of the gateway, whose collector takes behaviour
 * @param orderUrl of the order service
 * @param membershipUrl of the membership service
 * @param pricingUrl of the pricing service
 * @param logisticsUrl of the logistics service
 * @param requestTimeout of one bulk
 * @param longestWait between two tries while a service is down
 */
@ConfigurationProperties("shopkeeper.imports.sink")
record SinkProperties(
        @DefaultValue("http://localhost:8080") URI gatewayUrl,
        @DefaultValue("http://localhost:8084") URI orderUrl,
        @DefaultValue("http://localhost:8082") URI membershipUrl,
        @DefaultValue("http://localhost:8083") URI pricingUrl,
        @DefaultValue("http://localhost:8085") URI logisticsUrl,
        @DefaultValue("60s") Duration requestTimeout,
        @DefaultValue("15s") Duration longestWait) {}
