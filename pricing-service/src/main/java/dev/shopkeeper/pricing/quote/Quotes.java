package dev.shopkeeper.pricing.quote;

import dev.shopkeeper.decision.DegradedReason;
import dev.shopkeeper.decision.Explanation;
import dev.shopkeeper.decision.Language;
import dev.shopkeeper.decision.Reason;
import dev.shopkeeper.decision.Stamp;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.pricing.elasticity.Elasticities;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Says the price in force, and where it came from. What it says is what the ledger says: a promotion ends for a quote in
 * the moment in which its end is written and told, so that no two channels ask different prices.
 */
@Service
class Quotes {

    private static final String VERSION = "1";

    private final Prices prices;
    private final Elasticities elasticities;
    private final Clock clock;

    Quotes(Prices prices, Elasticities elasticities, Clock clock) {
        this.prices = prices;
        this.elasticities = elasticities;
        this.clock = clock;
    }

    /**
     * The price to ask.
     *
     * @throws dev.shopkeeper.starter.problem.ProblemException 404 for an item that is not sold or has no list price
     */
    @Transactional(readOnly = true)
    public Quote quote(String itemId, Language language) {
        InForce price = prices.find(itemId).orElseThrow(() -> prices.none(itemId));
        Stamp stamp = stamp(itemId, price.origin());
        return new Quote(
                itemId,
                price.price(),
                price.listPrice(),
                prices.lowestBefore(itemId, price.price().currency(), price.effectiveFrom()),
                price.effectiveFrom(),
                price.effectiveUntil(),
                price.promotionId(),
                stamp,
                Explanation.of(
                        summary(price, stamp.degraded(), language),
                        price.price().amount(),
                        reasons(itemId, price, language)));
    }

    private Stamp stamp(String itemId, InForce.@Nullable Origin origin) {
        if (origin == null) {
            return Stamp.of(
                    InForce.LIST_PRICE,
                    VERSION,
                    clock.instant(),
                    elasticities.of(itemId).degraded() ? DegradedReason.NO_CHAMPION : null);
        }
        return Stamp.of(
                origin.model(),
                origin.modelVersion(),
                clock.instant(),
                origin.degraded() ? DegradedReason.NO_CHAMPION : null);
    }

    private static String summary(InForce price, boolean degraded, Language language) {
        if (price.promoted()) {
            return language.choose(
                    "A promotion sets the price until " + price.effectiveUntil() + ".",
                    "促销价，有效期至 " + price.effectiveUntil() + "。");
        }
        if (price.origin() != null) {
            return language.choose("The price follows demand, stock and the market.", "价格随需求、库存和市场调整。");
        }
        return degraded
                ? language.choose("No price model is trained; the list price is asked.", "尚无训练好的价格模型，按标价出售。")
                : language.choose("The list price is asked; no other price was approved.", "按标价出售；尚未批准其他价格。");
    }

    /** How the price differs from the list price, and no more: the parts of the difference would tell the cost. */
    private static List<Reason> reasons(String itemId, InForce price, Language language) {
        String currency = price.price().currency();
        Money listed = price.listPrice() == null ? price.price() : price.listPrice();
        List<Reason> reasons = new ArrayList<>();
        reasons.add(
                new Reason("list_price", itemId, listed.amount(), currency, language.choose("The list price", "标价")));
        BigDecimal difference = price.price().amount().subtract(listed.amount());
        if (difference.signum() != 0) {
            reasons.add(
                    price.promoted()
                            ? new Reason(
                                    "promotion",
                                    price.promotionId(),
                                    difference,
                                    currency,
                                    language.choose("The promotion's reduction", "促销优惠"))
                            : new Reason(
                                    "demand_and_stock",
                                    itemId,
                                    difference,
                                    currency,
                                    language.choose("Demand, stock and the market", "需求、库存与市场行情")));
        }
        return reasons;
    }
}
