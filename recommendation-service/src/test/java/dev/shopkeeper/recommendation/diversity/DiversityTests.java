package dev.shopkeeper.recommendation.diversity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiversityTests {

    private static final Candidate SHOE = new Candidate("shoe", 100, List.of("wear", "shoes"), "A", "m1");
    private static final Candidate BOOT = new Candidate("boot", 90, List.of("wear", "shoes"), "A", "m1");
    private static final Candidate HAT = new Candidate("hat", 80, List.of("wear", "hats"), "B", "m2");
    private static final Candidate TEA = new Candidate("tea", 40, List.of("drinks"), "C", "m3");
    private static final List<Candidate> SHOP = List.of(SHOE, BOOT, HAT, TEA);

    private static Diversity of(double lambda) {
        return new Diversity(lambda, Likeness.DEFAULT, Caps.NONE);
    }

    private static List<String> ids(Diversified list) {
        return list.items().stream().map(chosen -> chosen.candidate().itemId()).toList();
    }

    @Test
    void takesTheOtherThingBeforeTheSameThingAgainAndSaysWhatThatCost() {
        Diversified list = of(0.5).choose(SHOP, 2);

        assertThat(ids(list)).containsExactly("shoe", "hat");
        // Of wear, shoes, hats, A, B, m1 and m2, together 6, they share wear: 1 / 6 of half of 100.
        assertThat(list.items().get(1).penalty()).isEqualTo(8);
        assertThat(list.items().get(1).value()).isEqualTo(72);
        assertThat(list.items().get(1).position()).isEqualTo(2);
        assertThat(list.cost()).isEqualTo(10);
    }

    @Test
    void letsACopyPayTheWholeTopScoreAtMost() {
        Diversified list = of(1).choose(SHOP, 4);

        assertThat(ids(list)).containsExactly("shoe", "hat", "tea", "boot");
        assertThat(list.items().getLast().penalty()).isEqualTo(100);
        assertThat(list.items().getLast().value()).isEqualTo(-10);
        assertThat(list.cost()).isZero();
    }

    @Test
    void prefersTheFirstOfCandidatesOfEqualValue() {
        List<Candidate> equal = Stream.of("c", "a", "b")
                .map(id -> new Candidate(id, 5, List.of(), null, null))
                .toList();

        assertThat(ids(of(0.7).choose(equal, 3))).containsExactly("c", "a", "b");
    }

    @Test
    void holdsNoMoreOfABrandMerchantOrNarrowestCategoryThanItsCapsAndIsShorterWhereNothingElseIsLeft() {
        for (double lambda : new double[] {0, 0.5}) {
            assertThat(ids(capped(lambda, new Caps(1, 9, 9)).choose(SHOP, 4))).containsExactly("shoe", "hat", "tea");
            assertThat(ids(capped(lambda, new Caps(9, 1, 9)).choose(SHOP, 4))).containsExactly("shoe", "hat", "tea");
            assertThat(ids(capped(lambda, new Caps(9, 9, 1)).choose(SHOP, 4))).containsExactly("shoe", "hat", "tea");
            assertThat(capped(lambda, new Caps(9, 9, 1)).choose(SHOP, 4).cost()).isEqualTo(90);
        }
    }

    private static Diversity capped(double lambda, Caps caps) {
        return new Diversity(lambda, Likeness.DEFAULT, caps);
    }

    @Test
    void doesNotCapWhatHasNoBrandMerchantOrCategory() {
        List<Candidate> plain = IntStream.range(0, 5)
                .mapToObj(i -> new Candidate("i" + i, 5, List.of(), null, null))
                .toList();

        assertThat(capped(0.5, new Caps(1, 1, 1)).choose(plain, 5).items()).hasSize(5);
    }

    @Test
    void choosesNothingFromNothingAndAsManyAsThereAre() {
        assertThat(of(0.5).choose(List.of(), 10)).isEqualTo(new Diversified(List.of(), 0));
        assertThat(of(0.5).choose(SHOP, 0)).isEqualTo(new Diversified(List.of(), 0));
        assertThat(of(0.5).choose(SHOP, 10).items()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void choosesWhatTheDefinitionChooses(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            List<Candidate> candidates = candidates(random);
            Diversity diversity = random(random);
            int limit = random.nextInt(candidates.size() + 3);

            Diversified list = diversity.choose(candidates, limit);

            assertThat(list).as("seed %s round %s", seed, round).isEqualTo(slow(diversity, candidates, limit));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void keepsWhatIsTrueOfEveryList(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            List<Candidate> candidates = candidates(random);
            Diversity diversity = random(random);
            int limit = random.nextInt(candidates.size() + 3);

            Diversified list = diversity.choose(candidates, limit);
            Diversified plain = of(0).choose(candidates, limit);

            String seeded = "seed " + seed + " round " + round;
            assertThat(list.cost()).as(seeded).isNotNegative();
            assertThat(ids(list)).as(seeded).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(limit);
            assertThat(list.items()).as(seeded).allSatisfy(chosen -> {
                assertThat(chosen.candidate()).isSameAs(candidates.get(chosen.position()));
                assertThat(chosen.penalty()).isBetween(0L, candidates.getFirst().score());
            });
            assertThat(plain.cost()).as(seeded).isZero();
            assertThat(plain.items().stream().map(Diversified.Chosen::candidate))
                    .as(seeded)
                    .isEqualTo(candidates.stream().limit(limit).toList());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void comparesItemsAsSetsOfFeaturesWithWeights(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<Candidate> two = candidates(random).subList(0, 2);
            Likeness likeness = new Likeness(random.nextInt(3), random.nextDouble(), random.nextInt(2));

            Likeness.Features[] features = likeness.features(two);

            assertThat(likeness.of(features[0], features[1]))
                    .as("seed %s: %s", seed, two)
                    .isCloseTo(slowLikeness(likeness, two.get(0), two.get(1)), within(1e-12))
                    .isEqualTo(likeness.of(features[1], features[0]))
                    .isBetween(0.0, 1.0);
        }
    }

    @Test
    void takesItemsOfWhichNothingIsKnownForDifferent() {
        Candidate plain = new Candidate("p", 1, List.of(), null, null);
        Likeness.Features[] features = Likeness.DEFAULT.features(List.of(plain, plain, SHOE, BOOT));

        assertThat(Likeness.DEFAULT.of(features[0], features[1])).isZero();
        assertThat(Likeness.DEFAULT.of(features[2], features[3])).isOne();
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatIllegalArgumentException().isThrownBy(() -> of(1.01)).withMessageContaining("lambda is 1.01");
        assertThatIllegalArgumentException().isThrownBy(() -> of(Double.NaN)).withMessageContaining("lambda is NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Likeness(1, -1, 1))
                .withMessageContaining("weight of brand is -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Caps(1, 0, 1))
                .withMessageContaining("cap per merchant is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Candidate("i", -1, List.of(), null, null))
                .withMessageContaining("score of item i is -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(0.5).choose(SHOP, -1))
                .withMessageContaining("limit is -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(0.5).choose(List.of(BOOT, SHOE), 1))
                .withMessageContaining("candidates[1] has score 100, more than the 90");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(0.5).choose(List.of(SHOE, SHOE), 1))
                .withMessageContaining("candidates[1] is item shoe");
    }

    private static Diversity random(Random random) {
        return new Diversity(
                random.nextInt(5) / 4.0,
                new Likeness(1, random.nextInt(3), random.nextInt(2) / 2.0),
                random.nextBoolean()
                        ? Caps.NONE
                        : new Caps(1 + random.nextInt(4), 1 + random.nextInt(4), 1 + random.nextInt(4)));
    }

    private static List<Candidate> candidates(Random random) {
        List<Candidate> candidates = new ArrayList<>();
        int items = 2 + random.nextInt(25);
        for (int i = 0; i < items; i++) {
            List<String> categories = new ArrayList<>();
            for (int k = random.nextInt(4); k > 0; k--) {
                categories.add("c" + random.nextInt(5));
            }
            candidates.add(new Candidate(
                    "i" + i,
                    random.nextInt(random.nextBoolean() ? 10 : 1_000_000_000),
                    categories,
                    random.nextInt(4) == 0 ? null : "b" + random.nextInt(4),
                    random.nextInt(4) == 0 ? null : "c" + random.nextInt(3)));
        }
        candidates.sort(Comparator.comparingLong(Candidate::score).reversed());
        return candidates;
    }

    /** Word for word: every place looks at all that is left, and each of those at all that is chosen. */
    private static Diversified slow(Diversity diversity, List<Candidate> candidates, int limit) {
        List<Diversified.Chosen> chosen = new ArrayList<>();
        List<Candidate> left = new ArrayList<>(candidates);
        while (chosen.size() < limit) {
            left.removeIf(candidate -> !withinCaps(diversity.caps(), chosen, candidate));
            if (left.isEmpty()) {
                break;
            }
            Diversified.Chosen best = left.stream()
                    .map(candidate -> new Diversified.Chosen(
                            candidate,
                            candidates.indexOf(candidate),
                            Math.round(diversity.lambda()
                                    * candidates.getFirst().score()
                                    * chosen.stream()
                                            .mapToDouble(one ->
                                                    slowLikeness(diversity.likeness(), one.candidate(), candidate))
                                            .max()
                                            .orElse(0))))
                    .max(Comparator.comparingLong(Diversified.Chosen::value)
                            .thenComparing(Diversified.Chosen::position, Comparator.reverseOrder()))
                    .orElseThrow();
            chosen.add(best);
            left.remove(best.candidate());
        }
        long plain =
                candidates.stream().limit(limit).mapToLong(Candidate::score).sum();
        return new Diversified(
                chosen,
                plain
                        - chosen.stream()
                                .mapToLong(one -> one.candidate().score())
                                .sum());
    }

    private static boolean withinCaps(Caps caps, List<Diversified.Chosen> chosen, Candidate candidate) {
        return count(chosen, candidate, Candidate::brand) < caps.perBrand()
                && count(chosen, candidate, Candidate::merchantId) < caps.perMerchant()
                && count(chosen, candidate, DiversityTests::narrowest) < caps.perCategory();
    }

    private static @Nullable String narrowest(Candidate candidate) {
        return candidate.categories().isEmpty() ? null : candidate.categories().getLast();
    }

    private static long count(
            List<Diversified.Chosen> chosen, Candidate candidate, Function<Candidate, @Nullable String> trait) {
        String own = trait.apply(candidate);
        return own == null
                ? 0
                : chosen.stream()
                        .filter(one -> Objects.equals(trait.apply(one.candidate()), own))
                        .count();
    }

    private static double slowLikeness(Likeness likeness, Candidate one, Candidate other) {
        Map<String, Double> all = new HashMap<>(weights(likeness, one));
        all.putAll(weights(likeness, other));
        Set<String> shared = new HashSet<>(weights(likeness, one).keySet());
        shared.retainAll(weights(likeness, other).keySet());
        double sharedWeight = shared.stream().mapToDouble(all::get).sum();
        return sharedWeight == 0
                ? 0
                : sharedWeight
                        / all.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static Map<String, Double> weights(Likeness likeness, Candidate candidate) {
        Map<String, Double> weights = new HashMap<>();
        candidate.categories().forEach(category -> weights.put("category " + category, likeness.category()));
        if (candidate.brand() != null) {
            weights.put("brand " + candidate.brand(), likeness.brand());
        }
        if (candidate.merchantId() != null) {
            weights.put("merchant " + candidate.merchantId(), likeness.merchant());
        }
        return weights;
    }
}
