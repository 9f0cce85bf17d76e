package dev.shopkeeper.recommendation.experiment.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllocationTests {

    private static final int PERSONS = 100_000;
    private static final double RARE = 0.001;

    private static Allocation dealing(String salt, double... shares) {
        List<Variant> variants = new ArrayList<>();
        for (double share : shares) {
            variants.add(new Variant("arm-" + variants.size(), share, Policy.of(Strategy.POPULARITY)));
        }
        return new Allocation(salt, variants);
    }

    private static int arm(Allocation allocation, String person) {
        return Integer.parseInt(allocation.of(person).name().substring(4));
    }

    /** The chance of counts as far off as these, or farther. */
    private static double chance(long[] counts, double[] expected, int degrees) {
        double chiSquare = 0;
        for (int i = 0; i < counts.length; i++) {
            chiSquare += (counts[i] - expected[i]) * (counts[i] - expected[i]) / expected[i];
        }
        return ChiSquaredDistribution.of(degrees).survivalProbability(chiSquare);
    }

    private static void spreads(String salt, IntFunction<String> person) {
        double[] shares = {0.5, 0.3, 0.15, 0.05};
        Allocation allocation = dealing(salt, shares);
        long[] counts = new long[shares.length];
        double[] expected = new double[shares.length];
        for (int i = 0; i < PERSONS; i++) {
            counts[arm(allocation, person.apply(i))]++;
        }
        for (int i = 0; i < shares.length; i++) {
            expected[i] = shares[i] * PERSONS;
        }
        assertThat(chance(counts, expected, shares.length - 1)).as(salt).isGreaterThan(RARE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "b", "0b1ac4a5-6c51-4f7c-8f0f-6f0e0ac8e5a6", "实验"})
    void spreadsAHundredThousandPersonsByTheShares(String salt) {
        spreads(salt, Integer::toString);
        spreads(salt, number -> "user-" + number);
        spreads(salt, number -> "会员" + Integer.toHexString(number * 7919));
    }

    @Test
    void dealsOneExperimentIndependentlyOfAnother() {
        // given near salts, which a poor hash confuses
        String[] salts = {"experiment-1", "experiment-2", "experiment-3", "1-experiment"};
        double[] shares = {0.5, 0.25, 0.25};
        for (int one = 0; one < salts.length; one++) {
            for (int other = one + 1; other < salts.length; other++) {
                Allocation first = dealing(salts[one], shares);
                Allocation second = dealing(salts[other], shares);
                long[] counts = new long[9];
                double[] expected = new double[9];
                for (int i = 0; i < PERSONS; i++) {
                    counts[arm(first, "user-" + i) * 3 + arm(second, "user-" + i)]++;
                }
                for (int cell = 0; cell < 9; cell++) {
                    expected[cell] = shares[cell / 3] * shares[cell % 3] * PERSONS;
                }
                // The shares are given, so all but one of the cells are free.
                assertThat(chance(counts, expected, 8))
                        .as("%s and %s", salts[one], salts[other])
                        .isGreaterThan(RARE);
            }
        }
    }

    @Test
    void putsTheSamePersonIntoTheSameArmInEveryRelease() {
        // By a Python script of the same hash, and never to change: a release that deals anew mixes the arms of what
        // runs.
        Allocation allocation = dealing("salt", 0.25, 0.25, 0.25, 0.25);
        assertThat(List.of("anna", "ben", "cleo", "dora", "emil", "张伟").stream()
                        .map(person -> allocation.of(person).name()))
                .containsExactly("arm-0", "arm-1", "arm-0", "arm-0", "arm-1", "arm-3");
    }

    @Test
    void servesTheControlUnmeasuredToWhoeverIsNobodyAndTheWinnerToAll() {
        Allocation allocation = dealing("salt", 0.5, 0.5);
        Arm winner = new Arm("old", "best", Policy.of(Strategy.MODEL), false);
        Standing standing = new Standing(
                Map.of("home", new Standing.Running("now", allocation)), Map.of("home", winner, "cart", winner));

        assertThat(standing.arm("home", null))
                .isEqualTo(new Arm("now", "arm-0", Policy.of(Strategy.POPULARITY), false));
        assertThat(standing.arm("home", "anna"))
                .isEqualTo(new Arm("now", allocation.of("anna").name(), Policy.of(Strategy.POPULARITY), true));
        assertThat(standing.arm("cart", "anna")).isEqualTo(winner);
        assertThat(standing.arm("cart", null)).isEqualTo(winner);
        assertThat(standing.arm("item", "anna")).isNull();
        assertThat(standing.arm(null, "anna")).isNull();
    }

    @Test
    void refusesArmsAndPoliciesThatAreNone() {
        assertThatThrownBy(() -> dealing("salt", 0.5, 0.4)).hasMessageContaining("arm-1=0.4");
        assertThatThrownBy(() -> dealing("salt", 0.999999)).hasMessageContaining("2 to 10");
        assertThatThrownBy(() -> new Variant("a", 1, Policy.of(Strategy.MODEL))).hasMessageContaining("share of 1.0");
        assertThatThrownBy(() -> new Policy(Strategy.POPULARITY, "v3", 0, 0)).hasMessageContaining("'v3'");
        assertThatThrownBy(() -> new Policy(Strategy.MODEL, null, 1.5, 0)).hasMessageContaining("diversity is 1.5");
    }
}
