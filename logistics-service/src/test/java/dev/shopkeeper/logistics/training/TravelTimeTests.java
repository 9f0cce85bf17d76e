package dev.shopkeeper.logistics.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopkeeper.learning.Gate.Verdict;
import dev.shopkeeper.learning.InsufficientDataException;
import dev.shopkeeper.learning.Options.InvalidOptionException;
import dev.shopkeeper.learning.Split;
import dev.shopkeeper.learning.TrainingProgress;
import dev.shopkeeper.logistics.traveltime.City;
import dev.shopkeeper.logistics.traveltime.Leg;
import dev.shopkeeper.logistics.traveltime.Seen;
import dev.shopkeeper.logistics.traveltime.ServiceTime;
import dev.shopkeeper.logistics.traveltime.TravelTimeModel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class TravelTimeTests {

    private final TravelTime definition = new TravelTime(unused());

    /** A store that nothing is read from. */
    private static TravelTimeStore unused() {
        DriverManagerDataSource nowhere = new DriverManagerDataSource("jdbc:postgresql://localhost:1/none");
        return new TravelTimeStore(new JdbcTemplate(nowhere), new DataSourceTransactionManager(nowhere));
    }

    private record Judged(
            Verdict verdict, Map<String, Double> figures, Map<String, Double> baseline, TravelTimeModel model) {

        double figure(String name) {
            return figures.getOrDefault(name, Double.NaN);
        }

        double plain(String name) {
            return baseline.getOrDefault(name, Double.NaN);
        }
    }

    private Judged judge(TravelTimeData data) {
        Split<TravelTimeData> split = definition.split(data, definition.options());
        TravelTimeModel model = definition.train(split.training(), definition.options(), 1, TrainingProgress.SILENT);
        Map<String, Double> figures = definition.evaluate(model, split, TrainingProgress.SILENT);
        Map<String, Double> baseline = definition.evaluateBaseline(split, TrainingProgress.SILENT);
        return new Judged(definition.gate().judge(figures, baseline), figures, baseline, model);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void isPromotedWhereItErrsLessThanPlainMeans(long seed) {
        City city = new City(seed, 5, 0.25, 0.5);
        TravelTimeData data = Drives.data(city.traffic(8_000, 30, true), Drives.in(city, 1_500, 30));

        Judged judged = judge(data);

        assertThat(judged.verdict().passed()).as(judged.verdict().reason()).isTrue();
        assertThat(judged.figure("coverage_80")).isBetween(0.75, 0.85);
        assertThat(judged.figure("fifo_violations")).isZero();
        assertThat(judged.figure("implausible_legs")).isZero();
        assertThat(judged.figure("mae_seconds")).isLessThan(0.87 * judged.plain("mae_seconds"));
        // what is left is chance: who knows the city errs hardly less
        assertThat(judged.figure("leg_mae_seconds")).isLessThan(1.05 * errorOfWhoKnows(city, data));
        assertThat(judged.figure("leg_mae_seconds")).isLessThan(judged.plain("leg_mae_seconds"));
        assertThat(judged.figure("service_mae_seconds")).isLessThan(judged.plain("service_mae_seconds"));
    }

    private double errorOfWhoKnows(City city, TravelTimeData data) {
        return definition.split(data, definition.options()).holdOut().drives().stream()
                .map(Drive::leg)
                .mapToDouble(leg -> Math.abs(leg.seconds() - city.seconds(leg)))
                .average()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void isRejectedWhereDurationsAreThoseOfOtherDrives(long seed) {
        City city = new City(seed, 5, 0.25, 0.5);

        Judged judged = judge(Drives.data(
                city.traffic(8_000, 30, true), Drives.withOthersDurations(Drives.in(city, 1_500, 30), seed)));

        assertThat(judged.verdict().passed()).as(judged.verdict().reason()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"days, -3", "days, many"})
    void refusesAnOptionThatNoRunCouldWorkWith(String option, String value) {
        definition.check(definition.options());

        assertThatThrownBy(() -> definition.check(definition.options().with(Map.of(option, value))))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("'" + option + "'")
                .hasMessageContaining("'" + value + "'");
    }

    @Test
    void findsNoRushHourWhereDeparturesAreThoseOfOtherDrives() {
        City city = new City(4, 5, 0.2, 0.7);
        List<Drive> drives = Drives.in(city, 4_000, 30);

        Judged judged = judge(Drives.data(List.of(), drives));
        Judged torn = judge(Drives.data(List.of(), Drives.atOthersTimes(drives, 4)));

        // zones, ways and weights are still true, so the gate lets it pass; what is not true is not learnt
        assertThat(torn.verdict().passed()).as(torn.verdict().reason()).isTrue();
        assertThat(torn.figure("mae_seconds")).isGreaterThan(judged.figure("mae_seconds"));
        assertThat(rush(judged.model())).isLessThan(0.7);
        assertThat(rush(torn.model())).isBetween(0.85, 1.15);
    }

    /** The speed in the rush hour as a share of that at noon. */
    private static double rush(TravelTimeModel model) {
        return model.metresPerSecond("z3", "z4", false, 4 * 8 + 2) / model.metresPerSecond("z3", "z4", false, 4 * 13);
    }

    @Test
    void holdsOutTheLastFifthAndTrainsOnNothingOfIt() {
        City city = new City(6, 3, 0.2, 0.5);
        TravelTimeData data = Drives.data(city.traffic(2_000, 30, true), Drives.in(city, 1_000, 30));

        Split<TravelTimeData> split = definition.split(data, definition.options());

        Instant first = data.drives().getFirst().departedAt();
        Instant last = data.drives().getLast().departedAt();
        assertThat(Duration.between(first, split.at()).toMillis())
                .isCloseTo(
                        Duration.between(first, last).toMillis() * 4 / 5, org.assertj.core.api.Assertions.within(2L));
        assertThat(split.training().drives())
                .isNotEmpty()
                .allSatisfy(drive -> assertThat(drive.endedAt()).isBeforeOrEqualTo(split.at()));
        assertThat(split.training().traffic())
                .isNotEmpty()
                .allSatisfy(seen -> assertThat(seen.at().plusSeconds(900)).isBeforeOrEqualTo(split.at()));
        assertThat(split.holdOut().drives())
                .isNotEmpty()
                .allSatisfy(drive -> assertThat(drive.departedAt()).isAfterOrEqualTo(split.at()));
        assertThat(split.holdOut().traffic()).isEmpty();
    }

    @Test
    void takesTheWayButNotTheDoorOfADriveThatLastedBeyondTheSplit() {
        Instant at = Instant.parse("2026-03-02T08:00:00Z");
        Drive drive = Drives.of(new Leg("a", "b", 3_000, at, 600), new ServiceTime(100.0, 300));
        TravelTimeData data = Drives.data(List.of(new Seen("a", at, 8)), List.of(drive));

        assertThat(data.before(at.plusSeconds(900)).drives()).containsExactly(drive);
        assertThat(data.before(at.plusSeconds(899)).drives())
                .containsExactly(new Drive(drive.leg(), null, at.plusSeconds(600)));
        assertThat(data.before(at.plusSeconds(599)).drives()).isEmpty();
        assertThat(data.before(at.plusSeconds(899)).traffic()).isEmpty();
        assertThat(data.before(at.plusSeconds(900)).traffic()).hasSize(1);
    }

    @Test
    void judgesWithoutTheImplausibleAndCountsThem() {
        City city = new City(2, 5, 0.25, 0.5);
        List<Seen> traffic = city.traffic(8_000, 30, true);
        List<Drive> drives = new ArrayList<>(Drives.in(city, 1_500, 30));
        Judged clean = judge(Drives.data(traffic, drives));
        Instant last = drives.getLast().departedAt();
        for (int i = 0; i < 30; i++) {
            Leg absurd = new Leg("z0", "z1", 3_000, last.minusSeconds(60L * i), i % 2 == 0 ? 9 : 90_000);
            drives.add(drives.size() - 1, Drives.of(absurd, new ServiceTime(100.0, 100)));
        }

        Judged dirty = judge(Drives.data(traffic, drives));

        assertThat(dirty.figure("implausible_legs")).isEqualTo(30);
        assertThat(dirty.figure("mae_seconds"))
                .isCloseTo(clean.figure("mae_seconds"), org.assertj.core.api.Assertions.within(1e-9));
    }

    @Test
    void refusesAHoldOutOfAlmostNothing() {
        City city = new City(2, 2, 0.25, 0.5);
        List<Drive> drives = new ArrayList<>(Drives.in(city, 300, 5));
        Drive last = drives.getLast();
        Leg late = new Leg("z0", "z1", 3_000, last.departedAt().plus(Duration.ofDays(60)), 600);
        drives.add(Drives.of(late, new ServiceTime(100.0, 100)));

        assertThatThrownBy(() -> definition.split(Drives.data(List.of(), drives), definition.options()))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessageContaining("after it 1 legs")
                .hasMessageContaining("departed_at");
    }

    @Test
    void refusesOptionsByNameAndValue() {
        assertThatThrownBy(() -> definition.load(definition.options().with(Map.of("days", "3"))))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("days")
                .hasMessageContaining("'3'");
    }

    @Test
    void loadsWhatItHasSavedAndNothingElse() {
        City city = new City(3, 3, 0.2, 0.5);
        TravelTimeData data = Drives.data(city.traffic(1_000, 20, true), Drives.in(city, 600, 20));
        TravelTimeModel model = definition.train(data, definition.options(), 1, TrainingProgress.SILENT);

        assertThat(definition.load(definition.save(model)).bytes()).isEqualTo(model.bytes());
        assertThat(definition
                        .refit(model, data, definition.options(), 1, TrainingProgress.SILENT)
                        .bytes())
                .isEqualTo(model.bytes());
        assertThatThrownBy(() -> definition.load(new byte[] {1, 2, 3})).isInstanceOf(IllegalArgumentException.class);
    }
}
