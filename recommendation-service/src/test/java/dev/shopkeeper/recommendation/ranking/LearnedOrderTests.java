package dev.shopkeeper.recommendation.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.decision.Language;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.learning.life.Served;
import dev.shopkeeper.recommendation.catalogue.Catalogue;
import dev.shopkeeper.recommendation.catalogue.CatalogueItem;
import dev.shopkeeper.recommendation.index.IndexSettings;
import dev.shopkeeper.recommendation.index.ServingIndex;
import dev.shopkeeper.recommendation.interaction.Kind;
import dev.shopkeeper.recommendation.popularity.Ranking;
import dev.shopkeeper.recommendation.relevance.CandidateFeatures;
import dev.shopkeeper.recommendation.relevance.PlantedShop;
import dev.shopkeeper.recommendation.relevance.RelevanceTrainer;
import dev.shopkeeper.recommendation.relevance.Reranker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LearnedOrderTests {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final int ITEMS = 12;

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final Catalogue catalogue = new Catalogue(clock);
    private final ServingIndex index = new ServingIndex(
            new IndexSettings(Duration.ofDays(14), 1, 2, 3, 5, 90, 100, 1000, 1000, 5, Duration.ofMillis(100), 100),
            clock);
    private final LearnedOrder order = new LearnedOrder(Served.nothing(), catalogue, index);

    /** The dearer ones are scored higher. */
    private List<Scored> blend = List.of();

    @BeforeEach
    void fill() {
        for (int item = 0; item < ITEMS; item++) {
            catalogue.item(new CatalogueItem(
                    "item-" + item,
                    Map.of("en", "Item"),
                    "brand",
                    null,
                    List.of("all", "kind-" + item % 2),
                    false,
                    null,
                    true,
                    NOW,
                    Map.of(),
                    null,
                    null,
                    NOW.minus(Duration.ofDays(30))));
            catalogue.price(
                    "item-" + item, new CatalogueItem.Price(Money.of(20 * item + 10 + ".00", "CNY"), NOW, null));
        }
        blend = IntStream.range(0, ITEMS)
                .map(place -> ITEMS - 1 - place)
                .mapToObj(item -> Scored.of(
                        index.intern("item-" + item),
                        List.of(Scored.Contribution.of(Scored.Source.NEXT, null, 1_000_000_000L + item * 1_000_000L))))
                .toList();
    }

    @Test
    void leavesTheOrderAsItIsAndMakesFeaturesWhileNothingIsLearned() {
        LearnedOrder.Ordered ordered = ordered(null);

        assertThat(ordered.list()).isEqualTo(blend);
        assertThat(ordered.version()).isNull();
        CandidateFeatures dearest = ordered.features().get(index.number("item-11"));
        assertThat(dearest).isNotNull();
        if (dearest != null) {
            assertThat(dearest.blendRank()).isEqualTo(1);
            assertThat(dearest.blendScore()).isEqualTo(1.011f);
            assertThat(dearest.priceRatio()).isEqualTo((float) (230.0 / 120));
            assertThat(dearest.sameCategory()).as("met last: item 3").isEqualTo(1);
            assertThat(dearest.metBefore()).isZero();
            assertThat(dearest.daysKnown()).isEqualTo(30);
            assertThat(dearest.placement()).isEqualTo(1);
        }
    }

    @Test
    void putsCheapOnesFirstWherePeopleClickThemAndTellsWhatThatAdds() {
        Reranker learned = new Reranker(
                new RelevanceTrainer(1000, 100, 2, 1).train(new PlantedShop(1, true).shown(3000), done -> {}));

        LearnedOrder.Ordered ordered = ordered(new Served.Current<>("impression-ranker", "v7", learned));

        assertThat(ordered.version()).isEqualTo("v7");
        assertThat(ordered.list())
                .extracting(Scored::item)
                .containsExactlyInAnyOrderElementsOf(
                        blend.stream().map(Scored::item).toList());
        List<String> ids =
                ordered.list().stream().map(scored -> index.id(scored.item())).toList();
        assertThat(ids.indexOf("item-0")).as(ids.toString()).isLessThan(ids.indexOf("item-11"));
        for (int place = 1; place < ITEMS; place++) {
            assertThat(ordered.list().get(place - 1).units())
                    .isGreaterThanOrEqualTo(ordered.list().get(place).units());
        }
        assertThat(ordered.list().getFirst().contributions())
                .extracting(Scored.Contribution::source)
                .contains(Scored.Source.NEXT, Scored.Source.SHOWN_BEFORE);
    }

    private LearnedOrder.Ordered ordered(Served.@Nullable Current<Reranker> learned) {
        Question question = new Question(
                Visitor.NOBODY,
                Placement.HOME,
                null,
                List.of(),
                List.of(),
                Restriction.NONE,
                20,
                null,
                Language.ENGLISH);
        Evidence met = new Evidence("item-3", index.number("item-3"), new Evidence.Past(Kind.VIEW), 1);
        return order.ordered(blend, learned, question, List.of(met), Ranking.EMPTY, NOW);
    }
}
