package dev.shopkeeper.gateway.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.gateway.GatewayApplication;
import dev.shopkeeper.gateway.GatewayFixture;
import dev.shopkeeper.testing.TestTokens;
import dev.shopkeeper.testing.fault.FaultProxy;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.infrastructure.KafkaServer;
import dev.shopkeeper.testing.infrastructure.PlatformServers;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A gateway of its own, whose broker goes away and comes back. */
class KafkaAwayIT {

    private static final Duration DEADLINE = Duration.ofSeconds(1);

    @Test
    void tellsCallersWhenToComeAgainAndTakesEventsOnceKafkaIsBack() throws IOException {
        try (FaultProxy proxy = FaultProxy.before("127.0.0.1", 1, 7)) {
            KafkaServer kafka = PlatformServers.newKafkaBehind(proxy);
            try (ConfigurableApplicationContext gateway = gateway(kafka);
                    KafkaProbe probe = new KafkaProbe(kafka.bootstrapServers())) {
                ApiClient api = ApiClient.of(
                                "http://127.0.0.1:" + gateway.getEnvironment().getProperty("local.server.port"))
                        .with("X-API-Key", GatewayFixture.STOREFRONT_KEY);
                assertThat(api.post("/api/v1/events", event("before")).status()).isEqualTo(202);

                proxy.refuse();
                ApiResponse refused = api.post("/api/v1/events", event("during"));

                assertThat(refused.status()).as(refused.text()).isEqualTo(503);
                assertThat(refused.header("retry-after")).contains("1");
                assertThat(refused.header("content-type").orElse("")).startsWith("application/problem+json");
                assertThat(refused.json().path("code").stringValue()).isEqualTo("events-not-stored");

                proxy.heal();

                String after = event("after");
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> api.post("/api/v1/events", after).status() == 202);
                assertThat(probe.find("behaviour.events.v1", record -> after.contains(record.id())))
                        .isPresent();
            }
        }
    }

    private static String event(String name) {
        return """
                {"event_id":"%s-%s","event_name":"view_promotion","user_id":"u-1"}""".formatted(name, UUID.randomUUID());
    }

    private static ConfigurableApplicationContext gateway(KafkaServer kafka) {
        return new SpringApplicationBuilder(GatewayApplication.class)
                .initializers(new GatewayFixture())
                .run(
                        "--server.port=0",
                        "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                        "--shopkeeper.security.internal-secret=" + TestTokens.SECRET,
                        "--shopkeeper.collector.deadline=" + DEADLINE.toMillis() + "ms",
                        "--spring.jmx.enabled=false");
    }
}
