package dev.shopkeeper.logistics.tours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.logistics.LogisticsApplication;
import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.infrastructure.Database;
import dev.shopkeeper.testing.process.ServiceProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Tours are planned in a process of its own, which is killed over and over; the one of the test plans none. */
@PlatformTest(properties = "shopkeeper.tours.automatic=false")
class KilledPlanningIT {

    private static final int DELIVERIES = 120;
    private static final int KILLS = 4;

    private final ApiClient api;
    private final Database database;
    private final JdbcTemplate jdbc;
    private final String depot = "depot-" + UUID.randomUUID();

    @TempDir
    private Path folder = Path.of("");

    @Autowired
    KilledPlanningIT(ApiClient api, Database database, JdbcTemplate jdbc) {
        this.api = api.as(Role.OPERATOR);
        this.database = database;
        this.jdbc = jdbc;
    }

    @BeforeEach
    @AfterEach
    void empty() {
        for (String table :
                List.of("tour_stop", "tour_absence", "tour", "replanning", "vehicle", "tour_wish", "depot")) {
            jdbc.update("delete from " + table);
        }
        jdbc.update("delete from delivery where state = 'WAITING'");
    }

    @Test
    void losesNoWishAndLeavesNoHalfOfAPlan() {
        // given
        ok(api.put("/admin/v1/depots/" + depot, Map.of("latitude", 31.2, "longitude", 121.5, "time_zone", "UTC")));
        for (String van : List.of("a", "b", "c")) {
            ok(api.put(
                    "/admin/v1/vehicles/" + van,
                    Map.of(
                            "depot_id",
                            depot,
                            "capacity_grams",
                            1_000_000,
                            "shift_from",
                            "00:00",
                            "shift_to",
                            "23:59")));
        }

        // when
        int unanswered = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            upload(kill * DELIVERIES / KILLS, (kill + 1) * DELIVERIES / KILLS);
            long before = planned();
            try (ServiceProcess process = service()) {
                process.awaitWhileItRuns(() -> planned() > before && wishes() == 0);
                jdbc.update("insert into tour_wish (depot_id, cause, asked_at) values (?, 'again', now())", depot);
                // a search takes 300 ms at least: it is killed in the midst of one, later ones while it writes or seeks
                // again
                await().pollDelay(Duration.ofMillis(200 + 130L * kill)).until(() -> true);
            }
            unanswered += wishes() > 0 ? 1 : 0;
            assertThatTheTablesAgree();
        }

        // then
        assertThat(unanswered).isPositive();
        try (ServiceProcess last = service()) {
            last.awaitWhileItRuns(() -> wishes() == 0);
        }
        assertThatTheTablesAgree();
        assertThat(count("tour_stop") + count("tour_absence")).isEqualTo(DELIVERIES);
    }

    /** Each delivery is in one tour or absent, each tour's stops are in a row, and what is told of is what is there. */
    private void assertThatTheTablesAgree() {
        assertThat(count("tour_stop join tour_absence using (delivery_id)")).isZero();
        assertThat(count("tour where not exists (select from tour_stop where tour_stop.tour_id = tour.tour_id)"))
                .isZero();
        assertThat(
                        count(
                                "(select tour_id from tour_stop group by tour_id having max(stop_index) <> count(*) - 1) as gap"))
                .isZero();
        assertThat(count("(select tour_id from tour join tour_stop using (tour_id) group by tour_id, tour.cost,"
                        + " tour.fixed_cost, tour.return_cost having abs(sum(tour_stop.cost) + tour.fixed_cost"
                        + " + tour.return_cost - tour.cost) > 0.01) as wrong"))
                .isZero();
    }

    private void upload(int from, int to) {
        ok(api.post(
                "/admin/v1/deliveries",
                Map.of(
                        "deliveries",
                        IntStream.range(from, to)
                                .mapToObj(i -> Map.of(
                                        "delivery_id",
                                        depot + "-" + i,
                                        "address",
                                        Map.of(
                                                "latitude",
                                                31.2 + 0.05 * Math.cos(i * 2.4),
                                                "longitude",
                                                121.5 + 0.001 * i % 0.1),
                                        "requested_at",
                                        Instant.now().minus(Duration.ofHours(2)).toString()))
                                .toList())));
    }

    private static void ok(ApiResponse answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private long planned() {
        Long planned = jdbc.queryForObject("select planned from depot where depot_id = ?", Long.class, depot);
        return planned == null ? 0 : planned;
    }

    private long wishes() {
        return count("tour_wish");
    }

    private long count(String from) {
        Long count = jdbc.queryForObject("select count(*) from " + from, Long.class);
        return count == null ? 0 : count;
    }

    private ServiceProcess service() {
        return ServiceProcess.start(LogisticsApplication.class, database, folder);
    }
}
