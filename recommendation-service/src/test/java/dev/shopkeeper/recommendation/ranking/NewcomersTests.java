package dev.shopkeeper.recommendation.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shopkeeper.neural.nextitem.NextItemOptions;
import dev.shopkeeper.recommendation.catalogue.Catalogue;
import dev.shopkeeper.recommendation.catalogue.CatalogueItem;
import dev.shopkeeper.recommendation.deep.DeepModel;
import dev.shopkeeper.recommendation.deep.DeepOptions;
import dev.shopkeeper.recommendation.history.Attributes;
import dev.shopkeeper.recommendation.history.Histories;
import dev.shopkeeper.recommendation.history.History;
import dev.shopkeeper.recommendation.index.IndexSettings;
import dev.shopkeeper.recommendation.index.ServingIndex;
import dev.shopkeeper.recommendation.interaction.Kind;
import dev.shopkeeper.recommendation.popularity.Ranking;
import dev.shopkeeper.recommendation.selection.BlendModel;
import dev.shopkeeper.recommendation.selection.Ingredient;
import dev.shopkeeper.recommendation.selection.Recipe;
import dev.shopkeeper.recommendation.selection.SelectionSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NewcomersTests {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final int ITEMS = 40;
    private static final int KINDS = 4;

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final Catalogue catalogue = new Catalogue(clock);
    private final ServingIndex index = new ServingIndex(
            new IndexSettings(Duration.ofDays(14), 1, 2, 3, 5, 90, 100, 1000, 1000, 5, Duration.ofMillis(100), 100),
            clock);
    private final BlendModel model = trained();
    private final Newcomers newcomers = new Newcomers(catalogue, index, model, (DeepModel)
            model.blend().parts().getFirst().model());

    /** People keep to one of four kinds, each a category. */
    private static BlendModel trained() {
        SplittableRandom random = new SplittableRandom(5);
        int[][] ofItem = new int[ITEMS][];
        for (int item = 0; item < ITEMS; item++) {
            ofItem[item] = new int[] {item % KINDS};
        }
        List<History> all = IntStream.range(0, 300)
                .mapToObj(person -> History.of(random.ints(8, 0, ITEMS / KINDS)
                        .map(place -> place * KINDS + person % KINDS)
                        .toArray()))
                .toList();
        List<String> names = IntStream.range(0, KINDS)
                .mapToObj(kind -> "category:kind-" + kind)
                .toList();
        Histories past = new Histories(ITEMS, all, Attributes.of(ofItem, KINDS).named(names));
        Recipe recipe = new Recipe(
                List.of(new Recipe.Share(
                        new Ingredient.Deep(new DeepOptions(
                                NextItemOptions.defaults().toBuilder()
                                        .dimension(16)
                                        .build(),
                                0,
                                4,
                                true,
                                false)),
                        0.5f)),
                1,
                new TreeMap<>());
        SelectionSettings settings = new SelectionSettings(1, 40, 100, 4, 4, 5, 1, 100);
        return new BlendModel(
                IntStream.range(0, ITEMS).mapToObj(item -> "item-" + item).toList(),
                names,
                recipe,
                recipe.train(past, settings, 1, done -> {}));
    }

    @BeforeEach
    void fill() {
        for (int item = 0; item < ITEMS; item++) {
            catalogue.item(item("item-" + item, "kind-" + item % KINDS, NOW.minus(Duration.ofDays(9))));
        }
        catalogue.settle();
    }

    private static CatalogueItem item(String id, @Nullable String category, Instant heardAt) {
        return new CatalogueItem(
                id,
                Map.of("en", "Item"),
                null,
                null,
                category == null ? List.of() : List.of(category),
                false,
                null,
                true,
                heardAt,
                Map.of(),
                null,
                null,
                heardAt);
    }

    private List<Scored> best(int kind) {
        int[] numbers = model.itemIds().stream().mapToInt(index::intern).toArray();
        BlendRanker ranker = new BlendRanker(
                model, numbers, index::items, new NeighbourRanker((item, visitor) -> {}, 20, 5, 0.1), newcomers::now);
        List<Evidence> met = IntStream.of(kind, kind + KINDS, kind + 2 * KINDS)
                .mapToObj(item -> new Evidence("item-" + item, numbers[item], new Evidence.Past(Kind.VIEW), 1))
                .toList();
        return ranker.best(met, Ranking.EMPTY, item -> true, ITEMS + 10);
    }

    @Test
    void isOfferedToThoseWhoLikeItsKindAsSoonAsTheCatalogueHasIt() {
        assertThat(newcomers.now().numbers()).isEmpty();
        for (int kind = 0; kind < KINDS; kind++) {
            catalogue.item(item("new-" + kind, "kind-" + kind, NOW));
        }
        catalogue.item(item("mystery", null, NOW));
        catalogue.item(item("odd", "a kind that nobody met", NOW));
        catalogue.settle();

        assertThat(newcomers.now().numbers())
                .as("those of which something is known that the network knows")
                .hasSize(KINDS);
        for (int kind = 0; kind < KINDS; kind++) {
            List<String> order = best(kind).stream()
                    .map(scored -> index.id(scored.item()))
                    .filter(id -> id.startsWith("new-"))
                    .toList();
            assertThat(order).startsWith("new-" + kind).hasSize(KINDS);
        }
    }

    @Test
    void tellsWhyATermForEachOfTheItemsMet() {
        catalogue.item(item("new", "kind-1", NOW));
        catalogue.settle();
        int number = index.intern("new");

        Scored shown = best(1).stream()
                .filter(scored -> scored.item() == number)
                .findFirst()
                .orElseThrow();

        DeepModel network = (DeepModel) model.blend().parts().getFirst().model();
        double score = network.ask(new History(new int[] {9, 5, 1}, new int[] {0, 1, 2}, new float[] {1, 1, 1}))
                .scores(newcomers.now().vectors())[0];
        assertThat(shown.units() / (double) Scored.UNIT).isCloseTo(0.5 * score, within(1e-5));
        assertThat(shown.contributions())
                .extracting(Scored.Contribution::source)
                .contains(Scored.Source.NEXT, Scored.Source.POPULARITY);
        assertThat(shown.contributions())
                .filteredOn(term -> term.source() == Scored.Source.NEXT)
                .hasSize(3);
    }

    @Test
    void isFoundAgainOnlyWhereTheCatalogueHasChanged() {
        catalogue.item(item("new", "kind-1", NOW));
        catalogue.settle();
        Newcomers.Vectors first = newcomers.now();

        assertThat(newcomers.now()).isSameAs(first);
        catalogue.item(item("newer", "kind-2", NOW.plusSeconds(1)));
        catalogue.settle();
        assertThat(newcomers.now().numbers()).containsExactly(index.intern("newer"), index.intern("new"));
    }
}
