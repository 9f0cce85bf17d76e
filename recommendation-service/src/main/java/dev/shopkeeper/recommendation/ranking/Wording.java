package dev.shopkeeper.recommendation.ranking;

import dev.shopkeeper.decision.DegradedReason;
import dev.shopkeeper.decision.Language;
import dev.shopkeeper.decision.Reason;
import dev.shopkeeper.recommendation.catalogue.Catalogue;
import dev.shopkeeper.recommendation.catalogue.CatalogueItem;
import dev.shopkeeper.recommendation.similarity.ContentTerm;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts scored items into words, in the reader's language. */
record Wording(Language language, Catalogue catalogue) {

    private static final String UNIT = "score";

    Recommendation.Item item(CatalogueItem item, Scored scored, int rank, Instant now) {
        List<Reason> reasons = scored.contributions().stream().map(this::reason).toList();
        return item(item, decimal(scored.units()), rank, reasons, now);
    }

    /** An item of which nothing is known but that it is in the catalogue. */
    Recommendation.Item newest(CatalogueItem item, int rank, Instant now) {
        List<Reason> reasons = List.of(new Reason("newest", null, BigDecimal.ZERO, UNIT, fromTheCatalogue()));
        return item(item, BigDecimal.ZERO, rank, reasons, now);
    }

    private String fromTheCatalogue() {
        return language.choose("From the catalogue", "店内商品");
    }

    private Recommendation.Item item(
            CatalogueItem item, BigDecimal score, int rank, List<Reason> reasons, Instant now) {
        return new Recommendation.Item(
                item.itemId(),
                item.title(language.code()),
                catalogue
                        .priceInForce(item.itemId(), now)
                        .map(CatalogueItem.Price::money)
                        .orElse(null),
                score,
                rank,
                reasons);
    }

    private Reason reason(Scored.Contribution contribution) {
        BigDecimal amount = decimal(contribution.units());
        Evidence evidence = contribution.evidence();
        if (evidence != null) {
            String code = contribution.source() == Scored.Source.NEXT ? "next_item" : "co_occurrence";
            return new Reason(code, evidence.itemId(), amount, UNIT, signed(contribution, text(evidence)));
        }
        ContentTerm content = contribution.content();
        if (content != null) {
            return new Reason("same_content", null, amount, UNIT, signed(contribution, text(content)));
        }
        return switch (contribution.source()) {
            case FOUND ->
                new Reason("search_rank", null, amount, UNIT, language.choose("Its place in the results", "在搜索结果中的位置"));
            case SHOWN_BEFORE ->
                new Reason(
                        "shown_before",
                        null,
                        amount,
                        UNIT,
                        language.choose("What people click and buy when shown the like", "类似商品展示后的点击和购买情况"));
            case LIKENESS ->
                new Reason("likeness", null, amount, UNIT, language.choose("Like items above it", "与前面的商品相似"));
            case NEWEST -> new Reason("newest", null, amount, UNIT, fromTheCatalogue());
            case CHANCE ->
                new Reason(
                        "chance",
                        null,
                        amount,
                        UNIT,
                        language.choose("Shown by chance, to learn whether it is liked", "随机展示，以了解是否受欢迎"));
            case FLOOR ->
                new Reason(
                        "exposure_floor",
                        null,
                        amount,
                        UNIT,
                        language.choose("For its merchant's share of what is shown", "为保证商家的展示份额"));
            case REST -> new Reason("other_items", null, amount, UNIT, rest(contribution.terms()));
            default ->
                new Reason(
                        "popularity", null, amount, UNIT, signed(contribution, language.choose("Popular now", "近期热门")));
        };
    }

    /** What takes away from a score is not put as what recommends the item. */
    private String signed(Scored.Contribution contribution, String text) {
        return contribution.units() < 0 ? language.choose("Speaks against it: ", "不利因素：") + text : text;
    }

    private String text(ContentTerm content) {
        return switch (content.kind()) {
            case CATEGORY -> language.choose("Same category: ", "同类商品：") + content.text();
            case BRAND -> language.choose("Same brand: ", "同品牌：") + content.text();
            case PRICE_BAND -> language.choose("Like price: ", "价格相近：") + content.text();
            case WORD -> language.choose("Both are called “", "名称都含“") + content.text() + "”";
        };
    }

