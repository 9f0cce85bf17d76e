package dev.shopkeeper.benchmarks.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VictimsTests {

    private static final List<String> SEVEN = List.of("a", "b", "c", "d", "e", "f", "g");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void killsEachOfSevenAtLeastEightTimesInSixty(long seed) {
        List<String> order = Victims.order(SEVEN, 60, new SplittableRandom(seed));

        assertThat(order).hasSize(60);
        assertThat(SEVEN)
                .allSatisfy(
                        name -> assertThat(Collections.frequency(order, name)).isBetween(8, 9));
    }

    @Test
    void drawsTheSameOrderFromTheSameSeedAndAnotherFromAnother() {
        List<String> order = Victims.order(SEVEN, 60, new SplittableRandom(1));

        assertThat(Victims.order(SEVEN, 60, new SplittableRandom(1))).isEqualTo(order);
        assertThat(Victims.order(SEVEN, 60, new SplittableRandom(2))).isNotEqualTo(order);
    }

    @Test
    void namesWhatCannotBeOrdered() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Victims.order(List.of(), 3, new SplittableRandom(1)))
                .withMessageContaining("3 kills of []");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Victims.order(SEVEN, -1, new SplittableRandom(1)))
                .withMessageContaining("-1 kills");
    }
}
