package dev.shopkeeper.inventory.replenishment;

import dev.shopkeeper.decision.Explanation;
import dev.shopkeeper.decision.Language;
import dev.shopkeeper.decision.Reason;
import dev.shopkeeper.inventory.replenishment.policy.Binding;
import dev.shopkeeper.inventory.replenishment.policy.Term;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says in a shop's terms what was decided and why. */
final class Wording {

    private static final String UNIT = "units";

    private final ReorderDecision decision;
    private final Language language;

    private Wording(ReorderDecision decision, Language language) {
        this.decision = decision;
        this.language = language;
    }

    static Explanation explain(ReorderDecision decision, Language language) {
        Wording wording = new Wording(decision, language);
        List<Reason> reasons = decision.order().terms().stream()
                .sorted(Comparator.comparing((Term term) -> term.units().abs()).reversed())
                .map(wording::reason)
                .toList();
        return Explanation.of(wording.summary(), BigDecimal.valueOf(decision.quantity()), reasons);
    }

    private String summary() {
        long net = decision.position().net();
        long reorderPoint = decision.levels().reorderPoint();
        long quantity = decision.quantity();
        if (decision.order().binding() == Binding.MINIMUM_ABOVE_SHELF_LIFE) {
            return text(aboveShelfLifeEnglish(), aboveShelfLifeChinese());
        }
        if (quantity > 0) {
            String supplier = decision.supplierId();
            return text(
                    "Order " + quantity + " units" + (supplier == null ? "" : " from " + supplier) + ": " + net
                            + " are there or coming, and " + reorderPoint + " is the reorder point.",
                    (supplier == null ? "" : "向 " + supplier + " ") + "订购 " + quantity + " 件：现有及在途共 " + net
                            + " 件，再订货点为 " + reorderPoint + " 件。");
        }
        if (decision.levels().orderUpTo() == 0) {
            return text("Nothing to order: no demand is expected.", "无需订货：预计没有需求。");
        }
        return text(
                "Nothing to order: " + net + " are there or coming, above the reorder point of " + reorderPoint + ".",
                "无需订货：现有及在途共 " + net + " 件，高于再订货点 " + reorderPoint + " 件。");
    }

    private String aboveShelfLifeEnglish() {
        return "The smallest order is " + smallest()
                + " units, more than can be expected to sell within the shelf life of "
                + decision.shelfLifeDays() + " days: "
                + (decision.quantity() == 0 ? "nothing is ordered." : "it is ordered nevertheless.");
    }

    private String aboveShelfLifeChinese() {
        return "最小订货量 " + smallest() + " 件，超过 " + decision.shelfLifeDays() + " 天保质期内预计可售的数量："
                + (decision.quantity() == 0 ? "暂不订货。" : "仍然订货。");
    }

    private long smallest() {
        long pack = decision.terms().casePack();
        return Math.ceilDiv(decision.terms().minimum(), pack) * pack;
    }

    private Reason reason(Term term) {
        return new Reason(term.kind().name().toLowerCase(Locale.ROOT), subject(term), term.units(), UNIT, text(term));
    }

    private @Nullable String subject(Term term) {
        return switch (term.kind()) {
            case MINIMUM, CASE_PACK, MINIMUM_ABOVE_SHELF_LIFE -> decision.supplierId();
            default -> null;
        };
    }

    private String text(Term term) {
        String fillRate = number(100 * decision.targetFillRate()) + " %";
        return switch (term.kind()) {
            case EXPECTED_DEMAND ->
                text(
                        "Expected to sell until an order of the next review arrives: " + number(leadDays())
                                + " days of lead time and " + decision.reviewPeriodDays() + " of review"
                                + (decision.leadTime().assumed() ? "; the lead time is assumed" : ""),
                        "下次检查所下订单到货前的预计销量：交货期 " + number(leadDays()) + " 天，检查周期 "
                                + decision.reviewPeriodDays() + " 天"
                                + (decision.leadTime().assumed() ? "（交货期为假定值）" : ""));
            case SAFETY_STOCK ->
                term.units().signum() < 0
                        ? text(
                                "Less than the expected demand is enough to meet " + fillRate + " of it at once",
                                "低于预计需求即可立即满足其中的 " + fillRate)
                        : text(
                                "Safety stock, so that " + fillRate + " of the demand is met at once",
                                "安全库存，使 " + fillRate + " 的需求可立即满足");
            case LOT ->
                decision.lot().economic()
                        ? text("The lot at which ordering and holding cost least", "订货与持有成本之和最低的批量")
                        : text(
                                "Ordered at once: the demand of " + number(decision.lotDays()) + " days",
                                "一次订足 " + number(decision.lotDays()) + " 天的需求");
            case ON_HAND -> text("On hand", "现有库存");
            case ALLOCATED -> text("Of it, reserved for customers", "其中已为顾客预留");
            case BACKORDERS -> text("Promised to customers and not on hand", "已承诺顾客但缺货");
            case ON_ORDER -> text("Ordered and not yet received", "已订购未到货");
            case DRAFTS -> text("Proposed, and not yet decided on", "已建议待审批");
            case NOT_DUE ->
                decision.position().net() > decision.levels().reorderPoint()
                        ? text(
                                "Not due: " + decision.position().net() + " are above the reorder point of "
                                        + decision.levels().reorderPoint(),
                                "未到再订货点：" + decision.position().net() + " 件高于 "
                                        + decision.levels().reorderPoint() + " 件")
                        : text("Nothing is missing", "并无缺口");
            case SHELF_LIFE ->
                text(
                        "No more can be expected to sell within the shelf life of " + decision.shelfLifeDays()
                                + " days",
                        "保质期 " + decision.shelfLifeDays() + " 天内预计无法售出更多");
            case MINIMUM ->
                text(
                        "The supplier's minimum is " + decision.terms().minimum(),
                        "供应商的最小订货量为 " + decision.terms().minimum() + " 件");
            case MINIMUM_ABOVE_SHELF_LIFE -> text(aboveShelfLifeEnglish(), aboveShelfLifeChinese());
            case CASE_PACK ->
                text(
                        "Whole cases of " + decision.terms().casePack(),
                        "按每箱 " + decision.terms().casePack() + " 件取整");
        };
    }

    private double leadDays() {
        return decision.leadTime().meanDays();
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value)
                .setScale(1, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }

    private String text(String english, String chinese) {
        return language.choose(english, chinese);
    }
}
