package dev.shopkeeper.pricing.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.learning.InsufficientDataException;
import dev.shopkeeper.learning.Options;
import dev.shopkeeper.learning.Split;
import dev.shopkeeper.learning.TrainingProgress;
import dev.shopkeeper.pricing.elasticity.Elasticity;
import dev.shopkeeper.pricing.elasticity.ElasticityModel;
import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

@PlatformTest
class PriceElasticityIT {

    private static final int WEEKS = 40;
    private static final int ITEMS = 150;
    private static final Duration TRAINED = Duration.ofMinutes(3);

    private final ApiClient api;
    private final JdbcTemplate jdbc;
    private final PriceElasticity definition;
    private final ServedElasticities served;

    @Autowired
    PriceElasticityIT(ApiClient api, JdbcTemplate jdbc, PriceElasticity definition, ServedElasticities served) {
        this.api = api.as(Role.OPERATOR);
        this.jdbc = jdbc;
        this.definition = definition;
        this.served = served;
    }

    @BeforeEach
    void empty() {
        jdbc.execute("truncate item, item_demand, item_seen_price, item_heat, item_availability");
    }

    /** What a shop of one category told, whose demand falls by two per cent for each per cent of price. */
    private void shop(boolean shuffled) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        Random random = new Random(1);
        List<Object[]> units = new ArrayList<>();
        List<Object[]> seen = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            String id = "tea-" + i;
            jdbc.update(
                    "insert into item (item_id, cost, cost_currency, list_price, list_currency, brand, categories,"
                            + " active, updated_at) values (?, 8, 'EUR', 20, 'EUR', ?, '{drinks,tea}', true, now())",
                    id,
                    "brand-" + i % 4);
            for (int week = 1; week <= WEEKS; week++) {
                double price = random.nextInt(5) == 0 ? 15 : 20;
                double told = shuffled ? (random.nextInt(5) == 0 ? 15 : 20) : price;
                LocalDate monday = today.minusDays(7L * week);
                int sold = poisson(random, 3 * Math.pow(price / 20, -2));
                for (int day = 0; day < 7; day++) {
                    seen.add(new Object[] {id, monday.plusDays(day).toString(), 3 * told});
                }
                if (sold > 0) {
                    units.add(new Object[] {id, monday.plusDays(2).toString(), sold, sold * told});
                }
            }
        }
        jdbc.batchUpdate(
                "insert into item_seen_price (item_id, day, currency, shown, price_sum) values (?, ?::date, 'EUR', 3, ?)",
                seen);
        jdbc.batchUpdate(
                "insert into item_demand (item_id, day, currency, units_ordered, worth_ordered)"
                        + " values (?, ?::date, 'EUR', ?, ?)",
                units);
    }

    private static int poisson(Random random, double mean) {
        double product = random.nextDouble();
        int count = 0;
        while (product > Math.exp(-mean)) {
            count++;
            product *= random.nextDouble();
        }
        return count;
    }

    @Test
    void becomesChampionAndSaysWhatPricesDo() {
        // given
        shop(false);

        // when
        ApiResponse asked = api.post("/admin/v1/pricing/models/" + PriceElasticity.NAME + "/runs", Map.of("seed", 3));
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        String id = asked.json().path("id").stringValue();
        JsonNode[] run = new JsonNode[1];
        await().atMost(TRAINED).until(() -> {
            run[0] = api.get("/admin/v1/pricing/runs/" + id).json();
            return List.of("champion", "rejected", "failed", "cancelled")
                    .contains(run[0].path("state").asString(""));
        });

        // then
        assertThat(run[0].path("state").stringValue()).as(run[0].toString()).isEqualTo("champion");
        await().atMost(TRAINED).until(() -> !served.of("tea-1").degraded());
        assertThat(served.of("tea-1").model()).isEqualTo(PriceElasticity.NAME);
        Elasticity known = served.of("tea-1").elasticity();
        assertThat(known).isNotNull();
        assertThat(known.lower()).isLessThan(-1.6);
        assertThat(known.value()).isBetween(-2.6, -1.5);
        assertThat(known.weeklyUnits()).isBetween(2.0, 5.0);
        assertThat(served.of("unheard-of").elasticity()).isNotNull();
    }

    /** With prices told of weeks that they were not of, nothing is to be learnt. */
    @Test
    void isRejectedWherePricesAreShuffledInTime() {
        shop(true);
        Options options = definition.options();
        Split<SalesPanel> split = definition.split(definition.load(options).data(), options);
        ElasticityModel model = definition.train(split.training(), options, 1, TrainingProgress.SILENT);
        assertThat(definition
                        .gate()
                        .judge(
                                definition.evaluate(model, split, TrainingProgress.SILENT),
                                definition.evaluateBaseline(split, TrainingProgress.SILENT))
                        .passed())
                .isFalse();
    }

    @Test
    void isRefusedWherePricesStoodStill() {
        shop(false);
        jdbc.update("update item_seen_price set price_sum = 60");
        jdbc.update("update item_demand set worth_ordered = 20 * units_ordered");
        Options options = definition.options();
        assertThatThrownBy(() -> definition.split(definition.load(options).data(), options))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessageContaining("0 prices of items departed");
    }

    @Test
    void isRefusedWhereTooLittleIsKnown() {
        Options options = definition.options();
        assertThatThrownBy(() -> definition.split(definition.load(options).data(), options))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessageContaining("0 items")
                .hasMessageContaining("import catalogue and orders");
    }
}
