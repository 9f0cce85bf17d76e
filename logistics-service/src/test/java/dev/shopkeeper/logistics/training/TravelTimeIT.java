package dev.shopkeeper.logistics.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.learning.DataSet;
import dev.shopkeeper.logistics.traveltime.City;
import dev.shopkeeper.logistics.traveltime.GreatCircle;
import dev.shopkeeper.logistics.traveltime.Leg;
import dev.shopkeeper.logistics.traveltime.Seen;
import dev.shopkeeper.logistics.traveltime.ServiceTime;
import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** What is learnt of travel times from deliveries and traffic in the database, in the trainer's own process. */
@PlatformTest
class TravelTimeIT {

    private static final Duration DONE = Duration.ofMinutes(3);
    private static final String MODEL = "/admin/v1/logistics/models/" + TravelTime.NAME;
    private static final int PAGE = 500;
    private static final double LATITUDE = 31.2;
    private static final double LONGITUDE = 121.4;

    private final ApiClient anybody;
    private final ApiClient api;
    private final JdbcTemplate jdbc;
    private final TravelTime definition;

    @Autowired
    TravelTimeIT(ApiClient api, JdbcTemplate jdbc, TravelTime definition) {
        this.anybody = api;
        this.api = api.as(Role.OPERATOR);
        this.jdbc = jdbc;
        this.definition = definition;
    }

    @BeforeEach
    void begin() {
        leave();
        jdbc.update(
                "insert into depot (depot_id, latitude, longitude, time_zone) values ('!first', ?, ?, ?)",
                LATITUDE,
                LONGITUDE,
                City.ZONE.getId());
    }

    /** Leaves no champion and nothing to learn from, which the other tests of this module do not have. */
    @AfterEach
    void leave() {
        jdbc.update("delete from delivery where delivery_id like 'drive-%'");
        jdbc.update("delete from travel_time where zone_id like 'z_'");
        jdbc.update("delete from zone_speed where zone_id like 'z_'");
        jdbc.update("delete from depot where depot_id = '!first'");
        while (!api.get(MODEL).json().path("champion_version").asString("").equals("none")) {
            ApiResponse answer = anybody.as(Role.ADMIN).post(MODEL + "/rollback", Map.of("reason", "end of the test"));
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        }
        await().atMost(DONE)
                .until(() -> api.get(MODEL)
                        .json()
                        .path("serving_version")
                        .asString("")
                        .equals("none"));
    }

    private void tellTraffic(List<Seen> traffic) {
        for (int from = 0; from < traffic.size(); from += PAGE) {
            List<Map<String, Object>> page = new ArrayList<>();
            for (Seen seen : traffic.subList(from, Math.min(traffic.size(), from + PAGE))) {
                page.add(Map.of(
                        "zone_id", seen.zoneId(),
                        "speed_metres_per_second", seen.metresPerSecond(),
                        "observed_at", seen.at().toString()));
            }
            ApiResponse answer = api.post("/admin/v1/travel-times", Map.of("travel_times", page));
            assertThat(answer.json().path("accepted").asInt()).as(answer.text()).isEqualTo(page.size());
        }
    }

