package dev.shopkeeper.recommendation.relevance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.recommendation.ranking.Placement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class CandidateFeaturesTests {

    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");

    private static CandidateFacts priced(@Nullable Money price) {
        return new CandidateFacts(1, 0.5, price, null, null, null, false);
    }

    @Test
    void areMadeOfWhatIsKnownWhenTheAnswerIsMade() {
        CandidateFacts best = new CandidateFacts(
                2.5, 1, Money.of("30.00", "CNY"), "tea", "Leaf", NOW.minus(Duration.ofHours(36)), true);
        CandidateFacts next = new CandidateFacts(1.5, 0.25, Money.of("10.00", "CNY"), "cups", null, null, false);

        List<CandidateFeatures> features = new ListFacts(NOW, "cart", "tea", "Leaf").features(List.of(best, next));

        assertThat(features)
                .containsExactly(
                        new CandidateFeatures(2.5f, 1, 1, 1.5f, 1, 1, 1.5f, 1, 3, 1),
                        new CandidateFeatures(1.5f, 2, 0.25f, 0.5f, 0, 0, Float.NaN, 0, 3, 2));
        assertThat(features.getLast().at(7).position()).isEqualTo(7);
    }

    @Test
    void areMissingWhereNothingIsKnown() {
        CandidateFeatures features = new ListFacts(NOW, null, null, null)
                .features(List.of(priced(null)))
                .getFirst();

        assertThat(features.priceRatio()).isNaN();
        assertThat(features.sameCategory()).isNaN();
        assertThat(features.sameBrand()).isNaN();
        assertThat(features.daysKnown()).isNaN();
        assertThat(features.placement()).isZero();
    }

    @Test
    void comparePricesOfTheMostUsualCurrencyAlone() {
        List<CandidateFeatures> features = new ListFacts(NOW, null, null, null)
                .features(List.of(
                        priced(Money.of("10.00", "CNY")),
                        priced(Money.of("1.00", "USD")),
                        priced(Money.of("20.00", "CNY")),
                        priced(null)));

        assertThat(features.get(0).priceRatio()).isCloseTo(10f / 15, within(1e-6f));
        assertThat(features.get(1).priceRatio()).isNaN();
        assertThat(features.get(2).priceRatio()).isCloseTo(20f / 15, within(1e-6f));
    }

    @Test
    void areNotDividedByAPriceOfNothing() {
        assertThat(new ListFacts(NOW, null, null, null)
                        .features(List.of(priced(Money.of("0.00", "CNY"))))
                        .getFirst()
                        .priceRatio())
                .isNaN();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void areReadFromJsonToTheBitAsTheyWereLogged(long seed) {
        PlantedShop shop = new PlantedShop(seed, false);
        for (int list = 0; list < 50; list++) {
            for (CandidateFeatures features : shop.list()) {
                JsonNode json = EventJson.mapper().valueToTree(features.logged());
                List<@Nullable Float> read = new ArrayList<>();
                for (JsonNode value : EventJson.mapper().readTree(json.toString())) {
                    read.add(value.isNull() ? null : Float.valueOf(value.asString()));
                }

                assertThat(CandidateFeatures.ofLogged(read)).as("seed %d", seed).contains(features);
            }
        }
    }

    @Test
    void areNothingIfAnotherVersionLoggedThem() {
        assertThat(CandidateFeatures.ofLogged(List.of(1f, 2f))).isEmpty();
        assertThat(CandidateFeatures.ofLogged(Arrays.asList(new Float[Feature.values().length])))
                .isEmpty();
    }

    @Test
    void numberThePlacementsAsTheyAreCalledInRequests() {
        assertThat(ListFacts.PLACEMENTS).isEqualTo(Placement.WORDS);
    }

    @Test
    void refuseAPlaceThatIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CandidateFeatures(1, 0, 0, 1, 0, 0, 0, 0, 0, 1))
                .withMessageContaining("blend_rank 0");
    }
}
