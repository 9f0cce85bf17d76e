package dev.shopkeeper.pricing.suggestion;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.pricing.elasticity.Elasticities;
import dev.shopkeeper.pricing.quote.Floors;
import dev.shopkeeper.pricing.quote.InForce;
import dev.shopkeeper.pricing.quote.Prices;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
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

    /** A planned price as it stands. */
    public record PlannedPrice(
            String suggestionId, String itemId, SuggestionState state, Money price, Money priceBefore) {}

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
        Money price = new Money(
                regular.amount()
                        .multiply(BigDecimal.ONE.subtract(discount))
                        .setScale(known.places(), RoundingMode.DOWN),
                regular.currency());
        Outcome.Refused refused = refuse(itemId, price, regular, from);
        if (refused != null) {
            return refused;
        }
        Proposal proposal = Proposal.planned(known, elasticities.of(itemId).elasticity(), price.amount(), settings);
        Suggestion suggestion = new Suggestion(Suggestions.newId(), known, proposal, PLANNED, now());
        suggestion.plan(promotionId, from, until);
        suggestions.save(suggestion);
        suggestions.flush();
        return new Outcome.Planned(suggestion.suggestionId());
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
                .map(each -> new PlannedPrice(
                        each.suggestionId(), each.itemId(), each.state(), each.price(), each.priceInForce()))
                .toList();
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

    /** What was in force before returns: the price that was approved last, or the list price where that is newer. */
    private void end(Suggestion due, Optional<InForce> present, Instant now) {
        boolean began = due.state() == SuggestionState.LIVE;
        due.supersede(now);
        if (!began
                || present.isEmpty()
                || !required(due.promotionId()).equals(present.get().promotionId())) {
            return;
        }
        Money listPrice = required(present.get().listPrice());
        Suggestion before = suggestions
                .findByItemIdAndKindAndState(due.itemId(), SuggestionKind.PRICE, SuggestionState.LIVE)
                .orElse(null);
        if (before != null && isBelowFloor(before)) {
            before.supersede(now);
            before = null;
        }
        suggestions.flush();
        prices.putInForce(
                due.itemId(),
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
