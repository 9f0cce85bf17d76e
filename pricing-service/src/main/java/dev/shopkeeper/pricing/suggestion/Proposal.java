package dev.shopkeeper.pricing.suggestion;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.pricing.elasticity.Elasticities;
import dev.shopkeeper.pricing.elasticity.Elasticity;
import dev.shopkeeper.pricing.guardrail.Guardrails;
import dev.shopkeeper.pricing.guardrail.Verdict;
import dev.shopkeeper.pricing.optimum.Optimum;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to ask for an item, and why. The way from the list price is told in this order: to the optimum of the elasticity
 * with stock enough, from there to that with the stock there is, to that at the worst elasticity of the interval, and then
 * rule by rule. Each stop is rounded to the currency, so that the steps add up.
 */
record Proposal(BigDecimal price, Assessment assessment) {

    /** The rule that a change earns something. */
    static final String NO_GAIN = "no_gain";

    /** The rule that a price can be charged. */
    static final String MINOR_UNIT = "minor_unit";

    static Proposal of(
            Facts facts,
            Elasticities.Answer answer,
            SuggestionSettings settings,
            BigDecimal minimumMargin,
            Instant now) {
        Waterfall waterfall = new Waterfall(facts.listPrice());
        Outlook outlook = Outlook.of(facts, answer.elasticity(), settings);
        Optimum unconstrained = outlook == null || !outlook.costKnown() ? null : outlook.unconstrained();
        if (outlook == null || unconstrained == null) {
            waterfall.to("price_in_force", facts.present());
        } else {
            waterfall.to("elasticity", outlook.exact(unconstrained));
            waterfall.to("stock", outlook.exact(outlook.withStock()));
            waterfall.to("caution", outlook.exact(outlook.withCaution()));
        }
        Rules rules = Rules.of(facts, settings, minimumMargin, now);
        List<Assessment.BindingRule> bindings = new ArrayList<>();
        Assessment.RuleConflict conflict = null;
        switch (Guardrails.hold(
                waterfall.price(), facts.present(), rules.guardrails(), settings.endingsOf(facts.currency()))) {
            case Verdict.Bounded bounded ->
                bounded.bindings().forEach(each -> {
                    waterfall.to(each.rule(), each.after());
                    bindings.add(new Assessment.BindingRule(
                            each.rule(),
                            new Money(each.before(), facts.currency()),
                            new Money(each.after(), facts.currency()),
                            rules.evidence().getOrDefault(each.rule(), Map.of())));
                });
            case Verdict.Conflict found -> {
                waterfall.to("conflict", facts.present());
                conflict = new Assessment.RuleConflict(
                        found.atLeast(),
                        new Money(found.least(), facts.currency()),
                        found.atMost(),
                        new Money(found.most(), facts.currency()));
            }
        }
        if (conflict == null && gainsNothing(outlook, rules, facts, waterfall.price())) {
            bindings.add(new Assessment.BindingRule(
                    NO_GAIN,
                    new Money(waterfall.price(), facts.currency()),
                    new Money(facts.present(), facts.currency()),
                    Map.of()));
            waterfall.to(NO_GAIN, facts.present());
        }
        Assessment assessment = new Assessment(
                answer.elasticity(),
                facts.stock(),
                outlook == null ? null : outlook.demand(),
                outlook == null ? null : outlook.at(facts.present()),
                outlook == null ? null : outlook.at(waterfall.price()),
                outlook == null || unconstrained == null
                        ? null
                        : new Assessment.Unconstrained(
                                new Money(outlook.exact(unconstrained), facts.currency()), unconstrained.bounded()),
                bindings,
                conflict,
                rules.competition(),
                waterfall.steps(),
                personNeededFor(facts, answer, outlook, conflict, waterfall.price(), settings));
        return new Proposal(waterfall.price(), assessment);
    }

    /** Whether rules and endings took all that the change would have earned; what they force is changed all the same. */
    private static boolean gainsNothing(@Nullable Outlook outlook, Rules rules, Facts facts, BigDecimal price) {
        return outlook != null
                && outlook.costKnown()
                && price.compareTo(facts.present()) != 0
                && rules.guardrails().stream().allMatch(rule -> rule.holds(facts.present()))
                && !(outlook.cautiousMargin(price) > outlook.cautiousMargin(facts.present()));
    }

    /**
     * Of a price that somebody planned: what it is expected to bring, and how it comes about.
     *
     * @param exact what was planned
     * @param price the same rounded to what can be charged
     * @param weeks for how long
     */
    static Proposal planned(
            Facts facts,
            @Nullable Elasticity elasticity,
            BigDecimal exact,
            BigDecimal price,
            double weeks,
            SuggestionSettings settings) {
        Waterfall waterfall = new Waterfall(facts.listPrice());
        waterfall.to("price_in_force", facts.present());
        waterfall.to("promotion", price);
        Outlook outlook = Outlook.of(facts, elasticity, settings, weeks);
        return new Proposal(
                price,
                new Assessment(
                        elasticity,
                        facts.stock(),
                        outlook == null ? null : outlook.demand(),
                        outlook == null ? null : outlook.at(facts.present()),
                        outlook == null ? null : outlook.at(price),
                        null,
                        price.compareTo(exact) == 0
                                ? List.of()
                                : List.of(new Assessment.BindingRule(
                                        MINOR_UNIT,
                                        new Money(exact, facts.currency()),
                                        new Money(price, facts.currency()),
                                        Map.of())),
                        null,
                        null,
                        waterfall.steps(),
                        facts.comparableCost() == null ? List.of("promotion", "no_floor") : List.of("promotion")));
    }

    /** What a rule may not decide. */
    private static List<String> personNeededFor(
            Facts facts,
            Elasticities.Answer answer,
            @Nullable Outlook outlook,
            Assessment.@Nullable RuleConflict conflict,
            BigDecimal price,
            SuggestionSettings settings) {
        List<String> why = new ArrayList<>();
        Elasticity elasticity = answer.elasticity();
        if (elasticity == null || answer.degraded()) {
            why.add("no_elasticity");
        } else if (elasticity.standing() != Elasticity.Standing.KNOWN) {
            why.add(elasticity.standing().name().toLowerCase(Locale.ROOT));
        } else if (outlook == null) {
            why.add("no_sales");
        }
        if (facts.comparableCost() == null) {
            why.add("no_floor");
        }
        if (conflict != null) {
            why.add("conflict");
        }
        if (outlook != null
                && outlook.costKnown()
                && outlook.cautiousMargin(price) < outlook.cautiousMargin(facts.present())) {
            why.add("earns_less");
        }
        BigDecimal change = price.subtract(facts.present()).abs();
        if (change.signum() == 0) {
            why.add("no_change");
        } else if (change.compareTo(facts.present().multiply(settings.largestChangeByRule())) > 0) {
            why.add("change_too_large");
        }
        return why;
    }
}
