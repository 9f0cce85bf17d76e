package dev.shopkeeper.pricing.suggestion;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.pricing.elasticity.Elasticities;
import dev.shopkeeper.pricing.quote.Floors;
import dev.shopkeeper.pricing.quote.InForce;
import dev.shopkeeper.pricing.quote.Prices;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Prices for a time: planned, begun and ended. Each end and each beginning is a transaction of its own and done once. */
@Service
public class PlannedPrices {

    private static final Logger LOG = LoggerFactory.getLogger(PlannedPrices.class);
    private static final Suggestion.Basis PLANNED = new Suggestion.Basis("promotion", "1", false);

    private final SuggestionRepository suggestions;
    private final Suggestions verbs;
    private final FactRows facts;
    private final Elasticities elasticities;
    private final Prices prices;
    private final Floors floors;
    private final SuggestionSettings settings;
    private final Clock clock;

    PlannedPrices(
            SuggestionRepository suggestions,
            Suggestions verbs,
            FactRows facts,
            Elasticities elasticities,
            Prices prices,
            Floors floors,
            SuggestionSettings settings,
            Clock clock) {
        this.suggestions = suggestions;
        this.verbs = verbs;
        this.facts = facts;
        this.elasticities = elasticities;
        this.prices = prices;
        this.floors = floors;
        this.settings = settings;
        this.clock = clock;
    }

    /** What became of an item of a promotion. */
    public sealed interface Outcome {

        /** Its price is planned and waits for approval. */
        record Planned(String suggestionId) implements Outcome {}

        /** It cannot be part of the promotion. */
        record Refused(String code, @Nullable String value, String message) implements Outcome {}
    }

    /**
     * A planned price as it stands.
     *
     * @param priceBefore what is asked for the item outside of promotions, as it was when this was planned
     * @param bindingRules what the rules did to the price
     * @param personNeededFor why no rule may approve it
     * @param reason why it was approved or rejected; begins with the rule's code where a rule rejected it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PlannedPrice(
            String suggestionId,
            String itemId,
            SuggestionState state,
            Money price,
            Money priceBefore,
            List<Assessment.BindingRule> bindingRules,
            List<String> personNeededFor,
            @Nullable String reason) {

        static PlannedPrice of(Suggestion suggestion) {
            Assessment assessment = suggestion.assessment();
            return new PlannedPrice(
                    suggestion.suggestionId(),
                    suggestion.itemId(),
                    suggestion.state(),
                    suggestion.price(),
                    suggestion.priceInForce(),
                    assessment.bindingRules(),
                    assessment.personNeededFor(),
                    suggestion.decided().reason());
        }
    }

    /** A promotion that has not ended, of an item. */
    public record Overlap(String itemId, String promotionId, Instant from, Instant until) {}

    /** Promotions of these items, decided on or not, that have not ended and share a moment with this time. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Overlap> overlapping(List<String> itemIds, Instant from, Instant until) {
        return suggestions.overlapping(itemIds, from, until).stream()
                .map(each -> new Overlap(
                        each.itemId(),
                        required(each.promotionId()),
                        required(each.startsAt()),
                        required(each.endsAt())))
                .toList();
    }

    /**
     * Plans an item's price for a time: what is regularly asked less the discount, rounded down. It must be below the
     * lowest price of the thirty days before the beginning, as they are known now, and not below the floor.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Outcome plan(String promotionId, String itemId, BigDecimal discount, Instant from, Instant until) {
        InForce present = prices.find(itemId).orElse(null);
        if (present == null) {
            return new Outcome.Refused("not-found", itemId, "unknown item, or one without a price");
        }
        Money regular = verbs.regular(itemId, present);
        Facts known = facts.of(itemId, outside(present, regular));
        BigDecimal exact = regular.amount().multiply(BigDecimal.ONE.subtract(discount));
        Money price = new Money(exact.setScale(known.places(), RoundingMode.DOWN), regular.currency());
        Outcome.Refused refused = refuse(itemId, price, regular, from);
        if (refused != null) {
            return refused;
        }
        Proposal proposal = Proposal.planned(
                known, elasticities.of(itemId).elasticity(), exact, price.amount(), weeks(from, until), settings);
        Suggestion suggestion = new Suggestion(Suggestions.newId(), known, proposal, PLANNED, now());
        suggestion.plan(promotionId, from, until);
        suggestions.save(suggestion);
        suggestions.flush();
        return new Outcome.Planned(suggestion.suggestionId());
    }

    private static double weeks(Instant from, Instant until) {
        double weeks = Duration.between(from, until).toMillis()
                / (double) Duration.ofDays(7).toMillis();
        return Math.max(1, Math.round(1000 * weeks)) / 1000.0;
    }

    private static InForce outside(InForce present, Money regular) {
        return new InForce(
                regular, present.listPrice(), present.effectiveFrom(), present.reason(), present.origin(), null, null);
    }

    private Outcome.@Nullable Refused refuse(String itemId, Money price, Money regular, Instant from) {
        if (price.amount().signum() <= 0 || price.amount().compareTo(regular.amount()) >= 0) {
            return new Outcome.Refused(
                    "no-reduction",
                    text(price),
                    "is no price above 0 and below the " + text(regular) + " that is asked");
        }
        Money lowest = prices.lowestBefore(itemId, price.currency(), from);
        if (lowest != null && price.amount().compareTo(lowest.amount()) >= 0) {
            return new Outcome.Refused(
                    "not-below-prior-price",
                    text(price),
                    "is not below " + text(lowest) + ", the lowest price of the thirty days before " + from);
        }
        floors.keep(itemId);
        Money floor = floors.of(itemId).orElse(null);
        if (floor != null
                && floor.currency().equals(price.currency())
                && price.amount().compareTo(floor.amount()) < 0) {
            return new Outcome.Refused(
                    "below-floor", text(price), "is below the floor of " + text(floor) + ", cost and the least margin");
        }
        return null;
    }

    /** The prices of a promotion, by item. */
    @Transactional(readOnly = true)
    public List<PlannedPrice> of(String promotionId) {
        return suggestions.findByPromotionIdOrderByItemId(promotionId).stream()
                .map(PlannedPrice::of)
                .toList();
    }

