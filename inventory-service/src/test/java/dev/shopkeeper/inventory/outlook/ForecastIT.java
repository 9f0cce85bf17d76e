package dev.shopkeeper.inventory.outlook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.OrderCancelled;
import dev.shopkeeper.events.OrderLine;
import dev.shopkeeper.events.OrderPlaced;
import dev.shopkeeper.events.ReturnCompleted;
import dev.shopkeeper.events.ShopEvent;
import dev.shopkeeper.inventory.InventoryIT;
import dev.shopkeeper.inventory.demand.DemandStore;
import dev.shopkeeper.inventory.forecast.history.Buckets;
import dev.shopkeeper.inventory.forecast.history.DemandData;
import dev.shopkeeper.inventory.forecast.history.DemandSeries;
import dev.shopkeeper.inventory.training.DemandForecast;
import dev.shopkeeper.learning.life.Champions;
import dev.shopkeeper.testing.decision.DecisionContract;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ForecastIT extends InventoryIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration TRAINED = Duration.ofMinutes(4);
    private static final String MODELS = "/admin/v1/inventory/models/demand-forecast";
    private static final Money PRICE = new Money(new BigDecimal("10.00"), "CNY");

    @Autowired
    private ApiClient api;

    @Autowired
    private KafkaProbe kafka;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private DemandStore demand;

    @Autowired
    private Champions champions;

    private final String prefix = "f" + UUID.randomUUID().toString().substring(0, 8) + "-";
    private final Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);

    /** Before, and after, for the other tests of this context. */
    @BeforeEach
    @AfterEach
    void withdrawTheChampion() {
        jdbc.update("update model_champion set version = 'none'");
        champions.refresh();
    }

    private void item(String name) {
        assertThat(api.as("OPERATOR")
                        .put("/admin/v1/products/" + prefix + name, "{\"titles\":{\"en\":\"" + name + "\"}}")
                        .status())
                .isLessThan(300);
    }

    private void moved(String name, String location, String reason, long quantity, Instant at) {
        ApiResponse answer = api.as("OPERATOR").post("/admin/v1/stock/movements", """
                {"movements":[{"movement_id":"%s","item_id":"%s","location_id":"%s","reason":"%s","quantity":%d,
                "occurred_at":"%s"}]}""".formatted(
                        UUID.randomUUID(), prefix + name, location, reason, quantity, at));
        assertThat(answer.json().path("accepted").asInt()).as(answer.text()).isEqualTo(1);
    }

    private OrderLine line(String name, long units) {
        return new OrderLine("1", prefix + name, null, units, PRICE);
    }

    private void say(ShopEvent event, Instant at) {
        kafka.send(new EventEnvelope<>(UUID.randomUUID().toString(), "/order-service", at, event));
    }

    private void ordered(String order, String name, long units, Instant at) {
        say(
                new OrderPlaced(
                        prefix + order, null, "web", List.of(line(name, units)), PRICE, null, List.of(), null, at),
                at);
    }

    private long heard(String name) {
        Long units = jdbc.queryForObject(
                "select coalesce(sum(units_ordered), 0) from ordered_unit where item_id = ?",
                Long.class,
                prefix + name);
        return units == null ? 0 : units;
    }

    private JsonNode forecast(String name, String query) {
        ApiResponse answer =
                api.as("OPERATOR").with("Accept-Language", "en").get("/admin/v1/forecasts/" + prefix + name + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    @Test
    @Order(1)
    void hearsOrdersOnceCancellationsOnTheDayOfTheOrderAndReturnsApart() {
        // given
        item("mug");
        moved("mug", "main", "received", 50, today.minus(20, ChronoUnit.DAYS));
        Instant day = today.minus(5, ChronoUnit.DAYS);

        // when: an order in two parts, of which a line is cancelled two days later and one unit comes back
        ordered("o1", "mug", 3, day);
        ordered("o1", "mug", 2, day);
        ordered("o2", "mug", 4, day);
        say(
                new OrderCancelled(prefix + "o1", null, List.of(line("mug", 1)), "x", day.plusSeconds(172_800)),
                day.plusSeconds(172_800));
        say(new OrderCancelled(prefix + "o2", null, List.of(), "x", day.plusSeconds(90_000)), day.plusSeconds(90_000));
        say(
                new ReturnCompleted(
                        prefix + "r1", prefix + "o1", null, List.of(line("mug", 1)), null, day.plusSeconds(259_200)),
                day.plusSeconds(259_200));

        // then
        await().atMost(SOON).untilAsserted(() -> {
            DemandData data = demand.of(prefix + "mug");
            DemandSeries series = new Buckets(Math.floorDiv(today.getEpochSecond(), 86_400L), 1, 30)
                    .cut(data.items().getFirst())
                    .getFirst();
            double[] values = series.series().values();
            assertThat(values[values.length - 5]).isEqualTo(4);
            assertThat(series.returned()).isEqualTo(1);
        });
    }

    @Test
    @Order(2)
    void marksDaysWithoutStockAsTheLedgerHadThemWhateverOrderItWasToldIn() {
        item("pan");
        moved("pan", "main", "received", 10, today.minus(21, ChronoUnit.DAYS));
        moved("pan", "main", "received", 8, today.minus(4, ChronoUnit.DAYS));
        // Told late: as they were told, something was always left; as they happened, nothing was for six days.
        moved("pan", "main", "sold", 6, today.minus(14, ChronoUnit.DAYS));
        moved("pan", "main", "sold", 4, today.minus(10, ChronoUnit.DAYS));
        moved("pan", "main", "sold", 1, today.minus(1, ChronoUnit.DAYS));

        JsonNode forecast = forecast("pan", "");
        assertThat(forecast.path("history").path("stock_out_days").asDouble()).isCloseTo(6, within(1e-3));
        assertThat(forecast.path("notes").toString()).contains("No order is known");
    }

    @TestFactory
    @Order(3)
    Stream<DynamicTest> keepsTheContractOfDecisions() {
        item("cup");
        moved("cup", "main", "received", 100, today.minus(60, ChronoUnit.DAYS));
        for (int week = 1; week <= 8; week++) {
            moved("cup", "main", "sold", 2 + week % 3, today.minus(7L * week, ChronoUnit.DAYS));
        }
        String path = "/admin/v1/forecasts/" + prefix + "cup";
        return DecisionContract.of(api.as("OPERATOR"), path)
                .documentedAs("/admin/v1/forecasts/{item_id}", api.as("OPERATOR"))
                .deciding("/expected")
                .inTwoLanguages()
                .withoutModel("recent-demand", "no_champion")
                .refusing(path + "?horizon=0", 400, "horizon")
                .refusing(path + "?horizon=10000", 400, "10000")
                .refusing(path + "?horizon=9", 400, "must be between 1 and 8")
                .refusing(path + "?horizon=x", 400, "horizon")
                .refusing(path + "?colour=red", 400, "colour")
                .refusing(path + "?location_id=nowhere", 404, "nowhere")
                .refusing("/admin/v1/forecasts/" + prefix + "unheard-of", 404, "unheard-of")
                .tests();
    }

    @Test
    @Order(3)
    void saysEveryWordInTheLanguageThatIsAskedFor() {
        item("pot");
        moved("pot", "main", "received", 30, today.minus(40, ChronoUnit.DAYS));
        moved("pot", "main", "sold", 30, today.minus(30, ChronoUnit.DAYS));
        moved("pot", "main", "received", 10, today.minus(9, ChronoUnit.DAYS));
        moved("pot", "main", "sold", 3, today.minus(2, ChronoUnit.DAYS));
        String path = "/admin/v1/forecasts/" + prefix + "pot";

        List<String> english =
                words(api.as("OPERATOR").with("Accept-Language", "en-GB").get(path));
        List<String> chinese = words(
                api.as("OPERATOR").with("Accept-Language", "zh-CN,en;q=0.5").get(path));

        // a summary, a reason, and that the history is short, without orders and with days without stock
        assertThat(english)
                .hasSize(5)
                .allMatch(text -> text.codePoints().noneMatch(Character::isIdeographic), "has no Chinese");
        assertThat(chinese)
                .hasSize(5)
                .allMatch(text -> text.codePoints().anyMatch(Character::isIdeographic), "is Chinese")
                .noneMatch(text -> text.matches(".*[A-Za-z]{2}.*"), "has English words");
    }

    private static List<String> words(ApiResponse answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        List<String> words = new ArrayList<>();
        words.add(answer.json().at("/explanation/summary").stringValue());
        answer.json()
                .at("/explanation/reasons")
                .forEach(reason -> words.add(reason.path("text").stringValue()));
        answer.json().path("notes").forEach(note -> words.add(note.stringValue()));
        return words;
    }

    @ParameterizedTest
    @CsvSource({
        "cup?horizon=0, horizon, 0",
        "cup?horizon=-1, horizon, -1",
        "cup?horizon=10000, horizon, 10000",
        "cup?horizon=1.5, horizon, 1.5",
        "cup?location_id=a%0Ab, location_id, ''",
        "cup?from=2026-02-30, from, 2026-02-30"
    })
    @Order(3)
    void refusesAQuestionByFieldAndValue(String path, String field, String value) {
        ApiResponse refused = api.as("OPERATOR").get("/admin/v1/forecasts/" + path);

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.contentType()).isEqualTo("application/problem+json");
        assertThat(refused.json().path("errors").toString()).contains(field, value);
    }

    @Test
    @Order(5)
    void learnsForecastsAndSaysWhoForecasts() {
        // given: a season of four weeks that an average does not see, in some items; rare sales in others
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            names.add("i" + i);
            item("i" + i);
            moved("i" + i, i % 5 == 0 ? "east" : "main", "received", 100_000, today.minus(420, ChronoUnit.DAYS));
        }
        for (int i = 0; i < 24; i++) {
            Random random = new Random(i);
            for (int week = 1; week <= 58; week++) {
                long units = i % 4 == 3
                        ? (random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 0)
                        : Math.max(0, Math.round(12 + 0.5 * (58 - week) + 2 * random.nextGaussian()));
                if (units > 0) {
                    ordered("w" + week + "-" + i, "i" + i, units, today.minus(7L * week - 3, ChronoUnit.DAYS));
                }
            }
        }
        await().atMost(SOON).until(() -> heard("i23") > 20 && heard("i22") > 500);

        // when
        ApiResponse asked = api.as("OPERATOR")
                .post(
                        MODELS + "/runs",
                        Map.of("seed", 3, "options", Map.of("lstm_epochs", "4", "lstm_units", "8", "origins", "4")));
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        JsonNode run = ended(asked.json().path("id").stringValue());

        // then
        assertThat(run.path("state").stringValue()).as(run.toString()).isEqualTo("champion");
        assertThat(run.path("figures").path("weighted_quantile_loss").doubleValue())
                .isLessThan(run.path("baseline_figures")
                        .path("weighted_quantile_loss")
                        .doubleValue());
        champions.refresh();
        JsonNode rising = forecast("i1", "");
        assertThat(rising.path("model").stringValue()).isEqualTo(DemandForecast.NAME);
        assertThat(rising.path("degraded").booleanValue()).isFalse();
        assertThat(rising.path("demand_class").stringValue()).isEqualTo("smooth");
        // 12 + 0.5 a week, after 58 weeks: 41 in the first and 45 in the last; an average says 38
        double first = rising.path("buckets").path(0).path("mean").doubleValue();
        double last = rising.path("buckets").path(7).path("mean").doubleValue();
        assertThat(first).isBetween(37.5, 44.0);
        assertThat(last).isGreaterThan(first + 1);
        assertThat(rising.path("experts")).hasSize(11);
        assertThat(rising.path("experts").toString()).contains("lstm");
        JsonNode bucket = rising.path("buckets").path(0);
        assertThat(bucket.path("quantiles").path("0.1").doubleValue())
                .isLessThan(bucket.path("quantiles").path("0.9").doubleValue());
        assertThat(rising.path("explanation").path("summary").stringValue())
                .contains("are expected to sell in the next 56 days");
        JsonNode rare = forecast("i3", "?horizon=2");
        assertThat(rare.path("buckets")).hasSize(2);
        assertThat(rare.path("demand_class").stringValue()).isIn("intermittent", "lumpy");
        assertThat(forecast("i5", "?location_id=east").path("location_id").stringValue())
                .isEqualTo("east");
        ordered("once", "new", 3, today.minus(9, ChronoUnit.DAYS));
        await().atMost(SOON).until(() -> heard("new") == 3);
        assertThat(forecast("new", "").path("notes").toString()).contains("Less than eight buckets");
    }

    private JsonNode ended(String id) {
        JsonNode[] run = new JsonNode[1];
        await().atMost(TRAINED).until(() -> {
            run[0] = api.as("OPERATOR").get("/admin/v1/inventory/runs/" + id).json();
            return List.of("champion", "rejected", "failed", "cancelled")
                    .contains(run[0].path("state").asString(""));
        });
        return run[0];
    }
}
