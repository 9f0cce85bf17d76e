package dev.shopkeeper.recommendation.deep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.shopkeeper.neural.nextitem.NextItemOptions;
import dev.shopkeeper.recommendation.blend.Popularity;
import dev.shopkeeper.recommendation.evaluation.Chosen;
import dev.shopkeeper.recommendation.evaluation.ExplainedScorer.Terms;
import dev.shopkeeper.recommendation.evaluation.FullRanking;
import dev.shopkeeper.recommendation.evaluation.RankingCase;
import dev.shopkeeper.recommendation.evaluation.Scorer;
import dev.shopkeeper.recommendation.history.Attributes;
import dev.shopkeeper.recommendation.history.Histories;
import dev.shopkeeper.recommendation.history.History;
import dev.shopkeeper.recommendation.search.CoordinateSearch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeepTrainerTests {

    private static final int ITEMS = 60;
    private static final int KINDS = 6;
    private static final DeepOptions OPTIONS = new DeepOptions(
            NextItemOptions.defaults().toBuilder()
                    .dimension(16)
                    .learningRate(0.01)
                    .fading(0.95)
                    .dropout(0.1)
                    .decay(0.01)
                    .ahead(0)
                    .negatives(100)
                    .build(),
            0,
            12,
            true,
            true);

    private record Shop(Histories past, List<RankingCase> cases) {}

    /** Two times in three an item is followed by the next of its kind, else by any of its kind; some items are never met. */
    private static Shop shop(long seed, int people, Set<Integer> never) {
        Random random = new Random(seed);
        List<History> past = new ArrayList<>();
        List<RankingCase> cases = new ArrayList<>();
        for (int person = 0; person < people; person++) {
            int kind = random.nextInt(KINDS);
            int[] items = new int[5 + random.nextInt(4)];
            for (int event = 0; event < items.length; event++) {
                do {
                    items[event] = event > 0 && random.nextInt(3) > 0
                            ? (items[event - 1] + KINDS) % ITEMS
                            : kind + KINDS * random.nextInt(ITEMS / KINDS);
                } while (never.contains(items[event]));
            }
            History known = History.of(Arrays.copyOf(items, items.length - 1));
            past.add(known);
            cases.add(RankingCase.ofAny(known, items[items.length - 1]));
        }
        int[][] ofItem = IntStream.range(0, ITEMS)
                .mapToObj(item -> new int[] {item % KINDS})
                .toArray(int[][]::new);
        return new Shop(new Histories(ITEMS, past, Attributes.of(ofItem, KINDS)), cases);
    }

    private static double value(List<RankingCase> cases, Scorer scorer) {
        return new FullRanking(ITEMS, List.of(10)).evaluate(cases, scorer, 1).of("ndcg_at_10");
    }

    private static DeepModel fit(Histories past) {
        return new DeepTrainer(1, 7).fit(past, OPTIONS, done -> {});
    }

    private static byte[] bytes(DeepModel model) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        model.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    @Test
    void findsWhatFollowsInPlaceOfWhatIsPopular() {
        Shop shop = shop(1, 300, Set.of());
        Shop other = shop(2, 200, Set.of());

        double reached = value(other.cases, fit(shop.past));

        assertThat(reached).isGreaterThan(0.5);
        assertThat(reached).isGreaterThan(2 * value(other.cases, Popularity.of(shop.past)));
    }

    @Test
    void learnsNothingFromHistoriesThatAreShuffledAmongEachOther() {
        Shop shop = shop(1, 300, Set.of());
        List<Integer> pool = new ArrayList<>();
        shop.past.all().forEach(history -> Arrays.stream(history.items()).forEach(pool::add));
        Collections.shuffle(pool, new Random(5));
        int[] next = {0};
        List<History> shuffled = shop.past.all().stream()
                .map(history -> History.of(IntStream.range(0, history.size())
                        .map(event -> pool.get(next[0]++))
                        .toArray()))
                .toList();
        Shop other = shop(2, 300, Set.of());

        double reached = value(other.cases, fit(shop.past.with(shuffled)));

        assertThat(reached).isLessThan(1.5 * value(other.cases, Popularity.of(shop.past)));
    }

    @Test
    void placesAnItemThatNobodyMetByItsAttributes() {
        Set<Integer> never = Set.of(7, 20, 45);
        Shop shop = shop(1, 400, never);
        DeepModel model = fit(shop.past);

        for (int item : never) {
            int kind = item % KINDS;
            float[] same = new float[ITEMS];
            model.score(History.of(kind, kind + 2 * KINDS), same);
            float[] other = new float[ITEMS];
            model.score(History.of((kind + 3) % KINDS, (kind + 3) % KINDS + 2 * KINDS), other);

            assertThat(same[item]).isGreaterThan(other[item] + 1);
            assertThat(IntStream.range(0, ITEMS)
                            .filter(one -> one % KINDS != kind && !never.contains(one))
                            .filter(one -> same[one] > same[item])
                            .count())
                    .as("items of other kinds above %s", item)
                    .isLessThan(5);
        }
    }

    @Test
    void putsAnItemThatNothingIsKnownOfBehindTheOthers() {
        Shop shop = shop(1, 200, Set.of(7));
        DeepModel model = fit(new Histories(ITEMS, shop.past.all(), Attributes.none(ITEMS)));
        float[] scores = new float[ITEMS];
        model.score(History.NONE, scores);

        int below = 0;
        for (float score : scores) {
            below += score < scores[7] ? 1 : 0;
        }
        assertThat(below).isLessThan(ITEMS / 10);
        for (float score : scores) {
            assertThat(score).isFinite();
        }
    }

    @Test
    void theTermsOfTheEventsAddUpToTheScore() {
        DeepModel model = fit(shop(3, 200, Set.of()).past);
        Random random = new Random(4);
        for (int size : new int[] {0, 1, 2, 7, 50, 64}) {
            History history = new History(
                    random.ints(size, 0, ITEMS).toArray(),
                    IntStream.range(0, size).map(event -> event / 2).toArray(),
                    floats(size, random));
            float[] scores = new float[ITEMS];
            model.score(history, scores);
            Chosen chosen = new Chosen(9, 4, 0, 33, 59);
            double[] sums = new double[chosen.size()];
            Set<Integer> spoke = new HashSet<>();
            model.explain(history, chosen, (event, place, amount) -> {
                sums[place] += amount;
                spoke.add(event);
            });
            for (int place = 0; place < sums.length; place++) {
                assertThat(sums[place]).isCloseTo(scores[chosen.item(place)], within(2e-5));
            }
            assertThat(spoke).contains(Terms.NO_EVENT).hasSize(1 + Math.min(50, size));
            assertThat(spoke.stream().max(Integer::compare)).hasValue(size - 1);
        }
    }

    private static float[] floats(int size, Random random) {
        float[] floats = new float[size];
        for (int i = 0; i < size; i++) {
            floats[i] = 0.5f + random.nextInt(3);
        }
        return floats;
    }

    @Test
    void equalDataAndSeedGiveEqualBytesOnAnyNumberOfThreads() throws IOException {
        Histories past = shop(5, 100, Set.of()).past;
        DeepOptions few = OPTIONS.withEpochs(2);

        byte[] one = bytes(new DeepTrainer(1, 7).fit(past, few, done -> {}));

        assertThat(bytes(new DeepTrainer(3, 7).fit(past, few, done -> {}))).isEqualTo(one);
        assertThat(bytes(new DeepTrainer(1, 8).fit(past, few, done -> {}))).isNotEqualTo(one);
        assertThat(bytes(DeepModel.read(new DataInputStream(new ByteArrayInputStream(one)))))
                .isEqualTo(one);
    }

    @Test
    void searchesFewOptionsAndTellsHowFarItIs() {
        Shop shop = shop(1, 200, Set.of());
        List<Double> told = new ArrayList<>();

        CoordinateSearch.Found<DeepOptions> found =
                new DeepTrainer(2, 1).search(shop.past, shop.cases, 3, "ndcg_at_10", told::add);

        assertThat(found.trials()).hasSize(3);
        assertThat(found.value())
                .isEqualTo(found.trials().stream()
                        .mapToDouble(CoordinateSearch.Trial::value)
                        .max()
                        .orElseThrow());
        assertThat(value(shop.cases, new DeepTrainer(1, 1).fit(shop.past, found.options(), done -> {})))
                .isEqualTo(found.value(), within(1e-9));
        assertThat(told).isSorted().last().isEqualTo(1.0);
        assertThat(told).allMatch(done -> done >= 0 && done <= 1);
    }

    @Test
    void theWholeSearchTakesNoMoreThanTwelveTrainingsWithWhatItFinds() {
        Shop shop = shop(1, 120, Set.of());

        CoordinateSearch.Found<DeepOptions> found =
                new DeepTrainer(2, 1).search(shop.past, shop.cases, 6, "ndcg_at_10", done -> {});

        // A trial goes at most three epochs beyond its best.
        long least = found.trials().stream()
                .mapToLong(trial ->
                        (long) trial.options().epochs() * (trial.options().dimension() + 32))
                .sum();
        long one = (long) found.options().epochs() * (found.options().dimension() + 32);
        assertThat(found.trials()).hasSizeBetween(2, 6);
        assertThat(least).isLessThanOrEqualTo(12 * one);
    }

    @Test
    void drawsPeopleUntilTheyHaveAboutSoManyTransitions() {
        Histories past = shop(1, 300, Set.of()).past;
        DeepTrainer trainer = new DeepTrainer(1, 3);

        Histories drawn = trainer.drawn(past, 200);

        long transitions = DeepTrainer.work(drawn, OPTIONS) / DeepTrainer.cost(OPTIONS);
        assertThat(transitions).isBetween(190L, 200L);
        assertThat(past.all()).containsSubsequence(drawn.all());
        assertThat(drawn.all()).isNotEqualTo(past.all().subList(0, drawn.all().size()));
        assertThat(trainer.drawn(past, 200).all()).isEqualTo(drawn.all());
        assertThat(new DeepTrainer(1, 4).drawn(past, 200).all()).isNotEqualTo(drawn.all());
        assertThat(trainer.drawn(past, 1_000_000)).isSameAs(past);
    }

    @Test
    void aTrainingThatWouldCostTooMuchHasFewerEpochsAndThenFewerPeople() throws IOException {
        Histories past = shop(1, 100, Set.of()).past;
        long epoch = DeepTrainer.work(past, OPTIONS);
        DeepTrainer free = new DeepTrainer(1, 7);

        byte[] twice = bytes(free.fit(past, OPTIONS.withEpochs(2), done -> {}));
        assertThat(bytes(new DeepTrainer(1, 7, 2 * epoch).fit(past, OPTIONS, done -> {})))
                .isEqualTo(twice);
        Histories half = free.drawn(past, epoch / 2 / DeepTrainer.cost(OPTIONS));
        assertThat(half.all()).hasSizeBetween(40, 60);
        assertThat(bytes(new DeepTrainer(1, 7, epoch / 2).fit(past, OPTIONS, done -> {})))
                .isEqualTo(bytes(free.fit(half, OPTIONS.withEpochs(1), done -> {})));
    }

    @Test
    void aSearchCostsAtMostOneAndAHalfOfTheMostThatATrainingMayAndItsTrialsLearnFromSome() {
        Shop shop = shop(1, 300, Set.of());
        long most = 8000L * 96;
        DeepTrainer trainer = new DeepTrainer(1, 1, most);
        long transitions = DeepTrainer.work(trainer.tried(shop.past), OPTIONS) / DeepTrainer.cost(OPTIONS);

        CoordinateSearch.Found<DeepOptions> found = trainer.search(shop.past, shop.cases, 3, "ndcg_at_10", done -> {});

        assertThat(transitions).isBetween(280L, 308L);
        // A trial goes beyond its best, so that this is the least that they cost.
        long least = found.trials().stream()
                .mapToLong(trial -> trial.options().epochs() * transitions * DeepTrainer.cost(trial.options()))
                .sum();
        assertThat(found.trials()).hasSizeBetween(2, 3);
        assertThat(least).isLessThanOrEqualTo(most * 3 / 2);
    }

    @Test
    void whatWasMetIsSetByItsLevelAndNotByWhatFollowsIt() {
        // Each comes back to what it met first, and meets what is new only seldom.
        SplittableRandom random = new SplittableRandom(3);
        List<History> past = new ArrayList<>();
        List<RankingCase> cases = new ArrayList<>();
        for (int person = 0; person < 200; person++) {
            int[] items = random.ints(8, 0, ITEMS).toArray();
            for (int event = 2; event < items.length; event++) {
                items[event] = random.nextInt(5) > 0 ? items[0] : items[event];
            }
            past.add(History.of(Arrays.copyOf(items, 7)));
            cases.add(RankingCase.ofAny(History.of(Arrays.copyOf(items, 7)), items[7]));
        }
        Histories histories = new Histories(ITEMS, past, Attributes.none(ITEMS));

        CoordinateSearch.Found<DeepOptions> found =
                new DeepTrainer(1, 1).search(histories, cases, 1, "ndcg_at_10", done -> {});
        DeepModel model = new DeepTrainer(1, 1).fit(histories, found.options(), done -> {});

        assertThat(found.options().again()).isPositive();
        assertThat(found.value()).isGreaterThan(0.6);
        float[] scores = new float[ITEMS];
        model.score(History.of(4, 9, 4, 4, 11), scores);
        assertThat(IntStream.range(0, ITEMS).filter(item -> scores[item] > scores[4]))
                .isEmpty();
    }

    @Test
    void theHeadPlaysNoPartWhereWhatWasMetIsHidden() {
        Shop shop = shop(1, 120, Set.of());
        List<RankingCase> hidden = shop.cases.stream()
                .filter(one -> Arrays.stream(one.history().items()).noneMatch(met -> met == one.wanted()[0]))
                .map(one -> RankingCase.ofNew(one.history(), one.wanted()))
                .toList();

        CoordinateSearch.Found<DeepOptions> found =
                new DeepTrainer(1, 1).search(shop.past, hidden, 1, "ndcg_at_10", done -> {});

        assertThat(found.options().again()).isZero();
        float[] scores = new float[ITEMS];
        new DeepTrainer(1, 1).fit(shop.past, found.options(), done -> {}).score(History.of(4, 9), scores);
        assertThat(scores[4]).isZero();
        assertThat(scores[9]).isZero();
    }

    @Test
    void refusesTooLittleByName() {
        Histories few = shop(1, 5, Set.of()).past;

        assertThatThrownBy(() -> fit(few))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("5 histories have")
                .hasMessageContaining("at least " + DeepTrainer.LEAST_TRANSITIONS);
        assertThatThrownBy(() -> new DeepTrainer(1, 1).search(few, List.of(), 3, "ndcg_at_10", done -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 validation cases");
        assertThatThrownBy(() -> OPTIONS.withEpochs(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("epochs is 0");
    }

    @Test
    void learnsFromTheLeastThatItTakes() {
        DeepModel model = fit(shop(1, 26, Set.of()).past);
        float[] scores = new float[ITEMS];
        model.score(History.of(3, 9), scores);

        for (float score : scores) {
            assertThat(score).isFinite();
        }
    }
}
