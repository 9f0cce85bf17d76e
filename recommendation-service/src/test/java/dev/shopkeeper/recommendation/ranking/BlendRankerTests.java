package dev.shopkeeper.recommendation.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shopkeeper.recommendation.history.Attributes;
import dev.shopkeeper.recommendation.history.Histories;
import dev.shopkeeper.recommendation.history.History;
import dev.shopkeeper.recommendation.ials.AlsOptions;
import dev.shopkeeper.recommendation.index.Neighbours;
import dev.shopkeeper.recommendation.interaction.Kind;
import dev.shopkeeper.recommendation.linear.Decay;
import dev.shopkeeper.recommendation.linear.SequentialOptions;
import dev.shopkeeper.recommendation.popularity.Ranking;
import dev.shopkeeper.recommendation.selection.BlendModel;
import dev.shopkeeper.recommendation.selection.Ingredient;
import dev.shopkeeper.recommendation.selection.Recipe;
import dev.shopkeeper.recommendation.selection.SelectionSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlendRankerTests {

    private static final int ITEMS = 40;
    /** Numbered after the model's items, which stand the other way round in the index. */
    private static final int STRANGER = ITEMS;

    private static final SelectionSettings SETTINGS = new SelectionSettings(1, 40, 100, 4, 4, 5, 0, 100);
    private static final Neighbours NONE = (item, visitor) -> {};

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void answersWhatTheModelScoresForTheEventsInTheirOrder(long seed) {
        // given
        Random random = new Random(seed);
        BlendModel model = model(seed);
        List<Evidence> evidence = evidence(random, 1 + random.nextInt(30));
        Ranking popular = Ranking.of(new int[] {3, 5}, new double[] {1, 0});

        // when
        List<Scored> best = ranker(model, NONE, ITEMS).best(evidence, popular, item -> item % 7 != 0, 12);

        // then
        float[] scores = new float[ITEMS];
        int[] items = evidence.reversed().stream()
                .mapToInt(one -> ITEMS - 1 - one.item())
                .toArray();
        float[] strengths = new float[items.length];
        for (int event = 0; event < items.length; event++) {
            strengths[event] = (float) evidence.reversed().get(event).weight();
        }
        model.score(new History(items, IntStream.range(0, items.length).toArray(), strengths), scores);
        List<Integer> slow = IntStream.range(0, ITEMS)
                .filter(item -> item % 7 != 0)
                .boxed()
                .sorted(Comparator.comparingDouble(item -> -scores[ITEMS - 1 - item]))
                .limit(12)
                .toList();
        assertThat(best).extracting(Scored::item).as("seed %d", seed).isEqualTo(slow);
        for (Scored scored : best) {
            assertThat(scored.units() / (double) Scored.UNIT)
                    .isCloseTo(scores[ITEMS - 1 - scored.item()], within(2e-5));
            assertThat(scored.contributions()).hasSizeBetween(1, Scored.MOST_TERMS + 1);
        }
    }

    @Test
    void tellsEachItemOnceAndTheLeastOfManyAsOne() {
        List<Evidence> evidence = evidence(new Random(3), 60);
        int distinct = Evidence.distinct(evidence).size();

        List<Scored> best = ranker(model(3), NONE, ITEMS).best(evidence, Ranking.EMPTY, item -> true, 5);

        for (Scored scored : best) {
            List<String> told = scored.contributions().stream()
                    .filter(term -> term.source() == Scored.Source.NEXT)
                    .map(term -> term.evidence() == null ? "" : term.evidence().itemId())
                    .toList();
            assertThat(told).doesNotHaveDuplicates().hasSize(Scored.MOST_TERMS);
            assertThat(scored.contributions().stream()
                            .filter(term -> term.source() == Scored.Source.REST)
                            .mapToInt(Scored.Contribution::terms)
                            .sum())
                    .isBetween(1, distinct - Scored.MOST_TERMS);
        }
    }

    @Test
    void asksPopularityOnlyWhereItIsGiven() {
        List<Evidence> evidence = evidence(new Random(4), 3);
        Ranking popular = Ranking.of(new int[] {3, 5}, new double[] {1, 0});
        BlendRanker ranker = ranker(model(4), NONE, ITEMS);

        assertThat(sources(ranker.best(evidence, popular, item -> true, ITEMS))).contains(Scored.Source.POPULARITY);
        assertThat(sources(ranker.best(evidence, Ranking.EMPTY, item -> true, ITEMS)))
                .containsOnly(Scored.Source.NEXT);
    }

    @Test
    void ranksWhatCameAfterTheTrainingByLiveNeighboursAndHearsWhatItSays() {
        // given: everything is met with the stranger
        Neighbours live = (item, visitor) -> {
            if (item == STRANGER) {
                visitor.visit(9, 0.9);
            } else {
                visitor.visit(STRANGER, 0.8);
                visitor.visit(11, 0.8);
            }
        };
        BlendRanker ranker = ranker(model(5), live, ITEMS + 1);
        Evidence known = new Evidence("item-4", 4, new Evidence.Past(Kind.VIEW), 1);
        Evidence stranger = new Evidence("new", STRANGER, new Evidence.Viewed(), 3);

        // when
        List<Scored> first = ranker.best(List.of(known), Ranking.EMPTY, item -> true, ITEMS + 1);
        List<Scored> second = ranker.best(List.of(stranger, known), Ranking.EMPTY, item -> item != STRANGER, 40);
        List<Scored> alone = ranker.best(List.of(stranger), Ranking.EMPTY, item -> true, 5);

        // then
        Scored shown = of(first, STRANGER);
        assertThat(shown.units()).isEqualTo(Math.round(2.0f * 0.8 * Scored.UNIT));
        assertThat(sources(List.of(shown))).containsOnly(Scored.Source.TOGETHER);
        assertThat(sources(List.of(of(first, 11)))).as("the model knows it").doesNotContain(Scored.Source.TOGETHER);
        long said = of(second, 9).contributions().stream()
                .filter(term -> term.source() == Scored.Source.TOGETHER)
                .mapToLong(Scored.Contribution::units)
                .sum();
        assertThat(said).isEqualTo(Math.round(2.0f * 0.9 * 0.75 * Scored.UNIT));
        assertThat(alone).extracting(Scored::item).containsExactly(9);
    }

    @Test
    void fillsUpWithWhatIsWanted() {
        BlendModel sparse = trained(
                6,
                new Recipe.Share(
                        new Ingredient.Sequential(new SequentialOptions(List.of(new Decay(2)), 10, 1, 0), false), 1));
        Ranking popular = Ranking.of(
                IntStream.range(0, ITEMS).toArray(),
                IntStream.range(0, ITEMS).mapToDouble(item -> -item).toArray());
        Evidence one = new Evidence("item-4", 4, new Evidence.Past(Kind.VIEW), 1);

        List<Scored> best = ranker(sparse, NONE, ITEMS).best(List.of(one), popular, item -> item != 4, 20);

        assertThat(best).hasSize(20);
        assertThat(best).extracting(Scored::item).doesNotHaveDuplicates().doesNotContain(4);
        List<Scored> wanted = best.stream()
                .filter(scored -> scored.contributions().getFirst().source() == Scored.Source.POPULARITY)
                .toList();
        assertThat(wanted).isNotEmpty().extracting(Scored::units).containsOnly(0L);
        assertThat(wanted).extracting(Scored::item).isSorted();
    }

    @Test
    void leavesItToPopularityWhereNothingIsKnown() {
        Ranking popular = Ranking.of(new int[] {3, 5}, new double[] {1, 0});

        List<Scored> best = ranker(model(7), NONE, ITEMS).best(List.of(), popular, item -> true, 5);

        assertThat(best).extracting(Scored::item).containsExactly(3, 5);
    }

    @Test
    void doesNotRememberOneAnswerInTheNext() {
        BlendRanker ranker = ranker(model(8), NONE, ITEMS);
        List<Evidence> evidence = evidence(new Random(8), 5);
        List<Scored> first = ranker.best(evidence, Ranking.EMPTY, item -> true, 10);
        ranker.best(evidence(new Random(9), 5), Ranking.EMPTY, item -> true, 10);

        assertThat(ranker.best(evidence, Ranking.EMPTY, item -> true, 10)).isEqualTo(first);
    }

    private static Scored of(List<Scored> all, int item) {
        return all.stream().filter(scored -> scored.item() == item).findFirst().orElseThrow();
    }

    private static Set<Scored.Source> sources(List<Scored> all) {
        return all.stream()
                .flatMap(scored -> scored.contributions().stream())
                .map(Scored.Contribution::source)
                .collect(Collectors.toSet());
    }

    private static List<Evidence> evidence(Random random, int size) {
        List<Evidence> evidence = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int item = random.nextInt(ITEMS);
            Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
            evidence.add(new Evidence("item-" + item, item, new Evidence.Past(kind), 1 + random.nextInt(2)));
        }
        return evidence;
    }

    private static BlendRanker ranker(BlendModel model, Neighbours live, int indexed) {
        int[] numbers = IntStream.range(0, ITEMS).map(row -> ITEMS - 1 - row).toArray();
        return new BlendRanker(
                model, numbers, () -> indexed, new NeighbourRanker(live, 20, 1e12, 0.1), () -> Newcomers.Vectors.NONE);
    }

    private static BlendModel model(long seed) {
        return trained(
                seed,
                new Recipe.Share(new Ingredient.Popular(), 0.1f),
                new Recipe.Share(
                        new Ingredient.Sequential(
                                new SequentialOptions(List.of(new Decay(1.5), new Decay(12)), 10, 30, 0), false),
                        1.5f),
                new Recipe.Share(new Ingredient.Cosine(new Decay(5)), 0.5f),
                new Recipe.Share(new Ingredient.Als(new AlsOptions(8, 0.01, 0.1, 4)), 0.4f));
    }

    private static BlendModel trained(long seed, Recipe.Share... shares) {
        Random random = new Random(seed);
        List<History> all = IntStream.range(0, 200)
                .mapToObj(person ->
                        History.of(random.ints(2 + random.nextInt(8), 0, ITEMS).toArray()))
                .toList();
        Recipe recipe = new Recipe(List.of(shares), 2, new TreeMap<>());
        Histories past = new Histories(ITEMS, all, Attributes.none(ITEMS));
        return new BlendModel(
                IntStream.range(0, ITEMS).mapToObj(item -> "item-" + item).toList(),
                List.of(),
                recipe,
                recipe.train(past, SETTINGS, 1, done -> {}));
    }
}