    /** How many items of each of these promotions are in which state. */
    @Transactional(readOnly = true)
    public Map<String, Map<SuggestionState, Long>> itemsByState(Collection<String> promotionIds) {
        if (promotionIds.isEmpty()) {
            return Map.of();
        }
        Map<String, Map<SuggestionState, Long>> counts = new HashMap<>();
        for (SuggestionRepository.ItemsInState each : suggestions.itemsByState(promotionIds)) {
            counts.computeIfAbsent(each.getPromotionId(), id -> new EnumMap<>(SuggestionState.class))
                    .put(each.getState(), each.getItems());
        }
        return counts;
    }

    /** What is to end by now, after an id; in the order of ids. */
    public List<String> toEnd(String after, int most) {
        return suggestions.toEnd(now(), after, Limit.of(most));
    }

    /** What is to begin by now, after an id; in the order of ids. */
    public List<String> toStart(String after, int most) {
        return suggestions.toStart(now(), after, Limit.of(most));
    }

    /**
     * Begins or ends a planned price that is due. It may be asked for as often as one likes, by any number of replicas.
     *
     * @return whether something was done; not where another transaction is at the item, which is asked for again later
     */
    @Transactional
    public boolean take(String suggestionId) {
        Instant now = now();
        Suggestion due = suggestions.takeDue(suggestionId, now).orElse(null);
        if (due == null || !prices.tryLock(due.itemId())) {
            return false;
        }
        Optional<InForce> present = prices.findAny(due.itemId());
        if (!required(due.endsAt()).isAfter(now)) {
            end(due, present, now);
        } else if (present.isEmpty() || present.get().promoted()) {
            return false;
        } else {
            begin(due, present.get(), now);
        }
        suggestions.flush();
        return true;
    }

    /** What was announced must still be true: what changed since the approval may forbid it. */
    private void begin(Suggestion due, InForce present, Instant now) {
        Outcome.Refused refused = due.price().currency().equals(present.price().currency())
                ? refuse(due.itemId(), due.price(), present.price(), now)
                : new Outcome.Refused(
                        "other-currency", text(due.price()), "is of another currency than " + text(present.price()));
        if (refused != null) {
            due.reject(Suggestions.RULE, refused.code() + ": " + refused.value() + " " + refused.message(), now);
            LOG.warn(
                    "Promotion {} of item {} does not begin: {} {}",
                    due.promotionId(),
                    due.itemId(),
                    refused.value(),
                    refused.message());
            return;
        }
        due.goLive(now);
        suggestions.flush();
        prices.putInForce(due.itemId(), Suggestions.inForce(due, present.listPrice(), now));
    }

    private void end(Suggestion due, Optional<InForce> present, Instant now) {
        if (due.state() == SuggestionState.SUGGESTED) {
            due.reject(Suggestions.RULE, "not-approved: nobody approved it before its end, " + due.endsAt(), now);
            LOG.warn("Promotion {} of item {} ends without an approval", due.promotionId(), due.itemId());
            return;
        }
        boolean began = due.state() == SuggestionState.LIVE;
        due.supersede(now);
        if (!began
                || present.isEmpty()
                || !required(due.promotionId()).equals(present.get().promotionId())) {
            return;
        }
        giveWay(due, present.get(), now);
    }

    /**
     * Ends what is live, at once: a promotion gives way to what is regularly asked, an approved price to the list price.
     *
     * @throws ProblemException 412 where it has another version, 409 where it is not live
     */
    @Transactional
    public Suggestion end(String id, @Nullable Long version, String by, String reason) {
        Suggestion live = verbs.lock(id);
        live.requireVersion(version);
        Instant now = now();
        live.end(by, reason, now);
        suggestions.flush();
        prices.findAny(live.itemId())
                .filter(present -> present.origin() != null
                        && present.origin().suggestionId().equals(id))
                .ifPresent(present -> giveWay(live, present, now));
        suggestions.flush();
        return live;
    }

    /** What was in force before returns: the price that was approved last, or the list price where that is newer. */
    private void giveWay(Suggestion ended, InForce present, Instant now) {
        Money listPrice = required(present.listPrice());
        Suggestion before = ended.kind() == SuggestionKind.PRICE
                ? null
                : suggestions
                        .findByItemIdAndKindAndState(ended.itemId(), SuggestionKind.PRICE, SuggestionState.LIVE)
                        .orElse(null);
        if (before != null && isBelowFloor(before)) {
            before.supersede(now);
            before = null;
        }
        suggestions.flush();
        prices.putInForce(
                ended.itemId(),
                before == null ? InForce.listed(listPrice, now) : Suggestions.inForce(before, listPrice, now));
    }

    private boolean isBelowFloor(Suggestion suggestion) {
        floors.keep(suggestion.itemId());
        return floors.of(suggestion.itemId())
                .filter(floor -> floor.currency().equals(suggestion.price().currency()))
                .filter(floor -> suggestion.price().amount().compareTo(floor.amount()) < 0)
                .isPresent();
    }

    private static <T> T required(@Nullable T value) {
        return Objects.requireNonNull(value);
    }

    private static String text(Money money) {
        return money.amount().toPlainString() + " " + money.currency();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
