package dev.shopkeeper.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.ItemUpserted;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A message that nobody can read is set aside, and what comes after it is not held up. */
class DeadLettersIT {

    private final RunningPlatform platform = RunningPlatform.get();

    @Test
    void parksAPoisonMessageAndGoesOnWithThePartition() {
        String key = "poison-" + UUID.randomUUID();
        try (KafkaProbe kafka = platform.kafka()) {
            // given: a message that claims to be an item and is none, and after it, with the same key, a true one
            kafka.send(
                    Topic.CATALOGUE_NAME,
                    key,
                    "{\"item_id\": [broken",
                    Map.of(
                            "ce_id",
                            key,
                            "ce_source",
                            "/somebody",
                            "ce_type",
                            ItemUpserted.TYPE,
                            "ce_time",
                            Instant.now().toString(),
                            "ce_specversion",
                            "1.0",
                            "content-type",
                            "application/json"));
            kafka.send(new EventEnvelope<>(UUID.randomUUID().toString(), "/somebody", Instant.now(), item(key)));
        }

        // then: the true one had its effect
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode answer = platform.storefront().get("/api/v1/prices/" + key).json();
            assertThat(answer.path("price").path("amount").asString(""))
                    .as(answer.toString())
                    .isEqualTo("12.50");
        });

        // and: the poison is listed, can be read, and a replay of it fails again without harm
        JsonNode parked =
                await().atMost(Duration.ofSeconds(30)).until(() -> parked(key), node -> !node.isMissingNode());
        String path = "/admin/v1/pricing/dead-letters/" + parked.path("id").asString();
        assertThat(platform.operator().get(path).status()).isEqualTo(200);
        ApiResponse replayed = platform.admin().post(path + "/replay", "{}");
        assertThat(replayed.status()).as(replayed.text()).isLessThan(500);
        assertThat(platform.admin().post(path + "/discard", "{}").status()).isEqualTo(200);
    }

    private JsonNode parked(String key) {
        JsonNode list = platform.operator()
                .get("/admin/v1/pricing/dead-letters?limit=200")
                .json();
        return list.path("items")
                .valueStream()
                .filter(letter -> letter.toString().contains(key))
                .findFirst()
                .orElse(tools.jackson.databind.node.MissingNode.getInstance());
    }

    private static ItemUpserted item(String id) {
        return new ItemUpserted(
                id,
                Map.of("en", "A true item"),
                null,
                null,
                null,
                List.of("kitchen"),
                Map.of(),
                null,
                Money.of("12.50", "CNY"),
                null,
                null,
                null,
                true,
                Instant.now());
    }
}
