package dev.shopkeeper.gateway;

import dev.shopkeeper.starter.openapi.OpenApiAutoConfiguration;
import dev.shopkeeper.starter.web.WebAutoConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts the gateway application. It limits bodies by route and describes its own statuses, so it does without the
 * starter's limits and descriptions.
 */
@SpringBootApplication(exclude = {WebAutoConfiguration.class, OpenApiAutoConfiguration.class})
public class GatewayApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(GatewayApplication.class, arguments);
    }
}