    private void keep(List<Drive> drives) {
        List<Object[]> rows = new ArrayList<>();
        for (Drive drive : drives) {
            Leg leg = drive.leg();
            ServiceTime service = drive.service();
            Instant arrivedAt = leg.departedAt().plusMillis(Math.round(1_000 * leg.seconds()));
            double north = Math.toDegrees(leg.metres() / GreatCircle.DETOUR / GreatCircle.RADIUS);
            rows.add(new Object[] {
                "drive-" + leg.departedAt() + "-" + rows.size(),
                leg.toZone(),
                LATITUDE + north,
                LONGITUDE,
                time(leg.departedAt().minusSeconds(86_400)),
                time(arrivedAt),
                service == null ? null : time(drive.endedAt()),
                service == null || service.weightGrams() == null ? null : Math.round(service.weightGrams()),
                time(leg.departedAt()),
                leg.fromZone(),
                LATITUDE,
                LONGITUDE
            });
        }
        jdbc.batchUpdate("""
                insert into delivery (delivery_id, state, zone_id, latitude, longitude, requested_at, arrived_at, completed_at,
                    weight_grams, departed_at, departed_zone_id, departed_latitude, departed_longitude)
                values (?, 'COMPLETED', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", rows);
    }

    private static @Nullable Timestamp time(Instant at) {
        return Timestamp.from(at);
    }

    private JsonNode train() {
        ApiResponse asked = api.post(MODEL + "/runs", Map.of("seed", 1));
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        String id = asked.json().path("id").stringValue();
        JsonNode[] run = new JsonNode[1];
        await().atMost(DONE).until(() -> {
            run[0] = api.get("/admin/v1/logistics/runs/" + id).json();
            return Set.of("champion", "rejected", "failed", "cancelled")
                    .contains(run[0].path("state").asString(""));
        });
        return run[0];
    }

    @Test
    void becomesChampionAndServes() {
        City city = new City(21, 4, 0.25, 0.5);
        tellTraffic(city.traffic(4_000, 30, true));
        keep(Drives.in(city, 1_500, 30));

        JsonNode run = train();

        assertThat(run.path("state").asString("")).as(run.toString()).isEqualTo("champion");
        JsonNode figures = run.path("figures");
        assertThat(figures.path("mae_seconds").asDouble())
                .isLessThan(
                        0.95 * run.path("baseline_figures").path("mae_seconds").asDouble());
        assertThat(figures.path("coverage_80").asDouble()).isBetween(0.72, 0.88);
        assertThat(figures.path("fifo_violations").asDouble(-1)).isZero();
        assertThat(figures.path("leg_mae_seconds").asDouble()).isPositive();
        assertThat(figures.path("service_mae_seconds").asDouble()).isPositive();
        await().atMost(DONE).until(() -> {
            JsonNode model = api.get(MODEL).json();
            return model.path("serving_version").equals(model.path("champion_version"));
        });
    }

    @Test
    void readsWaysDoorsAndTrafficAsTheyWereTold() {
        Drive first = Drives.in(new City(22, 2, 0.2, 0.5), 1, 5).getFirst();
        List<Drive> drives = new ArrayList<>(Drives.in(new City(23, 2, 0.2, 0.5), 400, 30));
        Leg leg = new Leg(null, "z1", 4_000, Instant.parse("2026-05-01T08:00:00Z"), 700);
        drives.add(new Drive(leg, null, leg.departedAt().plusSeconds(700)));
        Leg bare = new Leg("z0", "z1", 4_000, Instant.parse("2026-05-01T09:00:00Z"), 800);
        drives.add(Drives.of(bare, new ServiceTime(null, 90)));
        keep(drives);
        // long before the window
        keep(List.of(Drives.of(
                new Leg("z0", "z1", 3_000, first.departedAt().minus(Duration.ofDays(200)), 500),
                new ServiceTime(1.0, 1))));
        Instant quarter = Instant.parse("2026-04-20T10:00:00Z");
        tellTraffic(List.of(
                new Seen("z0", quarter.plusSeconds(60), 4),
                new Seen("z0", quarter.plusSeconds(800), 9),
                new Seen("z0", quarter.plusSeconds(900), 5),
                new Seen("z1", quarter, 0.1),
                new Seen("z1", Instant.parse("2026-09-01T00:00:00Z"), 7)));

        DataSet<TravelTimeData> loaded = definition.load(definition.options());

        TravelTimeData data = loaded.data();
        assertThat(data.timeZone()).isEqualTo(City.ZONE);
        assertThat(data.traffic()).hasSize(2);
        assertThat(data.traffic().getFirst().at()).isEqualTo(quarter);
        assertThat(data.traffic().getFirst().metresPerSecond())
                .isCloseTo(6, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(data.implausibleTraffic()).isEqualTo(1);
        assertThat(data.drives()).hasSize(402);
        Drive last = data.drives().getLast();
        assertThat(last.leg().metres()).isCloseTo(4_000, org.assertj.core.api.Assertions.within(0.01));
        assertThat(last.leg().seconds()).isEqualTo(800);
        assertThat(last.service()).isEqualTo(new ServiceTime(null, 90));
        Drive open = data.drives().get(400);
        assertThat(open.leg().fromZone()).isNull();
        assertThat(open.service()).isNull();
        assertThat(loaded.contentHash())
                .isEqualTo(definition.load(definition.options()).contentHash());

        jdbc.update("delete from depot where depot_id = '!first'");
        jdbc.update("update delivery set weight_grams = 17 where delivery_id like 'drive-2026-05-01T09%'");
        DataSet<TravelTimeData> other = definition.load(definition.options());
        assertThat(other.data().timeZone()).isEqualTo(ZoneOffset.UTC);
        assertThat(other.contentHash()).isNotEqualTo(loaded.contentHash());
    }

    @Test
    void isNotTrainedOnTooLittleAndSaysWhatIsMissing() {
        keep(Drives.in(new City(24, 2, 0.2, 0.5), 150, 30));

        JsonNode run = train();

        assertThat(run.path("state").asString("")).as(run.toString()).isEqualTo("failed");
        assertThat(run.path("error_code").asString("")).isEqualTo("insufficient-data");
        assertThat(run.path("error").asString(""))
                .contains("150 legs", "at least 200", "departed_at and departed_from");
    }
}
