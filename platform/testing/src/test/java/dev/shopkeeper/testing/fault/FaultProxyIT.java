package dev.shopkeeper.testing.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopkeeper.events.Topic;
import dev.shopkeeper.testing.infrastructure.Database;
import dev.shopkeeper.testing.infrastructure.PlatformServers;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The proxy before the real servers. */
@Timeout(90)
class FaultProxyIT {

    @Test
    void aCutDatabaseConnectionIsAnErrorAndTheNextOneWorks() throws Exception {
        try (FaultProxy proxy = PlatformServers.newProxyBeforePostgres(42)) {
            Database database = PlatformServers.postgres().newDatabase("cut").through(proxy);
            try (var connection = database.connect();
                    var statement = connection.createStatement()) {
                statement.execute("select 1");
                proxy.cut();
                assertThatThrownBy(() -> statement.execute("select 1")).isInstanceOf(SQLException.class);
            }
            try (var connection = database.connect()) {
                assertThat(connection.isValid(5)).isTrue();
            }
        }
    }

    @Test
    void whatIsSentIntoABlackHoleArrivesInKafkaOnceItHeals() throws Exception {
        try (FaultProxy proxy = FaultProxy.before("127.0.0.1", 1, 42)) {
            var kafka = PlatformServers.newKafkaBehind(proxy);
            try (KafkaProbe probe = new KafkaProbe(kafka.bootstrapServers())) {
                String topic = Topic.MARKET.topicName();
                probe.send(topic, "before", "1", Map.of());
                proxy.blackHole();
                var late = CompletableFuture.supplyAsync(() -> probe.send(topic, "late", "2", Map.of()));
                assertThatThrownBy(() -> late.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);

                proxy.heal();

                late.get(20, TimeUnit.SECONDS);
                probe.await(topic, record -> "late".equals(record.key()), Duration.ofSeconds(20));
                assertThat(probe.readAll(topic)).hasSize(2);
            }
        }
    }
}
