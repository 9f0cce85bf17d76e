package dev.shopkeeper.recommendation.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.decision.Language;
import dev.shopkeeper.recommendation.catalogue.Catalogue;
import dev.shopkeeper.recommendation.catalogue.CatalogueItem;
import dev.shopkeeper.recommendation.interaction.Kind;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordingTests {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final Catalogue catalogue = new Catalogue(Clock.fixed(NOW, ZoneOffset.UTC));
    private final CatalogueItem boot = new CatalogueItem(
            "boot",
            Map.of("en", "Boot", "zh", "靴子"),
            null,
            null,
            List.of(),
            false,
            null,
            true,
            NOW,
            Map.of(),
            null,
            null,
            NOW);

    private List<String> reasons(Language language, long units) {
        catalogue.item(boot);
        Scored scored = Scored.of(
                0,
                List.of(
                        Scored.Contribution.of(
                                Scored.Source.NEXT, new Evidence("boot", 0, new Evidence.Past(Kind.VIEW), 1), units),
                        Scored.Contribution.of(Scored.Source.POPULARITY, null, units)));
        return new Wording(language, catalogue)
                .item(boot, scored, 1, NOW).reasons().stream()
                        .map(reason -> reason.text())
                        .toList();
    }

    @Test
    void doesNotPutWhatTakesAwayFromAScoreAsWhatRecommendsTheItem() {
        assertThat(reasons(Language.ENGLISH, 5)).containsExactlyInAnyOrder("Because you viewed “Boot”", "Popular now");
        assertThat(reasons(Language.ENGLISH, -5))
                .containsExactlyInAnyOrder(
                        "Speaks against it: Because you viewed “Boot”", "Speaks against it: Popular now");
        assertThat(reasons(Language.CHINESE, -5)).allMatch(text -> text.startsWith("不利因素："));
    }
}
