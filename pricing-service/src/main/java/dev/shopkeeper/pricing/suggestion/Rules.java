package dev.shopkeeper.pricing.suggestion;

import dev.shopkeeper.pricing.guardrail.Competition;
import dev.shopkeeper.pricing.guardrail.Guardrail;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules of an item's price, in their order, with what each goes by.
 *
 * @param competition which competitors' prices count
 * @param evidence by the rule's name
 */
record Rules(List<Guardrail> guardrails, Competition competition, Map<String, Map<String, String>> evidence) {

    static Rules of(Facts facts, SuggestionSettings settings, BigDecimal minimumMargin, Instant now) {
        List<Guardrail> rules = new ArrayList<>();
        Map<String, Map<String, String>> evidence = new LinkedHashMap<>();
        int places = facts.places();
        BigDecimal cost = facts.comparableCost();
        if (cost != null) {
            rules.add(Guardrail.floor(cost, minimumMargin, places));
            evidence.put(Guardrail.FLOOR, Map.of("minimum_margin", minimumMargin.toPlainString()));
        }
        rules.add(Guardrail.ceiling(facts.listPrice(), settings.ceilingMultiple(), places));
        evidence.put(
                Guardrail.CEILING,
                Map.of(
                        "list_price", facts.listPrice().toPlainString(),
                        "multiple", settings.ceilingMultiple().toPlainString()));
        Competition competition = Competition.of(
                facts.offers(),
                facts.listPrice(),
                facts.currency(),
                now,
                settings.competitorAge(),
                settings.absurdFactor());
        if (competition.lowest() != null && competition.competitorId() != null) {
            rules.add(Guardrail.competitor(competition.lowest(), settings.competitorTolerance(), places));
            evidence.put(
                    Guardrail.COMPETITOR,
                    Map.of(
                            "competitor_id", competition.competitorId(),
                            "price", competition.lowest().toPlainString(),
                            "tolerance", settings.competitorTolerance().toPlainString()));
        }
        Instant tooSoonUntil = tooSoonUntil(facts, settings);
        if (tooSoonUntil != null && now.isBefore(tooSoonUntil)) {
            rules.add(Guardrail.tooSoon(facts.present()));
            evidence.put(Guardrail.LARGEST_STEP, Map.of("no_change_before", tooSoonUntil.toString()));
        } else {
            rules.add(Guardrail.largestStep(facts.present(), settings.largestStep(), places));
            evidence.put(
                    Guardrail.LARGEST_STEP,
                    Map.of(
                            "price_in_force", facts.present().toPlainString(),
                            "share", settings.largestStep().toPlainString()));
        }
        evidence.put(
                Guardrail.ENDING,
                Map.of(
                        "endings",
                        settings.endingsOf(facts.currency()).fractions().toString()));
        return new Rules(rules, competition, evidence);
    }

    private static @Nullable Instant tooSoonUntil(Facts facts, SuggestionSettings settings) {
        return facts.lastChange() == null ? null : facts.lastChange().plus(settings.betweenChanges());
    }
}
