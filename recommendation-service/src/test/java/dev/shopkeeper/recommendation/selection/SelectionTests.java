package dev.shopkeeper.recommendation.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.shopkeeper.neural.nextitem.NextItemOptions;
import dev.shopkeeper.recommendation.blend.Blend;
import dev.shopkeeper.recommendation.deep.DeepOptions;
import dev.shopkeeper.recommendation.evaluation.Chosen;
import dev.shopkeeper.recommendation.evaluation.ExplainedScorer;
import dev.shopkeeper.recommendation.evaluation.FullRanking;
import dev.shopkeeper.recommendation.evaluation.RankingCase;
import dev.shopkeeper.recommendation.history.Attributes;
import dev.shopkeeper.recommendation.history.Histories;
import dev.shopkeeper.recommendation.history.History;
import dev.shopkeeper.recommendation.ials.AlsOptions;
import dev.shopkeeper.recommendation.linear.Decay;
import dev.shopkeeper.recommendation.linear.EaseOptions;
import dev.shopkeeper.recommendation.linear.SequentialOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SelectionTests {

    private static final int ITEMS = 60;
    private static final int KINDS = 6;
    private static final SelectionSettings SETTINGS = new SelectionSettings(2, 40, 30, 6, 4, 5, 1, 300);

    @Test
    void whatIsFoundIsAtLeastAsGoodAsEveryModelAloneOnTheCasesThatItWasSearchedOn() {
        Shop shop = shop(1);

        Selection.Selected selected = new Selection(SETTINGS, 1)
                .select(shop.past, shop.cases, new Traits(true, true, "ndcg_at_10"), done -> {});

        assertThat(selected.found().alone().keySet())
                .containsExactly(
                        "popularity", "own-items", "sequential", "ease", "cosine", "walk", "kinship", "ials", "deep");
        selected.found()
                .alone()
                .forEach((name, value) ->
                        assertThat(selected.found().blend().value()).as(name).isGreaterThanOrEqualTo(value));
        Blend blend = selected.recipe().train(shop.past, SETTINGS, 1, done -> {});
        assertThat(new FullRanking(ITEMS, List.of(10, 20))
                        .evaluate(shop.cases, blend, 1)
                        .of("ndcg_at_10"))
                .isEqualTo(selected.found().blend().value(), within(1e-6));
        selected.without().forEach((name, recipe) -> {
            assertThat(recipe.shares())
                    .extracting(share -> share.ingredient().name())
                    .doesNotContain(name);
            assertThat(new FullRanking(ITEMS, List.of(10, 20))
                            .evaluate(shop.cases, recipe.train(shop.past, SETTINGS, 1, done -> {}), 1)
                            .of("ndcg_at_10"))
                    .as("without " + name)
                    .isEqualTo(selected.recipe().figures().get("validation_without_" + name), within(1e-6))
                    .isLessThanOrEqualTo(selected.found().blend().value());
        });
        Map<String, Double> figures = selected.recipe().figures();
        assertThat(selected.without().containsKey("deep")).isEqualTo(figures.containsKey("validation_gain_of_deep"));
        assertThat(figures.getOrDefault("share_of_deep", 0.0) > 0)
                .as("a share only for what is worth more than luck: %s", figures)
                .isEqualTo(figures.getOrDefault("validation_gain_of_deep", 0.0)
                        > figures.getOrDefault("validation_standard_error_of_deep", 0.0));
    }

    @Test
    void takesNoModelThatLooksAtAnOrderWhereThereIsNone() {
        Shop shop = shop(2);

        Selection.Selected selected = new Selection(SETTINGS, 1)
                .select(shop.past, shop.cases, new Traits(false, false, "ndcg_at_10"), done -> {});

        assertThat(selected.found().alone().keySet())
                .containsExactly("popularity", "ease", "cosine", "walk", "kinship", "ials");
        assertThat(selected.candidates())
                .extracting(Selection.Candidate::ingredient)
                .contains(new Ingredient.Cosine(new Decay(Double.POSITIVE_INFINITY)));
    }

    @Test
    void everyTermIsToldAndTheTermsAddUpToTheScore() {
        Shop shop = shop(3);
        BlendModel model = model(shop.past);
        History history =
                new History(new int[] {4, 17, 4, 30, 55}, new int[] {0, 1, 2, 3, 4}, new float[] {1, 2, 1, 0.5f, 4});
        float[] scores = new float[ITEMS];

        model.score(history, scores);

        Chosen chosen = new Chosen(9, 4, 0, 33, 59);
        double[] sums = new double[chosen.size()];
        boolean[] spoke = new boolean[history.size()];
        model.explain(history, chosen, (event, place, amount) -> {
            sums[place] += amount;
            if (event != ExplainedScorer.Terms.NO_EVENT) {
                spoke[event] = true;
            }
        });
        for (int place = 0; place < sums.length; place++) {
            assertThat(sums[place]).isCloseTo(scores[chosen.item(place)], within(1e-5));
        }
        assertThat(spoke).containsOnly(true);
    }

    @Test
    void isTheSameModelFromItsBytes() {
        BlendModel model = model(shop(4).past);

        BlendModel again = BlendModel.of(model.bytes());

        assertThat(again.itemIds()).isEqualTo(model.itemIds());
        assertThat(again.recipe()).isEqualTo(model.recipe());
        assertThat(again.bytes()).isEqualTo(model.bytes());
        History history = History.of(1, 2, 3, 40);
        float[] before = new float[ITEMS];
        float[] after = new float[ITEMS];
        model.score(history, before);
        again.score(history, after);
        assertThat(after).isEqualTo(before);
    }

    @Test
    void refusesBytesOfAnythingElse() {
        byte[] bytes = model(shop(4).past).bytes();

        assertThatThrownBy(() -> BlendModel.of(new byte[] {1, 2, 3, 4, 5}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("blend");
        assertThatThrownBy(() -> BlendModel.of(Arrays.copyOf(bytes, bytes.length / 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too early");
        bytes[3] = '3';
        assertThatThrownBy(() -> BlendModel.of(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("of the format 3, and 5 is read")
                .hasMessageContaining("train it anew");
    }

    @Test
    void trainsTheSameBytesOnAnyNumberOfThreads() {
        Shop shop = shop(5);
        List<byte[]> all = new ArrayList<>();
        for (int threads : new int[] {1, 3}) {
            SelectionSettings settings = new SelectionSettings(threads, 40, 30, 6, 4, 5, 1, 300);
            Selection.Selected selected = new Selection(settings, 7)
                    .select(shop.past, shop.cases, new Traits(true, false, "ndcg_at_10"), done -> {});
            all.add(new BlendModel(
                            ids(),
                            List.of(),
                            selected.recipe(),
                            selected.recipe().train(shop.past, settings, 7, done -> {}))
                    .bytes());
        }

        assertThat(all.get(1)).isEqualTo(all.get(0));
    }

    private static BlendModel model(Histories past) {
        Recipe recipe = new Recipe(
                List.of(
                        new Recipe.Share(new Ingredient.Popular(), 0.1f),
                        new Recipe.Share(new Ingredient.Own(new Decay(2)), 0.3f),
                        new Recipe.Share(
                                new Ingredient.Sequential(
                                        new SequentialOptions(List.of(new Decay(1.5), new Decay(12)), 10, 30, 3), true),
                                1.5f),
                        new Recipe.Share(new Ingredient.Ease(new EaseOptions(30, 0.5, 50, 0, new Decay(6))), 0.7f),
                        new Recipe.Share(new Ingredient.Cosine(new Decay(Double.POSITIVE_INFINITY)), 0.2f),
                        new Recipe.Share(new Ingredient.Kinship(new Decay(3)), 0.05f),
                        new Recipe.Share(new Ingredient.Als(new AlsOptions(8, 0.01, 0.1, 4)), 0.4f),
                        new Recipe.Share(
                                new Ingredient.Deep(new DeepOptions(
                                        NextItemOptions.defaults().toBuilder()
                                                .dimension(8)
                                                .taught(0.3)
                                                .build(),
                                        0.5,
                                        2,
                                        true,
                                        true)),
                                0.2f)),
                2,
                new TreeMap<>(Map.of("validation_blend", 0.25)));
        return new BlendModel(ids(), List.of("category:tea"), recipe, recipe.train(past, SETTINGS, 1, done -> {}));
    }

    private static List<String> ids() {
        return IntStream.range(0, ITEMS).mapToObj(item -> "item-" + item).toList();
    }

    private record Shop(Histories past, List<RankingCase> cases) {}

    /** Everybody keeps to a kind, and goes from an item to the next of that kind more often than not. */
    private static Shop shop(long seed) {
        Random random = new Random(seed);
        List<History> past = new ArrayList<>();
        List<RankingCase> cases = new ArrayList<>();
        for (int person = 0; person < 250; person++) {
            int kind = random.nextInt(KINDS);
            int size = 5 + random.nextInt(6);
            int[] items = new int[size];
            for (int event = 0; event < size; event++) {
                items[event] = event > 0 && random.nextInt(3) > 0
                        ? (items[event - 1] + KINDS) % ITEMS
                        : kind + KINDS * random.nextInt(ITEMS / KINDS);
            }
            past.add(History.of(Arrays.copyOf(items, size - 1)));
            cases.add(RankingCase.ofAny(History.of(Arrays.copyOf(items, size - 1)), items[size - 1]));
        }
        int[][] ofItem = IntStream.range(0, ITEMS)
                .mapToObj(item -> new int[] {item % KINDS})
                .toArray(int[][]::new);
        return new Shop(new Histories(ITEMS, past, Attributes.of(ofItem, KINDS)), cases);
    }
}
