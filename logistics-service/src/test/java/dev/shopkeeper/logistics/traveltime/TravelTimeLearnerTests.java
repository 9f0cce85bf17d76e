package dev.shopkeeper.logistics.traveltime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.shopkeeper.logistics.traveltime.TravelTimeLearner.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TravelTimeLearnerTests {

    private static final int ZONES = 6;
    private static final int DAYS = 60;
    private static final double RUSH = 0.5;

    private static Result learn(List<Seen> traffic, List<Leg> legs, List<ServiceTime> services) {
        return TravelTimeLearner.learn(City.ZONE, traffic, legs, services, fraction -> {});
    }

    /**
     * Relative errors of speeds by pair and quarter, from seven to nine in the evening.
     *
     * @param mean of all
     * @param most the largest
     */
    private record Errors(double mean, double most) {

        static Errors of(City city, TravelTimeModel model, int zones, boolean weekend) {
            double sum = 0;
            double most = 0;
            int cells = 0;
            for (int from = 0; from < zones; from++) {
                for (int to = 0; to < zones; to++) {
                    for (int quarter = 4 * 7; quarter < 4 * 21; quarter++) {
                        double truth = city.van(from, to, weekend, (quarter + 0.5) / 4);
                        double learnt = model.metresPerSecond(City.zone(from), City.zone(to), weekend, quarter);
                        double error = Math.abs(learnt / truth - 1);
                        sum += error;
                        most = Math.max(most, error);
                        cells++;
                    }
                }
            }
            return new Errors(sum / cells, most);
        }
    }

    /** The share of legs that are as long as the model says, give or take what holds 80 % of a normal distribution. */
    private static double coverage(TravelTimeModel model, List<Leg> legs) {
        long inside = legs.stream()
                .filter(leg -> {
                    double expected = model.legSeconds(leg.fromZone(), leg.toZone(), leg.metres(), leg.departedAt());
                    return Math.abs(leg.seconds() / expected - 1) <= 1.28155 * model.legSpread();
                })
                .count();
        return (double) inside / legs.size();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void findsTheSpeedsOfACityWithRushHours(long seed) {
        City city = new City(seed, ZONES, 0.2, RUSH);

        TravelTimeModel model = learn(
                        city.traffic(30_000, DAYS, true), city.legs(6_000, DAYS, true), city.services(6_000))
                .model();

        for (boolean weekend : new boolean[] {false, true}) {
            Errors errors = Errors.of(city, model, ZONES, weekend);
            assertThat(errors.mean()).as("seed %d weekend %s", seed, weekend).isLessThan(0.04);
            assertThat(errors.most()).as("seed %d weekend %s", seed, weekend).isLessThan(0.15);
        }
        assertThat(model.overheadSeconds()).isCloseTo(City.OVERHEAD, within(10.0));
        assertThat(model.serviceSeconds(0)).isCloseTo(City.SERVICE, within(8.0));
        assertThat(model.serviceSeconds(20_000)).isCloseTo(City.SERVICE + 20_000 * City.PER_GRAM, within(12.0));
        assertThat(model.serviceSeconds()).isCloseTo(City.SERVICE + 10_000 * City.PER_GRAM, within(10.0));
        assertThat(model.zones()).containsExactly("z0", "z1", "z2", "z3", "z4", "z5");
        assertThat(model.timeZone()).isEqualTo(City.ZONE);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.2, 0.35, 0.5})
    void eightOfTenLegsAreWithinTheInterval(double noise) {
        City city = new City(11, ZONES, noise, RUSH);

        TravelTimeModel model = learn(
                        city.traffic(10_000, DAYS, true), city.legs(3_000, DAYS, true), city.services(500))
                .model();

        assertThat(coverage(model, city.legs(5_000, DAYS, true))).isBetween(0.75, 0.85);
    }

    @Test
    void meetsTheMeanOfLegsAndNotTheirMedian() {
        City city = new City(5, ZONES, 0.5, RUSH);
        TravelTimeModel model = learn(
                        city.traffic(10_000, DAYS, true), city.legs(8_000, DAYS, true), city.services(500))
                .model();

        double ratio = city.legs(8_000, DAYS, true).stream()
                .mapToDouble(leg ->
                        leg.seconds() / model.legSeconds(leg.fromZone(), leg.toZone(), leg.metres(), leg.departedAt()))
                .average()
                .orElseThrow();

        // the median is at 0.88 of the mean
        assertThat(ratio).isCloseTo(1, within(0.03));
    }

    @Test
    void learnsTheProfileOfTheDayFromLegsAloneWithoutTraffic() {
        City city = new City(7, ZONES, 0.2, RUSH);

        TravelTimeModel model = learn(List.of(), city.legs(12_000, DAYS, true), city.services(500))
                .model();

        assertThat(Errors.of(city, model, ZONES, false).mean()).isLessThan(0.06);
        assertThat(model.metresPerSecond("z3", "z4", false, 4 * 8 + 2)
                        / model.metresPerSecond("z3", "z4", false, 4 * 13))
                .isLessThan(0.75);
        assertThat(model.trafficMetresPerSecond("z3", false, 40))
                .isCloseTo(model.metresPerSecond("z3", "z3", false, 40), within(1e-9));
    }

    @Test
    void takesTheUsualDayForAWeekendOfWhichNothingIsKnown() {
        City city = new City(8, ZONES, 0.2, RUSH);

        TravelTimeModel model = learn(
                        city.traffic(20_000, DAYS, false), city.legs(4_000, DAYS, false), city.services(500))
                .model();

        assertThat(Errors.of(city, model, ZONES, false).mean()).isLessThan(0.05);
        for (int quarter = 0; quarter < TravelTimeModel.QUARTERS; quarter++) {
            assertThat(model.metresPerSecond("z1", "z2", true, quarter)
                            / model.metresPerSecond("z1", "z2", false, quarter))
                    .as("quarter %d", quarter)
                    .isBetween(0.8, 1.25);
        }
    }

    @Test
    void learnsFromOneZoneAndTakesUnknownZonesForAverageOnes() {
        City city = new City(9, 1, 0.2, RUSH);

        TravelTimeModel model = learn(city.traffic(8_000, DAYS, true), city.legs(2_000, DAYS, true), city.services(500))
                .model();

        assertThat(Errors.of(city, model, 1, false).mean()).isLessThan(0.05);
        assertThat(model.metresPerSecond(null, "nowhere", false, 50))
                .isCloseTo(model.metresPerSecond("z0", "z0", false, 50), within(1.5));
        assertThat(model.trafficMetresPerSecond(null, false, 50))
                .isEqualTo(model.trafficMetresPerSecond("nowhere", false, 50));
    }

    @Test
    void isNotMovedByAbsurdOnes() {
        City city = new City(10, ZONES, 0.2, RUSH);
        List<Seen> traffic = city.traffic(20_000, DAYS, true);
        List<Leg> legs = city.legs(4_000, DAYS, true);
        List<ServiceTime> services = city.services(4_000);
        TravelTimeModel clean = learn(traffic, legs, services).model();
        List<Seen> dirtyTraffic = new ArrayList<>(traffic);
        List<Leg> dirtyLegs = new ArrayList<>(legs);
        List<ServiceTime> dirtyServices = new ArrayList<>(services);
        for (int i = 0; i < 60; i++) {
            Leg leg = legs.get(i);
            dirtyTraffic.add(new Seen("z0", leg.departedAt(), i % 2 == 0 ? 0 : 99));
            // as if the van had stood still for hours, had flown, or had been there already
            double seconds = i % 3 == 0 ? 3.9 * 3_600 : i % 3 == 1 ? 5 : 20 * 3_600;
            dirtyLegs.add(new Leg(leg.fromZone(), leg.toZone(), 6_000, leg.departedAt(), seconds));
            dirtyServices.add(new ServiceTime(5_000.0, i % 2 == 0 ? 13_000 : 90_000));
        }

        Result dirty = learn(dirtyTraffic, dirtyLegs, dirtyServices);

        assertThat(dirty.droppedTraffic()).isEqualTo(60);
        assertThat(dirty.droppedLegs()).isGreaterThanOrEqualTo(60);
        assertThat(dirty.droppedServices()).isGreaterThanOrEqualTo(60);
        assertThat(dirty.model().legSpread()).isCloseTo(clean.legSpread(), within(0.015));
        assertThat(dirty.model().serviceSeconds(5_000)).isCloseTo(clean.serviceSeconds(5_000), within(3.0));
        for (int quarter = 28; quarter < 84; quarter++) {
            assertThat(dirty.model().metresPerSecond("z1", "z3", false, quarter))
                    .isCloseTo(clean.metresPerSecond("z1", "z3", false, quarter), within(0.3));
        }
    }

    @Test
    void standsNoShorterForWhatIsHeavier() {
        Random random = new Random(4);
        List<ServiceTime> services = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            double grams = random.nextDouble() * 20_000;
            services.add(new ServiceTime(grams, 300 - grams / 100 + 20 * random.nextDouble()));
        }
        TravelTimeModel model = learn(List.of(), new City(4, 2, 0.2, 0).legs(300, 10, true), services)
                .model();

        assertThat(model.serviceSeconds(20_000))
                .isEqualTo(model.serviceSeconds(0))
                .isCloseTo(210, within(5.0));
    }

    @Test
    void learnsHowLongItStandsWhereNobodyKnowsAWeight() {
        City city = new City(4, 2, 0.2, 0);
        List<ServiceTime> services = new ArrayList<>(city.services(200));
        for (int i = 0; i < 400; i++) {
            services.add(new ServiceTime(null, 500 + i % 7));
        }
        List<Leg> legs = city.legs(300, 10, true);

        TravelTimeModel mixed = learn(List.of(), legs, services).model();
        TravelTimeModel bare =
                learn(List.of(), legs, services.subList(200, 600)).model();

        assertThat(mixed.serviceSeconds(0)).isCloseTo(City.SERVICE, within(40.0));
        assertThat(mixed.serviceSeconds()).isBetween(470.0, 505.0);
        assertThat(bare.serviceSeconds()).isCloseTo(503, within(1.0));
        assertThat(bare.serviceSeconds(9_000)).isEqualTo(bare.serviceSeconds());
    }

    @Test
    void learnsFromLegsOfNoZoneAndOneLength() {
        List<Leg> legs = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            legs.add(new Leg(
                    null, null, 3_000, Instant.parse("2026-03-02T00:00:00Z").plusSeconds(5_000L * i), 480 + i % 40));
        }
        List<ServiceTime> services = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            services.add(new ServiceTime(2_000.0, 100 + i % 20));
        }

        TravelTimeModel model =
                TravelTimeModel.of(learn(List.of(), legs, services).model().bytes());

        assertThat(model.zones()).isEmpty();
        assertThat(model.overheadSeconds()).isZero();
        assertThat(model.legSeconds("any", null, 3_000, Instant.parse("2026-04-02T00:00:00Z")))
                .isCloseTo(500, within(20.0));
        assertThat(model.serviceSeconds(0)).isCloseTo(109.5, within(0.1));
        assertThat(model.serviceSeconds(50_000)).isCloseTo(109.5, within(0.1));
    }

    @Test
    void isSavedAndLoadedWhereDurationsSayNothingOfWays() {
        City city = new City(13, 3, 0.2, RUSH);
        List<Leg> legs = new ArrayList<>();
        for (Leg leg : city.legs(1_000, 20, true)) {
            legs.add(new Leg(leg.fromZone(), leg.toZone(), leg.metres(), leg.departedAt(), 1_000 - leg.metres() / 10));
        }
        TravelTimeModel model =
                learn(city.traffic(1_000, 20, true), legs, city.services(100)).model();

        assertThat(TravelTimeModel.of(model.bytes()).bytes()).isEqualTo(model.bytes());
        assertThat(model.overheadSeconds()).isBetween(500.0, 900.0);
    }

    @Test
    void learnsFromOneLegAndOneDoor() {
        Leg leg = new Leg("a", "b", 3_000, Instant.parse("2026-03-02T00:00:00Z"), 500);

        TravelTimeModel model = TravelTimeModel.of(learn(List.of(), List.of(leg), List.of(new ServiceTime(null, 90)))
                .model()
                .bytes());

        assertThat(model.legSeconds("a", "b", 3_000, leg.departedAt())).isCloseTo(500, within(1.0));
        assertThat(model.serviceSeconds()).isEqualTo(90);
    }

    @Test
    void givesTheSameBytesInAnyOrder() {
        City city = new City(12, 3, 0.2, RUSH);
        List<Seen> traffic = city.traffic(2_000, 20, true);
        List<Leg> legs = city.legs(800, 20, true);
        List<ServiceTime> services = city.services(300);
        byte[] bytes = learn(traffic, legs, services).model().bytes();
        Random random = new Random(3);
        List<Seen> otherTraffic = new ArrayList<>(traffic);
        List<Leg> otherLegs = new ArrayList<>(legs);
        List<ServiceTime> otherServices = new ArrayList<>(services);
        Collections.shuffle(otherTraffic, random);
        Collections.shuffle(otherLegs, random);
        Collections.shuffle(otherServices, random);

        assertThat(learn(otherTraffic, otherLegs, otherServices).model().bytes())
                .isEqualTo(bytes);
    }

    @Test
    void refusesToLearnFromNothing() {
        City city = new City(1, 2, 0.2, 0);
        assertThatThrownBy(() -> learn(List.of(), List.of(), city.services(5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 legs");
        assertThatThrownBy(() -> learn(List.of(), city.legs(5, 5, true), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 service times");
    }
}
