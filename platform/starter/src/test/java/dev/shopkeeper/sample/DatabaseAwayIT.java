package dev.shopkeeper.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.OrderShipped;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.fault.FaultProxy;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.infrastructure.Database;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@PlatformTest
class DatabaseAwayIT {

    @Autowired
    FaultProxy databaseProxy;

    @Autowired
    Database database;

    @Autowired
    ApiClient api;

    @Autowired
    KafkaProbe kafka;

    @AfterEach
    void heal() {
        databaseProxy.heal();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> api.get("/actuator/health/readiness").status() == 200);
    }

    private long effects(String eventId) throws SQLException {
        try (Connection connection = database.connect();
                var select = connection.prepareStatement("select count(*) from effect where event_id = ?")) {
            select.setString(1, eventId);
            var rows = select.executeQuery();
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void callersAreToldWhenToComeAgainAndEventsWait() throws SQLException {
        databaseProxy.refuse();

        ApiResponse refused = api.as("OPERATOR").post("/admin/v1/notes/away", "");

        assertThat(refused.status()).as(refused.text()).isEqualTo(503);
        assertThat(refused.header("content-type").orElse("")).startsWith("application/problem+json");
        assertThat(refused.header("retry-after")).contains("2");
        assertThat(refused.json().path("code").stringValue()).isEqualTo("database-unavailable");
        assertThat(refused.text()).doesNotContain("127.0.0.1").doesNotContain("PSQLException");
        assertThat(api.get("/actuator/health/readiness").status()).isEqualTo(503);
        assertThat(api.get("/actuator/health/liveness").status()).isEqualTo(200);
        EventEnvelope<OrderShipped> event = new EventEnvelope<>(
                UUID.randomUUID().toString(),
                "/order-service",
                Instant.now(),
                new OrderShipped("waits", null, null, Instant.now()));
        kafka.send(event);
        assertThat(effects(event.id())).isZero();

        databaseProxy.heal();

        await().atMost(Duration.ofSeconds(20))
                .until(() -> api.as("OPERATOR").post("/admin/v1/notes/back", "").status() == 200);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(effects(event.id())).isOne());
        assertThat(kafka.find(
                        "sample-service.dead-letters.v1", record -> record.id().equals(event.id())))
                .as("a database that is away is no fault of an event")
                .isEmpty();
    }

    @Test
    void connectionsThatBreakAreReplaced() {
        assertThat(api.as("OPERATOR").post("/admin/v1/notes/before", "").status())
                .isEqualTo(200);

        databaseProxy.cut();

        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        api.as("OPERATOR").post("/admin/v1/notes/after", "").status() == 200);
    }
}
