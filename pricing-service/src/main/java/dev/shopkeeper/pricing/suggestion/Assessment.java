package dev.shopkeeper.pricing.suggestion;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.pricing.elasticity.Elasticity;
import dev.shopkeeper.pricing.guardrail.Competition;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a suggestion rests on, as it was when it was made.
 *
 * @param elasticity or null where none is known
 * @param stock units on hand, where that is known
 * @param demand what sells in a week at the price in force, and who says so
 * @param now what is expected at the price in force
 * @param suggested what is expected at the suggested price
 * @param unconstrainedOptimum the best price with stock enough, without caution and rules
 * @param bindingRules what each rule that mattered did, in their order
 * @param conflict two rules that no price keeps, where nothing was changed because of them
 * @param competition which competitors' prices counted, and why others did not
 * @param steps from the list price to the suggested one; their amounts add up to it
 * @param personNeededFor why no rule may approve it; empty where one may
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Assessment(
        @Nullable Elasticity elasticity,
        @Nullable Long stock,
        @Nullable ExpectedDemand demand,
        @Nullable Expected now,
        @Nullable Expected suggested,
        @Nullable Unconstrained unconstrainedOptimum,
        List<BindingRule> bindingRules,
        @Nullable RuleConflict conflict,
        @Nullable Competition competition,
        List<Step> steps,
        List<String> personNeededFor) {

    public Assessment {
        bindingRules = List.copyOf(bindingRules);
        steps = List.copyOf(steps);
        personNeededFor = List.copyOf(personNeededFor);
    }

    /**
     * What sells in a week at the price in force.
     *
     * @param source {@code forecast} where one was heard, else {@code sales}: those that the elasticity was learnt from
     * @param model whose forecast it is
     * @param priceFactor by how much the elasticity moves it from the price that was asked then to that of now
     * @param interestFactor by how much visitors' interest of late moves it; 1 for not at all
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ExpectedDemand(
            BigDecimal weeklyUnits,
            String source,
            @Nullable String model,
            @Nullable String modelVersion,
            BigDecimal priceFactor,
            BigDecimal interestFactor) {}

    /**
     * What a price brings over some weeks.
     *
     * @param units at the elasticity that is expected
     * @param margin of these; absent where the cost is not known
     * @param cautiousMargin at the worst elasticity of the interval
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Expected(
            double weeks,
            BigDecimal units,
            @Nullable Money margin,
            @Nullable Money cautiousMargin) {}

    /** @param bounded whether it is the end of the range that was searched */
    public record Unconstrained(Money price, boolean bounded) {}

    /** @param evidence what the rule went by, by name */
    public record BindingRule(String rule, Money before, Money after, Map<String, String> evidence) {}

    /** The floor of one rule above the ceiling of another. */
    public record RuleConflict(String floorRule, Money floor, String ceilingRule, Money ceiling) {}

    /** A term of the price. */
    public record Step(String kind, BigDecimal amount) {}
}
