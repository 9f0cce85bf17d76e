package dev.shopkeeper.logistics.traveltime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TravelTimeModelTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /** Speeds that jump from quarter to quarter as no city's do. */
    private static TravelTimeModel wild(long seed) {
        Random random = new Random(seed);
        double[][] traffic = new double[3][TravelTimeModel.SLOTS];
        for (double[] zone : traffic) {
            Arrays.setAll(zone, slot -> 0.3 + 20 * random.nextDouble() * random.nextDouble());
        }
        double[] slots = new double[TravelTimeModel.SLOTS];
        Arrays.fill(slots, 1.2);
        return new TravelTimeModel(new Learnt(
                BERLIN,
                List.of("east", "west"),
                true,
                traffic,
                slots,
                new double[] {1.1, 0.9, 1},
                new int[] {0},
                new int[] {1},
                new double[] {1.4},
                45,
                0.2,
                100,
                0.01,
                150,
                40));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void neverArrivesEarlierForLeavingLater(long seed) {
        TravelTimeModel model = wild(seed);
        Random random = new Random(seed);
        // the night in which clocks are put forward is among them
        Instant begin = LocalDate.of(2026, 3, 28).atStartOfDay(BERLIN).toInstant();
        for (int way = 0; way < 10; way++) {
            double metres = random.nextDouble() * 20_000;
            double before = 0;
            for (long second = 0; second < 2 * 86_400; second += 1 + random.nextInt(300)) {
                double arrival = second + model.legSeconds("east", "west", metres, begin.plusSeconds(second));
                assertThat(arrival).as("seed %d second %d", seed, second).isGreaterThanOrEqualTo(before - 1e-6);
                before = arrival;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void aMatrixOfItsSpeedsSaysTheSame(long seed) {
        TravelTimeModel model = wild(seed);
        Random random = new Random(seed);
        Instant begin = LocalDate.of(2026, 10, 24).atStartOfDay(BERLIN).toInstant();
        Progress progress = new Progress(model.speeds("west", null, begin, 4 * TravelTimeModel.QUARTERS));
        for (int leg = 0; leg < 500; leg++) {
            double departure = random.nextInt(2 * 86_400_000) / 1_000.0;
            double metres = random.nextDouble() * 20_000;
            Instant at = begin.plus(Duration.ofMillis(Math.round(departure * 1_000)));
            assertThat(progress.arrival(departure, metres) - departure + model.overheadSeconds())
                    .as("seed %d leg %d", seed, leg)
                    .isCloseTo(model.legSeconds("west", null, metres, at), within(1e-4));
        }
    }

    @Test
    void isTheSameWhenItWasSavedAndLoaded() {
        TravelTimeModel model = wild(7);
        TravelTimeModel loaded = TravelTimeModel.of(model.bytes());
        assertThat(loaded.bytes()).isEqualTo(model.bytes());
        assertThat(loaded.zones()).isEqualTo(model.zones());
        assertThat(loaded.timeZone()).isEqualTo(BERLIN);
        assertThat(loaded.overheadSeconds()).isEqualTo(45);
        assertThat(loaded.legSpread()).isEqualTo(0.2);
        assertThat(loaded.serviceSpread()).isEqualTo(40);
        assertThat(loaded.serviceSeconds()).isEqualTo(150);
        assertThat(loaded.serviceSeconds(1_000)).isEqualTo(110);
        Instant at = Instant.parse("2026-03-28T07:00:00Z");
        assertThat(loaded.legSeconds("east", "west", 5_000, at)).isEqualTo(model.legSeconds("east", "west", 5_000, at));
        assertThat(loaded.trafficMetresPerSecond("west", true, 3))
                .isEqualTo(model.trafficMetresPerSecond("west", true, 3));
    }

    @Test
    void refusesBytesThatAreNotItsOwn() {
        byte[] bytes = wild(8).bytes();
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        byte[] negative = bytes.clone();
        negative[negative.length - 8] = (byte) 0xbf;
        for (byte[] foreign : List.of(
                new byte[0],
                new byte[] {1, 2, 3},
                "an altogether different model".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                Arrays.copyOf(bytes, bytes.length - 1),
                Arrays.copyOf(bytes, 40),
                longer,
                negative)) {
            assertThatThrownBy(() -> TravelTimeModel.of(foreign))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("travel-time model");
        }
    }

    @Test
    void refusesWhatIsNoQuarterNoWayAndNoWeight() {
        TravelTimeModel model = wild(9);
        assertThatThrownBy(() -> model.metresPerSecond("east", "west", false, 96))
                .hasMessageContaining("96");
        assertThatThrownBy(() -> model.trafficMetresPerSecond("east", false, -1))
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> model.legSeconds("east", "west", -5, Instant.EPOCH))
                .hasMessageContaining("-5.0");
        assertThatThrownBy(() -> model.legSeconds("east", "west", Double.NaN, Instant.EPOCH))
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> model.serviceSeconds(-1)).hasMessageContaining("-1.0");
        assertThatThrownBy(() -> model.serviceSeconds(Double.NaN)).hasMessageContaining("NaN");
    }

    @Test
    void measuresGreatCirclesAsTheyAre() {
        assertThat(GreatCircle.metres(0, 0, 0, 1)).isCloseTo(Math.PI / 180 * GreatCircle.RADIUS, within(1e-6));
        assertThat(GreatCircle.metres(90, 0, -90, 55)).isCloseTo(Math.PI * GreatCircle.RADIUS, within(1e-3));
        assertThat(GreatCircle.wayMetres(39.9, 116.4, 39.9, 116.4)).isZero();
    }
}
