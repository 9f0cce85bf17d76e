package dev.shopkeeper.order.orders;

import static dev.shopkeeper.order.orders.OrderUploads.line;
import static dev.shopkeeper.order.orders.OrderUploads.newId;
import static dev.shopkeeper.order.orders.OrderUploads.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.DeliveryCompleted;
import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Uploads of the same orders in opposite orders, while deliveries of them are heard. */
@PlatformTest
class CollisionsIT {

    private static final int ORDERS = 60;
    private static final Instant NOW = Instant.parse("2026-03-06T00:00:00Z");

    private final ApiClient api;
    private final KafkaProbe kafka;
    private final JdbcTemplate jdbc;

    @Autowired
    CollisionsIT(ApiClient api, KafkaProbe kafka, JdbcTemplate jdbc) {
        this.api = api.as(Role.OPERATOR);
        this.kafka = kafka;
        this.jdbc = jdbc;
    }

    @RepeatedTest(3)
    void neverRefuseAnUploadForTheSakeOfAnother(RepetitionInfo repetition) throws Exception {
        // given
        Random random = new Random(repetition.getCurrentRepetition());
        String run = newId("o");
        List<String> orders = IntStream.range(0, ORDERS)
                .mapToObj(number -> run + "-" + (1000 + number))
                .toList();
        assertThat(api.post(
                                "/admin/v1/orders",
                                Map.of(
                                        "orders",
                                        orders.stream()
                                                .map(id -> order(id, line("1", 10, "2.50")))
                                                .toList()))
                        .status())
                .isEqualTo(200);
        long deadlocksBefore = deadlocks();

        // when
        List<Callable<ApiResponse>> uploads = new ArrayList<>();
        for (int number = 0; number < 6; number++) {
            List<String> shuffled = new ArrayList<>(number % 2 == 0 ? orders : orders.reversed());
            if (number >= 4) {
                Collections.shuffle(shuffled, random);
            }
            uploads.add(() -> api.post("/admin/v1/returns", returnsOf(shuffled)));
        }
        List<String> handedOver = new ArrayList<>(orders);
        Collections.shuffle(handedOver, random);
        List<ApiResponse> answers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(uploads.size() + 1)) {
            Future<?> deliveries = threads.submit(() -> handedOver.forEach(this::deliver));
            for (Future<ApiResponse> answer : threads.invokeAll(uploads)) {
                answers.add(answer.get());
            }
            deliveries.get();
        }

        // then
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            assertThat(answer.json().path("accepted").asInt()).isEqualTo(ORDERS);
        });
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(count("select count(*) from shop_order where state = 'DELIVERED'", run))
                        .isEqualTo(ORDERS));
        assertThat(count("select sum(returned_quantity) from order_line where true", run))
                .isEqualTo(6L * ORDERS);
        assertThat(deadlocks()).isEqualTo(deadlocksBefore);
    }

    private static Map<String, Object> returnsOf(List<String> orders) {
        return Map.of(
                "returns",
                orders.stream()
                        .map(id -> Map.of(
                                "return_id",
                                newId("r"),
                                "order_id",
                                id,
                                "kind",
                                "refund",
                                "lines",
                                List.of(Map.of("line_id", "1", "quantity", 1)),
                                "requested_at",
                                "2026-03-05T00:00:00Z"))
                        .toList());
    }

    private void deliver(String orderId) {
        kafka.send(new EventEnvelope<>(
                newId("e"), "/test", NOW, new DeliveryCompleted("d-" + orderId, orderId, null, NOW)));
    }

    private long count(String query, String run) {
        Long count = jdbc.queryForObject(query + " and order_id like ?", Long.class, run + "%");
        return count == null ? 0 : count;
    }

    /** How many deadlocks this database has ever resolved, as far as its sessions have told. */
    private long deadlocks() {
        Long deadlocks = jdbc.queryForObject(
                "select deadlocks from pg_stat_database where datname = current_database()", Long.class);
        return deadlocks == null ? 0 : deadlocks;
    }
}
