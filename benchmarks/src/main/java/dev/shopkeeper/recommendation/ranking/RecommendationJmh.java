package dev.shopkeeper.recommendation.ranking;

import dev.shopkeeper.recommendation.history.Attributes;
import dev.shopkeeper.recommendation.history.Histories;
import dev.shopkeeper.recommendation.history.History;
import dev.shopkeeper.recommendation.ials.AlsOptions;
import dev.shopkeeper.recommendation.index.IndexSettings;
import dev.shopkeeper.recommendation.index.Neighbours;
import dev.shopkeeper.recommendation.index.ServingIndex;
import dev.shopkeeper.recommendation.interaction.InteractionLog.Cursor;
import dev.shopkeeper.recommendation.interaction.InteractionLog.Followed;
import dev.shopkeeper.recommendation.interaction.Kind;
import dev.shopkeeper.recommendation.linear.Decay;
import dev.shopkeeper.recommendation.linear.SequentialOptions;
import dev.shopkeeper.recommendation.selection.BlendModel;
import dev.shopkeeper.recommendation.selection.Ingredient;
import dev.shopkeeper.recommendation.selection.Recipe;
import dev.shopkeeper.recommendation.selection.SelectionSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Twelve items for a visitor with ten items of past, from the serving index of 2,000 items and 100,000 interactions: by
 * neighbours with their reasons, and by popularity alone.
 */
@State(Scope.Thread)
@NullMarked
@SuppressWarnings("NullAway.Init") // JMH calls the method annotated with Setup first
public class RecommendationJmh {

    private static final int ITEMS = 2_000;
    private static final int CONTEXTS = 20_000;
    private static final int INTERACTIONS = 100_000;
    private static final int PAST = 10;
    private static final int SHOWN = 12;
    private static final double POPULARITY_SHARE = 0.1;
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    @Param("1")
    public long seed;

    private ServingIndex index;
    private List<Evidence> past;
    private BlendRanker blend;

    @Setup
    public void fill() {
        Random random = new Random(seed);
        index = new ServingIndex(
                new IndexSettings(
                        Duration.ofDays(14),
                        1,
                        2,
                        3,
                        5,
                        90,
                        100,
                        300_000,
                        6_000_000,
                        5,
                        Duration.ofMillis(100),
                        10_000),
                Clock.fixed(NOW, ZoneOffset.UTC));
        List<Followed> rows = new ArrayList<>();
        for (int i = 0; i < INTERACTIONS; i++) {
            long context = random.nextInt(CONTEXTS);
            // A context keeps to a fiftieth of the catalogue, and the first items are the popular ones.
            int item = (int) (context % 50 + 50L * (int) (ITEMS / 50.0 * Math.pow(random.nextDouble(), 2)));
            rows.add(new Followed(
                    Cursor.START,
                    Kind.VIEW,
                    1,
                    "item-" + item,
                    context,
                    NOW.minusSeconds(random.nextInt(2_000_000)),
                    true));
        }
        index.apply(rows);
        index.settle();
        past = new ArrayList<>();
        for (int i = 0; i < PAST; i++) {
            String item = rows.get(random.nextInt(INTERACTIONS)).itemId();
            past.add(new Evidence(item, index.number(item), new Evidence.Past(Kind.VIEW), 1));
        }
        blend = blend(rows, index);
    }

    /** Two time scales, what is met together and factors, each with a share. */
    private static BlendRanker blend(List<Followed> rows, ServingIndex index) {
        Map<Long, List<Integer>> visits = new TreeMap<>();
        rows.forEach(row -> visits.computeIfAbsent(row.context(), context -> new ArrayList<>())
                .add(Integer.parseInt(row.itemId().substring("item-".length()))));
        List<History> histories = visits.values().stream()
                .map(items ->
                        History.of(items.stream().mapToInt(Integer::intValue).toArray()))
                .toList();
        Recipe recipe = new Recipe(
                List.of(
                        new Recipe.Share(new Ingredient.Popular(), 0.1f),
                        new Recipe.Share(
                                new Ingredient.Sequential(
                                        new SequentialOptions(List.of(new Decay(1.5), new Decay(12)), 100, 50, 0),
                                        false),
                                1),
                        new Recipe.Share(new Ingredient.Cosine(new Decay(5)), 0.5f),
                        new Recipe.Share(new Ingredient.Als(new AlsOptions(64, 0.003, 0.1, 3)), 0.5f)),
                2,
                new TreeMap<>());
        SelectionSettings settings = SelectionSettings.defaults(1);
        BlendModel model = new BlendModel(
                IntStream.range(0, ITEMS).mapToObj(item -> "item-" + item).toList(),
                List.of(),
                recipe,
                recipe.train(new Histories(ITEMS, histories, Attributes.none(ITEMS)), settings, 1, done -> {}));
        int[] numbers = model.itemIds().stream().mapToInt(index::intern).toArray();
        return new BlendRanker(model, numbers, index::items, live(index), () -> Newcomers.Vectors.NONE);
    }

    private static NeighbourRanker live(Neighbours neighbours) {
        return new NeighbourRanker(neighbours, PAST, 5, POPULARITY_SHARE);
    }

    @Benchmark
    public Object productAnswer() {
        return blend.best(past, index.popular(), item -> true, SHOWN);
    }

    @Benchmark
    public Object liveAnswer() {
        return live(index).best(past, index.popular(), item -> true, SHOWN);
    }

    @Benchmark
    public Object peerPopularityAnswer() {
        return NeighbourRanker.ofNothing().best(List.of(), index.popular(), item -> true, SHOWN);
    }
}
