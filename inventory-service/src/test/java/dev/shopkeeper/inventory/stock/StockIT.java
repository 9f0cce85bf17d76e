package dev.shopkeeper.inventory.stock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.events.GoodsReceived;
import dev.shopkeeper.events.StockLevelChanged;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.inventory.InventoryIT;
import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

class StockIT extends InventoryIT {

    private static final int CLIENTS = 20;

    @Autowired
    private ApiClient api;

    @Autowired
    private KafkaProbe kafka;

    @Autowired
    private JdbcTemplate jdbc;

    private final String item = "s-" + UUID.randomUUID();

    @BeforeEach
    void createItem() {
        api.as(Role.OPERATOR).put("/admin/v1/products/" + item, "{\"titles\":{\"en\":\"Stocked\"}}");
    }

    private String movement(String id, String reason, long quantity) {
        return "{\"movement_id\":\"%s\",\"item_id\":\"%s\",\"location_id\":\"north\",\"reason\":\"%s\",\"quantity\":%d}"
                .formatted(id, item, reason, quantity);
    }

    private ApiResponse move(String... movements) {
        return api.as(Role.OPERATOR)
                .post("/admin/v1/stock/movements", "{\"movements\":[" + String.join(",", movements) + "]}");
    }

    private String level() {
        return api.as(Role.OPERATOR).get("/admin/v1/stock/" + item).json().path("on_hand") + " "
                + api.as(Role.OPERATOR).get("/admin/v1/stock/" + item).json().path("reserved");
    }

    @Test
    void appliesEveryReasonInOrder() {
        ApiResponse answer = move(
                movement(item + 1, "received", 10),
                movement(item + 2, "reserved", 4),
                movement(item + 3, "sold", 7),
                movement(item + 4, "sold", 6),
                movement(item + 5, "released", 5),
                movement(item + 6, "returned", 1),
                movement(item + 7, "adjusted", -1),
                movement(item + 8, "adjusted", -1));

        assertThat(answer.json().path("accepted").asInt()).isEqualTo(5);
        assertThat(answer.text()).contains("insufficient-stock", "insufficient-reservation", "only 6 available");
        assertThat(level()).isEqualTo("4 4");
        move(movement(item + 9, "counted", 2));
        assertThat(level()).isEqualTo("2 4");
        assertThat(kafka.await(
                                Topic.STOCK_NAME,
                                record -> item.equals(record.key())
                                        && record.type().equals(GoodsReceived.TYPE))
                        .as(GoodsReceived.class)
                        .quantity())
                .isEqualTo(10);
        assertThat(api.as(Role.OPERATOR)
                        .get("/admin/v1/stock/" + item + "/movements?limit=2")
                        .json()
                        .path("items"))
                .hasSize(2);
    }

    @Test
    void countsTheLevelsItTellsSoThatTheLastOneStandsWhateverComesFirst() {
        move(movement(item + 1, "received", 10), movement(item + 2, "sold", 4));
        move(movement(item + 3, "sold", 1));

        kafka.await(
                Topic.STOCK_NAME,
                record -> item.equals(record.key())
                        && record.type().equals(StockLevelChanged.TYPE)
                        && record.as(StockLevelChanged.class).onHand() == 5);
        List<StockLevelChanged> told = kafka.readAll(Topic.STOCK_NAME).stream()
                .filter(record -> item.equals(record.key()) && record.type().equals(StockLevelChanged.TYPE))
                .map(record -> record.as(StockLevelChanged.class))
                .toList();
        assertThat(told).extracting(StockLevelChanged::version).doesNotContainNull();
        assertThat(told.getLast().version()).isEqualTo(3);
        assertThat(told.getLast().onHand()).isEqualTo(5);
    }

    @Test
    void takesAMovementOnceAndRefusesItsIdForAnother() {
        move(movement(item, "received", 10));

        ApiResponse again = move(movement(item, "received", 10));
        ApiResponse other = move(movement(item, "received", 11));

        assertThat(again.json().path("unchanged").asInt()).isEqualTo(1);
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.text()).contains("all-rejected", "id of another movement");
        assertThat(level()).isEqualTo("10 0");
    }

    @Test
    void leavesNoTraceOfWhatItRefused() {
        assertThat(move(movement(item, "sold", 1)).status()).isEqualTo(400);
        assertThat(move(movement(item, "received", 1).replace(item + "\",\"loc", "nobody\",\"loc"))
                        .text())
                .contains("is not in the catalogue");

        assertThat(jdbc.queryForObject("select count(*) from stock_level where item_id = ?", Integer.class, item))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "2023-12-01T00:00:00Z, must be at most 730 days before occurred_at",
        "2026-01-01T00:00:01Z, must not be after occurred_at"
    })
    void refusesAReceiptThatNobodyCanHaveWaitedForLikeThat(String orderedAt, String message) {
        ApiResponse answer = move(movement(item, "received", 1)
                .replace("}", ",\"ordered_at\":\"" + orderedAt + "\",\"occurred_at\":\"2026-01-01T00:00:00Z\"}"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/name").asString("")).isEqualTo("movements[0].ordered_at");
        assertThat(answer.json().at("/errors/0/value").asString("")).isEqualTo(orderedAt);
        assertThat(answer.json().at("/errors/0/message").asString("")).contains(message);
    }

    @Test
    void neverSellsMoreThanThereIsHoweverManyAskAtOnce() throws Exception {
        move(movement(item + "-in", "received", 100));

        List<Future<Integer>> sold = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            for (int client = 0; client < CLIENTS; client++) {
                String name = item + "-" + client + "-";
                sold.add(clients.submit(() -> {
                    int accepted = 0;
                    for (int i = 0; i < 10; i++) {
                        // every movement is sent twice; only one of them counts
                        for (int twice = 0; twice < 2; twice++) {
                            ApiResponse answer = move(movement(name + i, "sold", 1));
                            if (answer.status() == 200) {
                                accepted += answer.json().path("accepted").asInt()
                                        - answer.json().path("unchanged").asInt();
                            }
                        }
                    }
                    return accepted;
                }));
            }
        }
        int total = 0;
        for (Future<Integer> client : sold) {
            total += client.get();
        }

        assertThat(total).isEqualTo(100);
        assertThat(level()).isEqualTo("0 0");
        assertThat(jdbc.queryForObject(
                        "select sum(on_hand_change) from stock_movement where item_id = ?", Long.class, item))
                .isZero();
        assertThat(jdbc.queryForObject("select min(on_hand) from stock_movement where item_id = ?", Long.class, item))
                .isZero();
    }
}
