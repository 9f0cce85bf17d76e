package dev.shopkeeper.recommendation.exposure.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.shopkeeper.recommendation.exposure.balance.ExposureFloors.Candidate;
import dev.shopkeeper.recommendation.exposure.balance.ExposureFloors.Corrected;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExposureFloorsTests {

    private static List<Candidate> candidates(SplittableRandom random, int count, int merchants) {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int merchant = random.nextInt(merchants + 1);
            candidates.add(new Candidate(
                    "item-" + i, merchant == merchants ? null : "m" + merchant, 10 * random.nextDouble() - 1));
        }
        candidates.sort(Comparator.comparingDouble(Candidate::score).reversed());
        return candidates;
    }

    /** Written once more, from the definition. */
    private static double share(List<Candidate> list, String merchant) {
        double all = 0;
        double own = 0;
        for (int position = 1; position <= list.size(); position++) {
            double worth = 1 / (Math.log(1 + position) / Math.log(2));
            all += worth;
            own += merchant.equals(list.get(position - 1).merchantId()) ? worth : 0;
        }
        return own / all;
    }

    private static boolean meets(List<Candidate> list, Map<String, Double> floors) {
        return floors.entrySet().stream().allMatch(floor -> share(list, floor.getKey()) >= floor.getValue() - 1e-9);
    }

    private static void everyList(
            List<Candidate> from, int length, List<Candidate> begun, Consumer<List<Candidate>> seen) {
        if (begun.size() == length) {
            seen.accept(begun);
            return;
        }
        for (Candidate candidate : from) {
            if (!begun.contains(candidate)) {
                begun.add(candidate);
                everyList(from, length, begun, seen);
                begun.removeLast();
            }
        }
    }

    private static final class Best {
        private boolean possible;
        private double score = Double.NEGATIVE_INFINITY;
    }

    private static Best byTryingAll(List<Candidate> ranked, int length, Map<String, Double> floors) {
        Best best = new Best();
        everyList(ranked, length, new ArrayList<>(), list -> {
            if (meets(list, floors)) {
                best.possible = true;
                best.score = Math.max(
                        best.score, list.stream().mapToDouble(Candidate::score).sum());
            }
        });
        return best;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void meetsFloorsThatTryingAllListsSaysCanBeMet(int merchants) {
        int possible = 0;
        int met = 0;
        for (int seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int length = 2 + random.nextInt(3);
            List<Candidate> ranked = candidates(random, length + random.nextInt(4), 3);
            Map<String, Double> floors = new TreeMap<>();
            for (int merchant = 0; merchant < merchants; merchant++) {
                floors.put("m" + merchant, random.nextDouble() * 0.9 / merchants);
            }
            Corrected corrected = ExposureFloors.correct(ranked, length, floors);
            Best best = byTryingAll(ranked, length, floors);
            double score =
                    corrected.items().stream().mapToDouble(Candidate::score).sum();

            assertThat(corrected.items()).as("seed %s", seed).hasSize(length).doesNotHaveDuplicates();
            assertThat(ranked).containsAll(corrected.items());
            assertThat(meets(corrected.items(), floors))
                    .as("seed %s", seed)
                    .isEqualTo(corrected.unmet().isEmpty());
            if (corrected.unmet().isEmpty()) {
                assertThat(best.possible).as("seed %s", seed).isTrue();
                assertThat(score).as("seed %s", seed).isLessThanOrEqualTo(best.score + 1e-9);
            }
            possible += best.possible ? 1 : 0;
            met += corrected.unmet().isEmpty() ? 1 : 0;
        }
        assertThat(possible).isGreaterThan(40);
        // With one floor always; with several, lacking most is a rule of thumb.
        assertThat(met).isGreaterThanOrEqualTo(merchants == 1 ? possible : possible * 95 / 100);
    }

    @Test
    void changesNothingWhereFloorsAreMet() {
        List<Candidate> ranked = candidates(new SplittableRandom(1), 50, 3);
        Map<String, Double> floors = Map.of("m0", share(ranked.subList(0, 20), "m0"));
        Corrected corrected = ExposureFloors.correct(ranked, 20, floors);
        assertThat(corrected.items()).isEqualTo(ranked.subList(0, 20));
        assertThat(corrected.scoreLost()).isZero();
        assertThat(corrected.ndcg()).isEqualTo(1);
        assertThat(ExposureFloors.correct(ranked, 20, Map.of()).items()).isEqualTo(ranked.subList(0, 20));
    }

    @Test
    void statesThePriceByHand() {
        // given places worth 1, 0.63093 and 0.5; small has to have 0.2 of 2.13093, which the last place is enough for
        List<Candidate> ranked = List.of(
                new Candidate("a", "big", 4),
                new Candidate("b", "big", 3),
                new Candidate("c", "big", 2),
                new Candidate("d", "small", 1));

        // when
        Corrected corrected = ExposureFloors.correct(ranked, 3, Map.of("small", 0.2));

        // then
        assertThat(corrected.items()).extracting(Candidate::itemId).containsExactly("a", "b", "d");
        assertThat(corrected.shares().get("small")).isCloseTo(0.5 / 2.1309297535714578, within(1e-12));
        assertThat(corrected.unmet()).isEmpty();
        assertThat(corrected.scoreLost()).isEqualTo(1);
        double worth = 4 + 3 * 0.6309297535714575;
        assertThat(corrected.ndcg()).isCloseTo((worth + 0.5) / (worth + 1), within(1e-12));
    }

    @Test
    void meetsWhatItCanAndNamesTheRest() {
        List<Candidate> ranked = List.of(
                new Candidate("a", "big", 4),
                new Candidate("b", "big", 3),
                new Candidate("c", "small", 2),
                new Candidate("d", null, 1));
        Corrected corrected = ExposureFloors.correct(ranked, 3, Map.of("small", 0.6, "absent", 0.1));
        assertThat(corrected.unmet()).containsOnlyKeys("small", "absent");
        assertThat(corrected.items()).hasSize(3).extracting(Candidate::itemId).startsWith("c");
        assertThat(ExposureFloors.correct(List.of(), 3, Map.of("small", 0.6)).items())
                .isEmpty();
    }

    @Test
    void keepsTheOrderWithinEachMerchant() {
        SplittableRandom random = new SplittableRandom(9);
        List<Candidate> ranked = candidates(random, 200, 5);
        Corrected corrected = ExposureFloors.correct(ranked, 40, Map.of("m0", 0.3, "m1", 0.3, "m2", 0.2));
        assertThat(corrected.unmet()).isEmpty();
        for (String merchant : new HashSet<>(List.of("m0", "m1", "m2", "m3"))) {
            assertThat(of(corrected.items(), merchant))
                    .isEqualTo(of(ranked, merchant)
                            .subList(0, of(corrected.items(), merchant).size()));
        }
        assertThat(corrected.ndcg()).isBetween(0.5, 1.0);
        assertThat(corrected.scoreLost()).isPositive();
    }

    private static List<Candidate> of(List<Candidate> list, String merchant) {
        return list.stream().filter(each -> merchant.equals(each.merchantId())).toList();
    }

    @Test
    void refusesFloorsThatAreNone() {
        assertThatThrownBy(() -> ExposureFloors.correct(List.of(), 3, Map.of("a", 0.6, "b", 0.6)))
                .hasMessageContaining("1.2");
        assertThatThrownBy(() -> ExposureFloors.correct(List.of(), 3, Map.of("a", -0.1)))
                .hasMessageContaining("'a' is -0.1");
        assertThatThrownBy(() -> ExposureFloors.correct(List.of(), 0, Map.of())).hasMessageContaining("0 places");
        assertThatThrownBy(() -> ExposureFloors.correct(List.of(new Candidate("x", null, Double.NaN)), 1, Map.of()))
                .hasMessageContaining("'x' has a score of NaN");
    }

    @Test
    void measuresInequality() {
        assertThat(Attention.gini(3, 3, 3)).isCloseTo(0, within(1e-15));
        assertThat(Attention.gini(0, 0, 0, 8)).isCloseTo(0.75, within(1e-15));
        assertThat(Attention.gini(0, 0)).isZero();
        assertThat(Attention.gini()).isZero();
        // mean of all absolute differences by twice the mean
        SplittableRandom random = new SplittableRandom(2);
        double[] values = random.doubles(60).toArray();
        double sum = 0;
        double differences = 0;
        for (double one : values) {
            sum += one;
            for (double other : values) {
                differences += Math.abs(one - other);
            }
        }
        assertThat(Attention.gini(values)).isCloseTo(differences / (2 * 60 * sum), within(1e-12));
        assertThatThrownBy(() -> Attention.gini(1, -2)).hasMessageContaining("-2.0");
        assertThatThrownBy(() -> Attention.at(0)).hasMessageContaining("position is 0");
    }

    @Test
    void callsHeadWhatHasTheFirstThirdOfInteractions() {
        // 12 interactions: 4 are a third
        assertThat(PopularityClass.of(1, 4, 0, 3, 2, 2))
                .containsExactly(
                        PopularityClass.TAIL,
                        PopularityClass.HEAD,
                        PopularityClass.TAIL,
                        PopularityClass.MIDDLE,
                        PopularityClass.MIDDLE,
                        PopularityClass.TAIL);
        assertThat(PopularityClass.of(0, 0)).containsOnly(PopularityClass.TAIL);
        assertThat(Stream.of(PopularityClass.values()).map(PopularityClass::wireName))
                .containsExactly("head", "middle", "tail");
    }
}
