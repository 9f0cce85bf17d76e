package dev.shopkeeper.gateway.web;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which web pages may call the gateway.
 *
 * @param allowedOrigins patterns such as {@code https://*.example.com}; none by default
 * @param maxAge how long a browser may remember the answer to a preflight
 */
@ConfigurationProperties("shopkeeper.cors")
public record CorsProperties(
        @DefaultValue List<String> allowedOrigins,
        @DefaultValue("1h") Duration maxAge) {

    public CorsProperties {
        allowedOrigins = List.copyOf(allowedOrigins);
    }
}
