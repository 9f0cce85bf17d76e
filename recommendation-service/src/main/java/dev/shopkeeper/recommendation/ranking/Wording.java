package dev.shopkeeper.recommendation.ranking;

import dev.shopkeeper.recommendation.catalogue.Catalogue;
import dev.shopkeeper.recommendation.catalogue.CatalogueItem;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Puts scored items into words, in the reader's language. */
record Wording(String language, Catalogue catalogue) {

    Recommendation.Item item(CatalogueItem item, Scoring.Scored scored, int rank, Instant now) {
        List<Recommendation.Reason> reasons =
                scored.contributions().stream().map(this::reason).toList();
        return item(item, decimal(scored.units()), rank, reasons, now);
    }

    /** An item of which nothing is known but that it is in the catalogue. */
    Recommendation.Item newest(CatalogueItem item, int rank, Instant now) {
        String text = chinese() ? "店内商品" : "From the catalogue";
        return item(
                item,
                BigDecimal.ZERO,
                rank,
                List.of(new Recommendation.Reason("newest", null, BigDecimal.ZERO, text)),
                now);
    }

    private Recommendation.Item item(
            CatalogueItem item, BigDecimal score, int rank, List<Recommendation.Reason> reasons, Instant now) {
        return new Recommendation.Item(
                item.itemId(),
                item.title(language),
                catalogue
                        .priceInForce(item.itemId(), now)
                        .map(CatalogueItem.Price::money)
                        .orElse(null),
                score,
                rank,
                reasons);
    }

    private Recommendation.Reason reason(Scoring.Contribution contribution) {
        Evidence evidence = contribution.evidence();
        if (evidence == null) {
            return new Recommendation.Reason(
                    "popularity", null, decimal(contribution.units()), chinese() ? "近期热门" : "Popular now");
        }
        return new Recommendation.Reason(
                "co_occurrence", evidence.itemId(), decimal(contribution.units()), text(evidence));
    }

    private String text(Evidence evidence) {
        String title = catalogue
                .find(evidence.itemId())
                .map(item -> item.title(language))
                .orElse(evidence.itemId());
        return switch (evidence.origin()) {
            case Evidence.Past past ->
                chinese()
                        ? "因为您" + past.kind().chinese() + "“" + title + "”"
                        : "Because you " + past.kind().english() + " “" + title + "”";
            case Evidence.Viewed viewed -> chinese() ? "常与“" + title + "”一起出现" : "Often met with “" + title + "”";
            case Evidence.InBasket basket ->
                chinese() ? "与购物车中的“" + title + "”相配" : "Goes with “" + title + "” in the basket";
        };
    }

    private boolean chinese() {
        return language.equals("zh");
    }

    private static BigDecimal decimal(long units) {
        BigDecimal exact = BigDecimal.valueOf(units, 9);
        return units == 0 ? BigDecimal.ZERO : exact;
    }
}