    private String rest(int terms) {
        return language.choose(
                "And " + terms + " more term" + (terms == 1 ? "" : "s") + " that say" + (terms == 1 ? "s" : "")
                        + " less",
                "以及另外" + terms + "项影响较小的因素");
    }

    private String text(Evidence evidence) {
        String title = catalogue
                .find(evidence.itemId())
                .map(item -> item.title(language.code()))
                .orElse(evidence.itemId());
        return switch (evidence.origin()) {
            case Evidence.Past past ->
                language.choose(
                        "Because you " + past.kind().english() + " “" + title + "”",
                        "因为您" + past.kind().chinese() + "“" + title + "”");
            case Evidence.InSession session ->
                language.choose("Because you met “" + title + "” in this visit", "因为您本次浏览过“" + title + "”");
            case Evidence.Viewed viewed -> language.choose("Often met with “" + title + "”", "常与“" + title + "”一起出现");
            case Evidence.InBasket basket ->
                language.choose("Goes with “" + title + "” in the basket", "与购物车中的“" + title + "”相配");
        };
    }

    /** How what was found by a text came to stand in its order. */
    String found(String text, boolean personal, boolean nothing) {
        if (nothing) {
            return language.choose("Nothing was found for “" + text + "”.", "没有找到与“" + text + "”匹配的商品。");
        }
        return personal
                ? language.choose(
                        "Found by “" + text
                                + "”, ranked by how much of it an item's words say and by what suits the visitor.",
                        "按与“" + text + "”的匹配程度以及访客偏好排序。")
                : language.choose(
                        "Found by “" + text + "”, ranked by how much of it an item's words say.",
                        "按与“" + text + "”的匹配程度排序。");
    }

    /** How a visitor's list came about, who met so many items, of which {@code evidence} say something. */
    String ranked(Ranker.Manner manner, int met, int evidence, boolean unproven) {
        String how;
        if (manner == Ranker.Manner.WANTED) {
            how = language.choose("Ranked by popularity, whoever the visitor is.", "按热门程度排序，与访客无关。");
        } else if (met == 0) {
            how = language.choose("Ranked by popularity, since nothing is known of the visitor.", "对访客一无所知，因此按热门程度排序。");
        } else if (evidence == 0) {
            how = language.choose(
                    "Ranked by popularity, since nothing was learnt yet of what the visitor met.",
                    "尚不了解访客浏览过的商品，因此按热门程度排序。");
        } else {
            how = known(manner, evidence + (evidence == 1 ? " item" : " items"), evidence);
        }
        return unproven
                ? how
                        + language.choose(
                                " The user's past was left out: the request does not prove that it is from them.",
                                "未使用该用户的历史记录：请求未能证明来自本人。")
                : how;
    }

    private String known(Ranker.Manner manner, String items, int count) {
        return manner == Ranker.Manner.NEXT
                ? language.choose(
                        "Ranked by what was learnt to come after " + items
                                + " of the visitor's past, page and basket, in their order.",
                        "按访客的浏览记录、当前页面和购物车中" + count + "件商品（按先后顺序）之后通常会选择的商品排序。")
                : language.choose(
                        "Ranked by co-occurrence with " + items
                                + " of the visitor's past, page and basket, and by popularity.",
                        "按与访客的浏览记录、当前页面和购物车中" + count + "件商品的关联度以及热门程度排序。");
    }

    /** What regard to likeness took off the list's score. */
    String likeness(long cost) {
        return cost == 0
                ? ""
                : language.choose(
                        " For variety the list gives up " + decimal(cost) + " of its score.",
                        "为保证多样性，列表总分减少" + decimal(cost) + "。");
    }

    /** What merchants' shares of the list took off it. */
    String balanced(ExposureShare.@Nullable Balanced balanced) {
        if (balanced == null || !balanced.changed()) {
            return "";
        }
        long cost = balanced.cost();
        String left = BigDecimal.valueOf(100 * balanced.ndcg())
                .setScale(1, RoundingMode.HALF_EVEN)
                .toPlainString();
        return language.choose(
                " For merchants' shares of what is shown the list gives up " + decimal(cost)
                        + " of its score, and its NDCG is " + left + " % of what it was.",
                "为保证商家的展示份额，列表总分减少" + decimal(cost) + "，NDCG为原来的" + left + "%。");
    }

