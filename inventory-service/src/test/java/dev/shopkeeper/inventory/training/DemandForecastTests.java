package dev.shopkeeper.inventory.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopkeeper.inventory.demand.DemandStore;
import dev.shopkeeper.inventory.forecast.history.DemandData;
import dev.shopkeeper.inventory.forecast.history.DemandModel;
import dev.shopkeeper.inventory.forecast.history.ItemHistory;
import dev.shopkeeper.learning.Gate.Verdict;
import dev.shopkeeper.learning.Options;
import dev.shopkeeper.learning.Options.InvalidOptionException;
import dev.shopkeeper.learning.Split;
import dev.shopkeeper.learning.TrainingProgress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class DemandForecastTests {

    private static final long UNTIL = 20_000;
    private static final int WEEKS = 60;

    private final DemandForecast definition = new DemandForecast(new UnusedStore().store());
    private final Options options = definition.options().with(Map.of("lstm_epochs", "0"));

    /** A store that nothing is read from. */
    private record UnusedStore() {
        DemandStore store() {
            DriverManagerDataSource nowhere = new DriverManagerDataSource("jdbc:postgresql://localhost:1/none");
            return new DemandStore(
                    new JdbcTemplate(nowhere), new DataSourceTransactionManager(nowhere), Clock.systemUTC());
        }
    }

    /** Items whose weekly demand grows or falls. */
    private TrainingDemand demand(boolean shuffled) {
        List<ItemHistory> items = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Random random = new Random(i);
            double base = 10 + random.nextInt(20);
            double slope = (random.nextDouble() - 0.2) * base / 10;
            List<Long> weeks = new ArrayList<>();
            for (int week = 0; week < WEEKS; week++) {
                weeks.add((long) poisson(random, Math.max(0.2, base + slope * week)));
            }
            if (shuffled) {
                Collections.shuffle(weeks, random);
            }
            ItemHistory history = new ItemHistory(String.format("i%02d", i));
            history.addKnown("main", UNTIL - 7 * WEEKS);
            for (int week = 0; week < WEEKS; week++) {
                history.addOrdered(UNTIL - 7L * (WEEKS - week), weeks.get(week));
            }
            items.add(history);
        }
        return new TrainingDemand(new DemandData(items, UNTIL), 7, 260, 8);
    }

    /** By how much of the baseline's loss the candidate's is less, and what its gate says of it. */
    private record Judged(double gain, Verdict verdict) {}

    private Judged judged(TrainingDemand data) {
        Split<TrainingDemand> split = definition.split(data, options);
        DemandModel model = definition.train(split.training(), options, 1, TrainingProgress.SILENT);
        Map<String, Double> candidate = definition.evaluate(model, split, TrainingProgress.SILENT);
        Map<String, Double> baseline = definition.evaluateBaseline(split, TrainingProgress.SILENT);
        double loss = Objects.requireNonNull(candidate.get("weighted_quantile_loss"));
        double other = Objects.requireNonNull(baseline.get("weighted_quantile_loss"));
        return new Judged(1 - loss / other, definition.gate().judge(candidate, baseline));
    }

    @ParameterizedTest
    @CsvSource({"bucket, month", "horizon, 0", "origins, 1", "history, 5", "lstm_epochs, -1", "lstm_units, 9999"})
    void refusesAnOptionThatNoRunCouldWorkWith(String option, String value) {
        definition.check(definition.options());

        assertThatThrownBy(() -> definition.check(definition.options().with(Map.of(option, value))))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("'" + option + "'")
                .hasMessageContaining("'" + value + "'");
    }

    @Test
    void isPromotedWhereDemandChangesAndGainsNextToNothingWhereTimeIsShuffled() {
        Judged changing = judged(demand(false));
        Judged shuffled = judged(demand(true));

        assertThat(changing.verdict.passed()).as(changing.verdict.reason()).isTrue();
        assertThat(changing.gain).as(changing.verdict.reason()).isGreaterThan(0.03);
        // Shuffled, there is nothing to know but how much sells at all and how it varies, which the baseline knows too.
        assertThat(shuffled.gain).as(shuffled.verdict.reason()).isBetween(-0.015, 0.015);
    }

    @Test
    void holdsOutTheLastWeeksAndTrainsOnNothingOfThem() {
        TrainingDemand data = demand(false);
        Split<TrainingDemand> split = definition.split(data, options);
        assertThat(split.at()).isEqualTo(DemandStore.startOf(UNTIL - 56));
        assertThat(split.training().series())
                .allSatisfy(series -> assertThat(series.series().values()).hasSize(WEEKS - 8));
        assertThat(split.holdOut().series())
                .allSatisfy(series -> assertThat(series.series().values()).hasSize(WEEKS));
    }

    @Test
    void refusesOptionsByNameAndValue() {
        assertThatThrownBy(() -> definition.load(options.with(Map.of("bucket", "month"))))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("bucket")
                .hasMessageContaining("month");
        assertThatThrownBy(() -> definition.load(options.with(Map.of("horizon", "0"))))
                .hasMessageContaining("horizon");
        assertThatThrownBy(() -> definition.load(options.with(Map.of("horizon", "10000"))))
                .hasMessageContaining("10000");
    }

    @Test
    void aChampionOfOtherBucketsIsNotComparedAndItsBytesAreChecked() {
        TrainingDemand data = demand(false);
        DemandModel model = definition.train(data.withoutHorizon(), options, 1, TrainingProgress.SILENT);
        assertThat(definition.load(definition.save(model)).bytes()).isEqualTo(model.bytes());
        assertThatThrownBy(() -> definition.load(new byte[] {1, 2, 3})).isInstanceOf(IllegalArgumentException.class);
        TrainingDemand daily = new TrainingDemand(data.data(), 1, 400, 28);
        assertThatThrownBy(() -> definition.evaluate(model, definition.split(daily, options), TrainingProgress.SILENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("28 of 1 days");
    }

    private static double poisson(Random random, double mean) {
        double product = random.nextDouble();
        int count = 0;
        while (product > Math.exp(-mean)) {
            count++;
            product *= random.nextDouble();
        }
        return count;
    }
}
