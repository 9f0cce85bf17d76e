package dev.shopkeeper.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.ItemUpserted;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.PriceChanged;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.infrastructure.Database;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import dev.shopkeeper.testing.process.ServiceProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Promotions that processes begin and end that are killed; the one of the test looks at none. */
@PlatformTest(properties = "shopkeeper.pricing.promotion.interval=1h")
class KilledPromotionsIT {

    private static final int ITEMS = 200;
    private static final int KILLED_AFTER = 60;

    @Autowired
    private ApiClient anybody;

    @Autowired
    private Database database;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private KafkaProbe kafka;

    @Autowired
    @Qualifier("promotionClock")
    private SmartLifecycle clock;

    @TempDir
    private Path folder;

    private final String prefix = "k" + UUID.randomUUID().toString().substring(0, 8) + "-";

    @Test
    void leaveEveryPriceAsItWasWhereProcessesAreKilledWhileTheyBeginAndEnd() {
        // given
        ApiClient api = anybody.as(Role.OPERATOR);
        List<String> items = IntStream.range(0, ITEMS)
                .mapToObj(i -> prefix + "%03d".formatted(i))
                .toList();
        items.forEach(this::list);
        await().atMost(Duration.ofSeconds(30)).until(() -> count("item_price where item_id like ?") == ITEMS);
        approve(api, promotion(api, items));

        // when a process is killed while promotions begin
        try (ServiceProcess first = service()) {
            first.awaitWhileItRuns(() -> live() >= KILLED_AFTER);
        }

        // then each has begun or it has not
        int begun = live();
        assertThat(begun).isBetween(KILLED_AFTER, ITEMS - 1);
        assertThat(count("item_price where item_id like ? and price = 8")).isEqualTo(begun);
        assertThat(count("price_ledger where item_id like ? and reason = 'promotion'"))
                .isEqualTo(begun);

        // when their time is over, another is killed while they end, and this one starts to look
        jdbc.update("update suggestion set ends_at = now() where item_id like ? and ends_at is not null", like());
        try (ServiceProcess second = service()) {
            second.awaitWhileItRuns(() -> live() < begun);
        }
        clock.stop();
        clock.start();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> live() == 0 && count("outbox where aggregateid like ?") == 0);

        // then every price is as before, and was told as often as it changed
        assertThat(count("item_price where item_id like ? and price = 10")).isEqualTo(ITEMS);
        assertThat(count("price_ledger where item_id like ? and reason = 'promotion'"))
                .isEqualTo(begun);
        assertThat(count("price_ledger where item_id like ? and reason = 'list-price'"))
                .isEqualTo(ITEMS + begun);
        assertThatPricesAreToldInTheirOrder(begun);
    }

    private void assertThatPricesAreToldInTheirOrder(int begun) {
        Map<String, StringBuilder> told = new HashMap<>();
        kafka.readAll(Topic.PRICE_NAME).stream()
                .filter(record -> String.valueOf(record.key()).startsWith(prefix))
                .forEach(record -> {
                    String price =
                            record.as(PriceChanged.class).price().amount().toPlainString();
                    StringBuilder own =
                            told.computeIfAbsent(Objects.requireNonNull(record.key()), any -> new StringBuilder());
                    // a killed process may tell again what it had told
                    if (!own.toString().endsWith(price + " ")) {
                        own.append(price).append(' ');
                    }
                });
        assertThat(told).hasSize(ITEMS);
        assertThat(told.values().stream().map(StringBuilder::toString).filter("10.00 8.00 10.00 "::equals))
                .hasSize(begun);
        assertThat(told.values().stream().map(StringBuilder::toString).filter("10.00 "::equals))
                .hasSize(ITEMS - begun);
    }

    private String promotion(ApiClient api, List<String> items) {
        Instant from = Instant.now().plusSeconds(12);
        String id = prefix + "promotion";
        ApiResponse answer = api.post(
                PricedItem.PROMOTIONS,
                Map.of(
                        "promotion_id",
                        id,
                        "names",
                        Map.of("en", "Spring"),
                        "item_ids",
                        items,
                        "discount",
                        0.2,
                        "from",
                        from.toString(),
                        "to",
                        from.plusSeconds(3_600).toString()));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.json().path("items")).hasSize(ITEMS);
        return answer.text();
    }

    private void approve(ApiClient api, String promotion) {
        for (JsonNode item :
                dev.shopkeeper.events.EventJson.mapper().readTree(promotion).path("items")) {
            ApiResponse answer = api.send(
                    "POST",
                    PricedItem.SUGGESTIONS + "/" + item.path("suggestion_id").asString() + "/approve",
                    null);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        }
    }

    private void list(String item) {
        kafka.send(new EventEnvelope<>(
                UUID.randomUUID().toString(),
                "/test",
                PricedItem.LISTED,
                new ItemUpserted(
                        item,
                        Map.of("en", "Cup"),
                        null,
                        null,
                        null,
                        List.of("kitchen"),
                        Map.of(),
                        Money.of("6.00", "CNY"),
                        Money.of("10.00", "CNY"),
                        null,
                        null,
                        null,
                        true,
                        PricedItem.LISTED)));
    }

    private int live() {
        return count("suggestion where item_id like ? and state = 'LIVE'");
    }

    private String like() {
        return prefix + "%";
    }

    private int count(String rows) {
        return Objects.requireNonNull(jdbc.queryForObject("select count(*) from " + rows, Integer.class, like()));
    }

    private ServiceProcess service() {
        return ServiceProcess.start(
                PricingApplication.class, database, folder, "--shopkeeper.pricing.promotion.interval=100ms");
    }
}