    /** @param version of what was learned from impressions; null where nothing was */
    String reordered(@Nullable String version) {
        return version == null
                ? ""
                : language.choose(
                        " Put into order by impression-ranker " + version + ".",
                        "由impression-ranker " + version + "重新排序。");
    }

    String explored() {
        return language.choose(
                " Some places are filled by chance, to learn what else is liked.", "部分位置随机展示，以了解其他受欢迎的商品。");
    }

    String withoutRules() {
        return language.choose(
                " The rules of the placement are waived: they would leave nothing.", "此位置的规则会使结果为空，因此未应用。");
    }

    String nothing() {
        return language.choose(" Nothing that may be shown meets the conditions.", "没有符合条件且可展示的商品。");
    }

    String similar(Ranker.Manner manner) {
        if (manner == Ranker.Manner.CONTENT) {
            return language.choose(
                    "Ranked by what is said of the item: categories, brand, price and words of the title.",
                    "按商品内容排序：类目、品牌、价格和标题用词。");
        }
        return manner == Ranker.Manner.NEXT
                ? language.choose("Ranked by what was learnt to come after the item alone.", "仅按该商品之后通常会选择的商品排序。")
                : language.choose("Ranked by co-occurrence with the item alone.", "仅按与该商品的关联度排序。");
    }

    String ofNothing() {
        return language.choose(
                "Nothing is known yet of what goes with the item; what is new in the catalogue stands in.",
                "尚不了解与该商品相关的商品，以店内新品代替。");
    }

    String boughtTogether() {
        return language.choose("Ranked by what is bought in one order with the item.", "按与该商品同单购买的情况排序。");
    }

    String board(Board board) {
        Integer days = board.days();
        Double halfLife = board.halfLifeDays();
        return switch (board.kind()) {
            case NEWEST -> language.choose("Ranked by when they were first heard of.", "按上架时间排序。");
            case TRENDING ->
                language.choose(
                        "Ranked by how far they gained in the last " + (days == null ? 7 : days)
                                + " days on as many days before.",
                        "按最近" + (days == null ? 7 : days) + "天相对之前同样天数的增长排序。");
            case BEST_SELLERS -> wanted("orders", "订单数", days, halfLife);
            case POPULAR -> wanted("popularity", "热门程度", days, halfLife);
        };
    }

    private String wanted(String what, String chinese, @Nullable Integer days, @Nullable Double halfLife) {
        if (days != null) {
            return language.choose(
                    "Ranked by " + what + " in the last " + days + " days.", "按最近" + days + "天的" + chinese + "排序。");
        }
        if (halfLife != null) {
            return language.choose(
                    "Ranked by " + what + ", a day counting half after " + halfLife + " days.",
                    "按" + chinese + "排序，每过" + halfLife + "天权重减半。");
        }
        return what.equals("popularity")
                ? language.choose("Ranked by popularity with exponential decay.", "按指数衰减的热门程度排序。")
                : language.choose("Ranked by " + what + ".", "按" + chinese + "排序。");
    }

    /** Before the rest, where a fallback had to. */
    String degraded(@Nullable DegradedReason reason) {
        return switch (reason) {
            case null -> "";
            case TOO_LATE ->
                language.choose(
                        "Degraded: the visitor's past could not be read in time, so it says nothing here. ",
                        "已降级：未能及时读取访客的历史记录。");
            case BEING_BUILT ->
                language.choose("Degraded: the indexes are still being built from the database. ", "已降级：索引仍在重建中。");
            case NO_CHAMPION ->
                language.choose(
                        "Degraded: no model is trained; live counts stand in for it. ", "已降级：尚无训练好的模型，由实时统计代替。");
            case UNAVAILABLE, NO_POLICY -> language.choose("Degraded. ", "已降级。");
        };
    }

    private static BigDecimal decimal(long units) {
        BigDecimal exact = BigDecimal.valueOf(units, 9);
        return units == 0 ? BigDecimal.ZERO : exact;
    }
}
