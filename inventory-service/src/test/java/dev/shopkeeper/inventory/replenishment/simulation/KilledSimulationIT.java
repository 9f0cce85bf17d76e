package dev.shopkeeper.inventory.replenishment.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.inventory.InventoryApplication;
import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.infrastructure.Database;
import dev.shopkeeper.testing.process.ServiceProcess;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Runs in processes of their own, which are killed; the one of the test runs no jobs. */
@PlatformTest(properties = {"shopkeeper.jobs.concurrency=0", "shopkeeper.replenishment.schedule=-"})
class KilledSimulationIT {

    private static final int ITEMS = 60;
    private static final int KILLED_AFTER = 8;

    @Autowired
    private ApiClient anybody;

    @Autowired
    private Database database;

    @Autowired
    private JdbcTemplate jdbc;

    @TempDir
    private Path folder;

    private final String prefix = "ks-" + UUID.randomUUID() + "-";

    @Test
    void isTakenUpByAnotherProcessAndComesToTheSameAsOneThatWasNot() {
        // given
        ApiClient api = anybody.as(Role.OPERATOR);
        String body = sell(api);
        ApiResponse asked = api.post("/admin/v1/policies/simulate", body);
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);

        // when
        try (ServiceProcess first = service()) {
            first.awaitWhileItRuns(() -> done(asked) >= KILLED_AFTER);
        }

        // then what came of the first items is kept
        int before = done(asked);
        assertThat(before).isBetween(KILLED_AFTER, ITEMS - 1);
        assertThat(simulation(api, asked).path("state").asString("")).isEqualTo("RUNNING");
        assertThat(simulation(api, asked).has("result")).isFalse();

        // when another process goes on, and one is asked for that nothing disturbs
        try (ServiceProcess second = service()) {
            second.awaitWhileItRuns(
                    () -> done(asked) > before || simulation(api, asked).has("result"));
            ApiResponse again = api.post("/admin/v1/policies/simulate", body);
            second.awaitWhileItRuns(
                    () -> simulation(api, asked).path("state").asString("").equals("SUCCEEDED")
                            && simulation(api, again).path("state").asString("").equals("SUCCEEDED"));

            // then both tell the same
            JsonNode result = simulation(api, asked).path("result");
            assertThat(result.path("by_item").size()).isEqualTo(ITEMS);
            assertThat(result).isEqualTo(simulation(api, again).path("result"));
            assertThat(jdbc.queryForObject("select attempts from job where id = ?::uuid", Integer.class, id(asked)))
                    .isEqualTo(2);
            assertThat(done(asked)).isZero();
        }
    }

    private String sell(ApiClient api) {
        Instant now = Instant.now();
        List<String> products = new ArrayList<>();
        List<String> movements = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            String item = prefix + i;
            ids.add("\"" + item + "\"");
            products.add("{\"item_id\":\"%s\",\"titles\":{\"en\":\"Tea\"}}".formatted(item));
            movements.add(movement(item, 0, "received", 5_000, now.minus(600, ChronoUnit.DAYS)));
            for (int sale = 1; sale <= 6; sale++) {
                movements.add(movement(item, sale, "sold", 5 * sale + i, now.minus(90L * sale, ChronoUnit.DAYS)));
            }
        }
        accepted(api.post("/admin/v1/products", "{\"products\":[" + String.join(",", products) + "]}"));
        accepted(api.post("/admin/v1/stock/movements", "{\"movements\":[" + String.join(",", movements) + "]}"));
        return """
                {"item_ids":[%s],"location_id":"main","days":540,"bucket_days":1,
                 "policy":{"kind":"fixed_lots","target":{"kind":"fill_rate","level":0.95}},
                 "costs":{"holding_per_unit_day":0.01,"per_order":5,"shortage_per_unit":2}}
                """.formatted(String.join(",", ids));
    }

    private static String movement(String item, int number, String reason, int quantity, Instant at) {
        return """
                {"movement_id":"%s-%d","item_id":"%s","location_id":"main","reason":"%s","quantity":%d,"occurred_at":"%s"}
                """.formatted(item, number, item, reason, quantity, at);
    }

    private static void accepted(ApiResponse answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("rejected").asInt()).as(answer.text()).isZero();
    }

    private static String id(ApiResponse asked) {
        return asked.json().path("simulation_id").asString("");
    }

    private int done(ApiResponse asked) {
        return Objects.requireNonNull(jdbc.queryForObject(
                "select count(*) from policy_simulation_item where simulation_id = ?::uuid and result is not null",
                Integer.class,
                id(asked)));
    }

    private static JsonNode simulation(ApiClient api, ApiResponse asked) {
        return api.get(asked.header("Location").orElseThrow()).json();
    }

    private ServiceProcess service() {
        return ServiceProcess.start(
                InventoryApplication.class,
                database,
                folder,
                "--shopkeeper.replenishment.schedule=-",
                "--shopkeeper.jobs.lease=1s",
                "--shopkeeper.jobs.poll=100ms");
    }
}
