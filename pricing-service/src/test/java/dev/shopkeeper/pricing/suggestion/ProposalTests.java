package dev.shopkeeper.pricing.suggestion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.pricing.elasticity.Elasticities;
import dev.shopkeeper.pricing.elasticity.Elasticity;
import dev.shopkeeper.pricing.elasticity.Elasticity.Source;
import dev.shopkeeper.pricing.elasticity.Elasticity.Standing;
import dev.shopkeeper.pricing.forecast.Interests.Interest;
import dev.shopkeeper.pricing.guardrail.Offer;
import dev.shopkeeper.pricing.quote.InForce;
import dev.shopkeeper.pricing.quote.MinorUnit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ProposalTests {

    private static final Instant NOW = Instant.parse("2026-03-01T10:30:00Z");
    private static final SuggestionSettings SETTINGS = new Binder(new MapConfigurationPropertySource(Map.of()))
            .bindOrCreate("shopkeeper.pricing.suggestion", SuggestionSettings.class);

    /** Costs and competitors' prices are finer than the currency, list prices down to its smallest coin. */
    @RepeatedTest(40)
    void isAPriceThatCanBeChargedWhateverItComesFrom(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        for (int draw = 0; draw < 100; draw++) {
            // given
            String currency = List.of("JPY", "EUR", "KWD").get(random.nextInt(3));
            int places = MinorUnit.places(currency);
            BigDecimal listPrice = BigDecimal.valueOf(1 + (long) Math.pow(10, 5 * random.nextDouble()), places);
            BigDecimal present = listPrice
                    .multiply(BigDecimal.valueOf(0.8 + 0.4 * random.nextDouble()))
                    .setScale(places, RoundingMode.CEILING);
            Facts facts = new Facts(
                    "cup",
                    new InForce(
                            new Money(random.nextBoolean() ? present : listPrice, currency),
                            new Money(listPrice, currency),
                            NOW,
                            InForce.LIST_PRICE,
                            null,
                            null,
                            null),
                    random.nextInt(4) == 0 ? null : new Money(fine(random, listPrice, 0, 1.2), currency),
                    random.nextBoolean() ? null : (long) random.nextInt(200),
                    IntStream.range(0, random.nextInt(3))
                            .mapToObj(i -> new Offer("c" + i, fine(random, listPrice, 0.34, 2), currency, true, NOW))
                            .toList(),
                    random.nextInt(4) == 0 ? NOW.minusSeconds(random.nextInt(200_000)) : null,
                    null,
                    new Interest(0, 0),
                    null);
            double value = -0.2 - 5 * random.nextDouble();
            Elasticity elasticity = new Elasticity(
                    value,
                    value - random.nextDouble(),
                    value * random.nextDouble(),
                    Standing.KNOWN,
                    Source.ITEM,
                    "cup",
                    1 + random.nextInt(50),
                    52,
                    0);

            // when
            Proposal proposal = Proposal.of(
                    facts,
                    new Elasticities.Answer(elasticity, "price-elasticity", "7", false),
                    SETTINGS,
                    new BigDecimal("0.05"),
                    NOW);

            // then
            assertThat(proposal.price().stripTrailingZeros().scale())
                    .as("decimal places of %s, seed %s, draw %s, %s", proposal.price(), repetition, draw, facts)
                    .isLessThanOrEqualTo(places);
            assertThat(proposal.price())
                    .as("seed %s, draw %s, %s", repetition.getCurrentRepetition(), draw, facts)
                    .isPositive();
        }
    }

    private static BigDecimal fine(Random random, BigDecimal of, double least, double most) {
        return of.multiply(BigDecimal.valueOf(least + (most - least) * random.nextDouble()))
                .setScale(4, RoundingMode.HALF_EVEN);
    }
}
