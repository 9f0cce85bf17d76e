package dev.shopkeeper.pricing.suggestion;

import dev.shopkeeper.pricing.guardrail.Endings;
import dev.shopkeeper.pricing.quote.MinorUnit;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code shopkeeper.pricing.suggestion}.
 *
 * @param weeks over how many weeks margin is added up
 * @param searchMultiple how many times above and below the list price the optimum is looked for
 * @param ceilingMultiple highest price, as a multiple of the list price
 * @param competitorAge oldest observation of a competitor's price that counts
 * @param competitorTolerance by how much the cheapest competitor may be exceeded, as a part of its price
 * @param absurdFactor how many times more or less than the list price a competitor's price is taken for a mistake
 * @param forecastAge oldest forecast of demand that counts
 * @param largestStep largest change at once, as a part of the price in force
 * @param betweenChanges least time between two changes by suggestion
 * @param largestChangeByRule largest change that is approved without a person, as a part of the price in force; 0 for none
 * @param endings what prices end with, by currency; any ending for a currency that is not there
 */
@ConfigurationProperties("shopkeeper.pricing.suggestion")
record SuggestionSettings(
        @DefaultValue("4") double weeks,
        @DefaultValue("3") BigDecimal searchMultiple,
        @DefaultValue("1.5") BigDecimal ceilingMultiple,
        @DefaultValue("24h") Duration competitorAge,
        @DefaultValue("0") BigDecimal competitorTolerance,
        @DefaultValue("3") BigDecimal absurdFactor,
        @DefaultValue("72h") Duration forecastAge,
        @DefaultValue("0.10") BigDecimal largestStep,
        @DefaultValue("24h") Duration betweenChanges,
        @DefaultValue("0.05") BigDecimal largestChangeByRule,
        @Nullable Map<String, List<BigDecimal>> endings) {

    private static final Map<String, List<BigDecimal>> USUAL = Map.of(
            "CNY", List.of(new BigDecimal("0.90")),
            "EUR", List.of(new BigDecimal("0.99")),
            "GBP", List.of(new BigDecimal("0.99")),
            "USD", List.of(new BigDecimal("0.99")));

    SuggestionSettings {
        if (!(weeks > 0 && weeks <= 52)
                || searchMultiple.compareTo(BigDecimal.ONE) <= 0
                || ceilingMultiple.compareTo(BigDecimal.ONE) < 0
                || absurdFactor.compareTo(BigDecimal.ONE) <= 0) {
            throw new IllegalArgumentException("shopkeeper.pricing.suggestion: weeks is " + weeks
                    + ", search-multiple " + searchMultiple + ", ceiling-multiple " + ceilingMultiple
                    + ", absurd-factor " + absurdFactor + ". Maybe leave them at 4, 3, 1.5 and 3?");
        }
        if (isNoPart(competitorTolerance) || isNoPart(largestStep) || isNoPart(largestChangeByRule)) {
            throw new IllegalArgumentException("shopkeeper.pricing.suggestion: competitor-tolerance is "
                    + competitorTolerance + ", largest-step " + largestStep + ", largest-change-by-rule "
                    + largestChangeByRule + ", and each must be from 0 to 1. Maybe leave them at 0, 0.10 and 0.05?");
        }
        if (competitorAge.isNegative() || betweenChanges.isNegative() || forecastAge.isNegative()) {
            throw new IllegalArgumentException("shopkeeper.pricing.suggestion: competitor-age is " + competitorAge
                    + ", between-changes " + betweenChanges + ", forecast-age " + forecastAge
                    + ". Maybe leave them at 24h, 24h and 72h?");
        }
        endings = endings == null ? USUAL : Map.copyOf(endings);
        endings.forEach(SuggestionSettings::requireChargeable);
    }

    private static void requireChargeable(String currency, List<BigDecimal> fractions) {
        int places = MinorUnit.places(currency);
        for (BigDecimal fraction : new Endings(fractions).fractions()) {
            if (fraction.stripTrailingZeros().scale() > places) {
                throw new IllegalArgumentException("shopkeeper.pricing.suggestion.endings." + currency + " has "
                        + fraction.toPlainString() + ", and no price in " + currency + " can end with that. It has "
                        + places + " decimal places. Maybe leave " + currency + " out?");
            }
        }
    }

    private static boolean isNoPart(BigDecimal value) {
        return value.signum() < 0 || value.compareTo(BigDecimal.ONE) > 0;
    }

    Endings endingsOf(String currency) {
        List<BigDecimal> fractions = endings == null ? null : endings.get(currency);
        return fractions == null ? Endings.ANY : new Endings(fractions);
    }
}
