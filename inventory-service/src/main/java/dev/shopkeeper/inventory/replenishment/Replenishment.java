package dev.shopkeeper.inventory.replenishment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.shopkeeper.decision.Decision;
import dev.shopkeeper.decision.Explanation;
import dev.shopkeeper.decision.Language;
import dev.shopkeeper.decision.Stamp;
import dev.shopkeeper.inventory.replenishment.policy.Binding;
import dev.shopkeeper.inventory.replenishment.policy.LeadTimeSource;
import dev.shopkeeper.inventory.replenishment.policy.NetPosition;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What to order of an item for a location. The explanation's reasons add up to {@code quantity}, to 0 where nothing is to
 * be ordered.
 *
 * @param supplierId from whom; absent where nobody knows
 * @param quantity units to order now; 0, or at least the minimum and whole cases
 * @param binding which rule had the last word
 * @param reorderPoint due at this net position or below
 * @param orderUpTo what the net position is brought to, before the supplier's terms
 * @param safetyStock reorder point less expected demand
 * @param lot order-up-to level less reorder point
 * @param lotRule {@code economic} by cost, or {@code cover} of some days
 * @param shelfLifeLimit units that can be expected to sell until what is ordered now expires; absent where it does not
 * @param coverageDays how long the position and what is ordered now will last; absent where nothing sells
 * @param stockoutProbability that demand exceeds the position until an order of the next review arrives, if nothing is
 *     ordered now
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Replenishment(
        String itemId,
        String locationId,
        @Nullable String supplierId,
        long quantity,
        String binding,
        Position position,
        Demand demand,
        SupplierLeadTime leadTime,
        long reviewPeriodDays,
        long reorderPoint,
        long orderUpTo,
        BigDecimal safetyStock,
        long lot,
        String lotRule,
        long minimumOrderQuantity,
        long casePack,
        @Nullable Long shelfLifeDays,
        @Nullable BigDecimal shelfLifeLimit,
        double targetFillRate,
        @Nullable BigDecimal coverageDays,
        BigDecimal stockoutProbability,
        @JsonUnwrapped Stamp stamp,
        Explanation explanation)
        implements Decision {

    private static final int THOUSANDTHS = 3;

    /** What demand is met from; {@code net = on_hand - allocated - backorders + on_order + drafts}. */
    public record Position(long onHand, long allocated, long backorders, long onOrder, long drafts, long net) {

        static Position of(NetPosition position) {
            return new Position(
                    position.onHand(),
                    position.allocated(),
                    position.backorders(),
                    position.onOrder(),
                    position.drafts(),
                    position.net());
        }
    }

    /** Demand over lead time and review. */
    public record Demand(BigDecimal days, BigDecimal mean, BigDecimal variance, BigDecimal perDay) {}

    /**
     * How long the supplier takes.
     *
     * @param source {@code item_receipts}, {@code stated}, {@code supplier_receipts}, {@code all_receipts}, {@code assumed}
     * @param receipts of that source
     * @param assumed whether nothing is known of it
     */
    public record SupplierLeadTime(
            BigDecimal meanDays, BigDecimal deviationDays, String source, long receipts, boolean assumed) {}

    static Replenishment of(ReorderDecision decision, Language language) {
        double perDay = decision.demand().mean() / decision.demand().days();
        LeadTimeSource source = decision.leadTime().source();
        return new Replenishment(
                decision.itemId(),
                decision.locationId(),
                decision.supplierId(),
                decision.quantity(),
                wireName(decision.order().binding()),
                Position.of(decision.position()),
                new Demand(
                        rounded(decision.demand().days()),
                        rounded(decision.demand().mean()),
                        rounded(decision.demand().variance()),
                        rounded(perDay)),
                new SupplierLeadTime(
                        rounded(decision.leadTime().meanDays()),
                        rounded(decision.leadTime().deviationDays()),
                        source.name().toLowerCase(Locale.ROOT),
                        decision.leadTime().receipts(),
                        decision.leadTime().assumed()),
                decision.reviewPeriodDays(),
                decision.levels().reorderPoint(),
                decision.levels().orderUpTo(),
                decision.levels().safetyStock(),
                decision.levels().lot(),
                decision.lot().economic() ? "economic" : "cover",
                decision.terms().minimum(),
                decision.terms().casePack(),
                decision.shelfLifeDays(),
                decision.sellable() == null ? null : rounded(decision.sellable()),
                decision.targetFillRate(),
                perDay > 0 ? rounded(Math.max(0, decision.position().net() + decision.quantity()) / perDay) : null,
                rounded(decision.levels().stockoutProbability()),
                Stamp.of(decision.model(), decision.modelVersion(), decision.decidedAt(), decision.degraded()),
                Wording.explain(decision, language));
    }

    static String wireName(Binding binding) {
        return binding.name().toLowerCase(Locale.ROOT);
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(THOUSANDTHS, RoundingMode.HALF_EVEN);
    }
}
