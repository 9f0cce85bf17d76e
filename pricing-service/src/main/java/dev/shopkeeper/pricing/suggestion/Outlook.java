package dev.shopkeeper.pricing.suggestion;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.pricing.elasticity.Elasticity;
import dev.shopkeeper.pricing.forecast.HeardForecasts.ForecastDemand;
import dev.shopkeeper.pricing.optimum.Market;
import dev.shopkeeper.pricing.optimum.Optimum;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** What an item is expected to sell and earn at any price, where its elasticity and its sales are known. */
final class Outlook {

    private final Facts facts;
    private final Elasticity elasticity;
    private final Demand demand;
    private final Market market;
    private final boolean costKnown;
    private final double least;
    private final double most;

    private Outlook(Facts facts, Elasticity elasticity, Demand demand, SuggestionSettings settings, double weeks) {
        BigDecimal cost = facts.comparableCost();
        double present = facts.present().doubleValue();
        double multiple = settings.searchMultiple().doubleValue();
        this.facts = facts;
        this.elasticity = elasticity;
        this.demand = demand;
        this.costKnown = cost != null;
        this.market = new Market(
                demand.weeklyUnits(),
                present,
                cost == null ? 0 : cost.doubleValue(),
                facts.stock() == null ? Double.POSITIVE_INFINITY : facts.stock(),
                weeks);
        this.least = Math.min(present, facts.listPrice().doubleValue() / multiple);
        this.most = Math.max(present, facts.listPrice().doubleValue() * multiple);
    }

    /** Null where nothing is known of how the item sells. */
    static @Nullable Outlook of(Facts facts, @Nullable Elasticity elasticity, SuggestionSettings settings) {
        return of(facts, elasticity, settings, settings.weeks());
    }

    /** The same over another time. */
    static @Nullable Outlook of(
            Facts facts, @Nullable Elasticity elasticity, SuggestionSettings settings, double weeks) {
        Demand demand = elasticity == null
                ? null
                : Demand.of(elasticity, facts.forecast(), facts.interest(), facts.priceRatio());
        return elasticity == null || demand == null ? null : new Outlook(facts, elasticity, demand, settings, weeks);
    }

    Assessment.ExpectedDemand demand() {
        ForecastDemand forecast = facts.forecast();
        return new Assessment.ExpectedDemand(
                BigDecimal.valueOf(demand.weeklyUnits()).setScale(2, RoundingMode.HALF_EVEN),
                demand.source(),
                forecast == null ? null : forecast.model(),
                forecast == null ? null : forecast.version(),
                BigDecimal.valueOf(demand.priceFactor()).setScale(3, RoundingMode.HALF_EVEN),
                BigDecimal.valueOf(demand.interestFactor()).setScale(3, RoundingMode.HALF_EVEN));
    }

    /** Whether the best price can be told. */
    boolean costKnown() {
        return costKnown;
    }

    Optimum unconstrained() {
        return Optimum.unconstrained(market.cost(), elasticity.value(), least, most);
    }

    Optimum withStock() {
        return Optimum.expected(market, elasticity.value(), least, most);
    }

    Optimum withCaution() {
        return Optimum.cautious(market, elasticity.lower(), elasticity.upper(), least, most);
    }

    /** As exact money: the price in force itself where that is meant, else rounded to the currency and never to nothing. */
    BigDecimal exact(Optimum optimum) {
        return optimum.price() == facts.present().doubleValue()
                ? facts.present()
                : BigDecimal.valueOf(optimum.price())
                        .setScale(facts.places(), RoundingMode.HALF_EVEN)
                        .max(BigDecimal.ONE.movePointLeft(facts.places()));
    }

    Assessment.Expected at(BigDecimal price) {
        double at = price.doubleValue();
        return new Assessment.Expected(
                market.weeks(),
                BigDecimal.valueOf(market.units(at, elasticity.value())).setScale(2, RoundingMode.HALF_EVEN),
                costKnown ? money(market.margin(at, elasticity.value())) : null,
                costKnown ? money(market.worstMargin(at, elasticity.lower(), elasticity.upper())) : null);
    }

    /** What a price earns at the worst elasticity of the interval, not rounded. */
    double cautiousMargin(BigDecimal price) {
        return market.worstMargin(price.doubleValue(), elasticity.lower(), elasticity.upper());
    }

    private Money money(double amount) {
        return new Money(BigDecimal.valueOf(amount).setScale(facts.places(), RoundingMode.HALF_EVEN), facts.currency());
    }
}
