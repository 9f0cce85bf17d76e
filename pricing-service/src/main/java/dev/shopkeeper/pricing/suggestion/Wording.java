package dev.shopkeeper.pricing.suggestion;

import dev.shopkeeper.decision.Explanation;
import dev.shopkeeper.decision.Language;
import dev.shopkeeper.decision.Reason;
import dev.shopkeeper.pricing.elasticity.Elasticity;
import dev.shopkeeper.pricing.guardrail.Guardrail;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says why a price is suggested, in the shop's words. */
record Wording(Language language) {

    Explanation explain(Suggestion suggestion, Assessment assessment) {
        String currency = suggestion.price().currency();
        List<Reason> reasons = assessment.steps().stream()
                .map(step -> new Reason(
                        step.kind(), suggestion.itemId(), step.amount(), currency, text(step.kind(), assessment)))
                .toList();
        return Explanation.of(
                summary(suggestion, assessment), suggestion.price().amount(), reasons);
    }

    private String summary(Suggestion suggestion, Assessment assessment) {
        String price = suggestion.price().amount().toPlainString() + " "
                + suggestion.price().currency();
        String present = suggestion.priceInForce().amount().toPlainString() + " "
                + suggestion.price().currency();
        Assessment.RuleConflict conflict = assessment.conflict();
        if (conflict != null) {
            return language.choose(
                    "The price stays at " + price + ": rule " + conflict.floorRule() + " asks for at least "
                            + conflict.floor().amount().toPlainString() + ", and rule " + conflict.ceilingRule()
                            + " for at most " + conflict.ceiling().amount().toPlainString() + ".",
                    "价格保持 " + price + "：规则 " + conflict.floorRule() + " 要求不低于 "
                            + conflict.floor().amount().toPlainString() + "，而规则 " + conflict.ceilingRule() + " 要求不高于 "
                            + conflict.ceiling().amount().toPlainString() + "。");
        }
        if (suggestion.kind() == SuggestionKind.PROMOTION) {
            return language.choose(
                    "A promotion at " + price + " instead of " + present + ".",
                    "促销价 " + price + "，原价 " + present + "。");
        }
        String change = suggestion.price().equals(suggestion.priceInForce())
                ? language.choose("Keep " + price + ".", "维持 " + price + "。")
                : language.choose(
                        "Ask " + price + " instead of " + present + ".", "建议由 " + present + " 调整为 " + price + "。");
        return change + standing(assessment);
    }

    /** What speaks against taking it as it is. */
    private String standing(Assessment assessment) {
        Elasticity elasticity = assessment.elasticity();
        if (elasticity == null) {
            return language.choose(" How demand answers to the price is not known.", "尚不清楚需求对价格的反应。");
        }
        if (assessment.now() == null) {
            return language.choose(" How much sells is not known.", "尚不清楚销量。");
        }
        if (assessment.unconstrainedOptimum() == null) {
            return language.choose(" What the item costs is not known in the currency of its price.", "尚无与售价同币种的成本。");
        }
        return switch (elasticity.standing()) {
            case KNOWN -> "";
            case NOT_ENOUGH_VARIATION ->
                language.choose(
                        " The price moved too little so far to tell how demand answers; similar items stand in.",
                        "历史价格变动太少，无法判断需求反应，暂以同类商品代替。");
            case WRONG_SIGN ->
                language.choose(
                        " More seemed to sell at higher prices, which something else must have caused; similar items stand in.",
                        "数据显示涨价时销量反而上升，应有其他原因，暂以同类商品代替。");
        };
    }

    private String text(String kind, Assessment assessment) {
        return switch (kind) {
            case "list_price" -> language.choose("The list price", "标价");
            case "price_in_force" ->
                language.choose("What the price in force differs from the list price", "现行价格与标价的差额");
            case "elasticity" -> optimum(assessment.unconstrainedOptimum());
            case "stock" ->
                language.choose("What is on hand: less of it asks for more, more of it for less", "现有库存：库存少则提价，库存多则降价");
            case "caution" ->
                language.choose("Caution: demand may answer more or less than expected", "谨慎起见：需求反应可能强于或弱于预期");
            case Guardrail.FLOOR -> language.choose("Not below cost and the least margin", "不低于成本加最低毛利");
            case Guardrail.CEILING -> language.choose("Not too far above the list price", "不超过标价上限");
            case Guardrail.COMPETITOR -> language.choose("Not above the cheapest competitor", "不高于最低的竞争对手价格");
            case Guardrail.LARGEST_STEP ->
                language.choose("Not too much at once, nor too soon after the last change", "单次调整幅度与调整间隔的限制");
            case Guardrail.ENDING -> language.choose("The ending that the shop's prices have", "价格尾数规则");
            case Proposal.NO_GAIN ->
                language.choose(
                        "What the rules leave of the change earns nothing: the price stays", "受规则限制后调价已无收益，价格不变");
            case "conflict" -> language.choose("Two rules contradict one another: nothing is changed", "两条规则相互矛盾，价格不变");
            case "promotion" -> language.choose("The promotion's reduction", "促销优惠");
            default -> kind;
        };
    }

    private String optimum(Assessment.@Nullable Unconstrained optimum) {
        return optimum != null && optimum.bounded()
                ? language.choose(
                        "How demand answers to the price: it would bear the highest (or lowest) that was looked at",
                        "需求对价格的反应：可承受所考察范围的边界价格")
                : language.choose("How demand answers to the price", "需求对价格的反应");
    }
}
