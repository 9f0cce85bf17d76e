package dev.shopkeeper.pricing.suggestion;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.pricing.elasticity.Elasticities;
import dev.shopkeeper.pricing.quote.Floors;
import dev.shopkeeper.pricing.quote.InForce;
import dev.shopkeeper.pricing.quote.ListPriceListener;
import dev.shopkeeper.pricing.quote.Prices;
import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import dev.shopkeeper.starter.problem.ProblemException;
import dev.shopkeeper.starter.problem.Violation;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The verbs of suggestions. An item is locked before anything of it is read that decides, so that of two decisions the
 * second sees what the first left.
 */
@Service
class Suggestions implements ListPriceListener {

    /** Who approved where no person did. */
    static final String RULE = "rule";

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private final SuggestionRepository suggestions;
    private final FactRows facts;
    private final Elasticities elasticities;
    private final Prices prices;
    private final Floors floors;
    private final SuggestionSettings settings;
    private final Clock clock;

    Suggestions(
            SuggestionRepository suggestions,
            FactRows facts,
            Elasticities elasticities,
            Prices prices,
            Floors floors,
            SuggestionSettings settings,
            Clock clock) {
        this.suggestions = suggestions;
        this.facts = facts;
        this.elasticities = elasticities;
        this.prices = prices;
        this.floors = floors;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Works out what to ask for an item.
     *
     * @param approveByRule whether it is to go live at once where a rule may decide that
     * @throws ProblemException 404 for an item without a price, 422 for one whose price is 0, 409 during a promotion
     */
    @Transactional
    public Suggestion suggest(String itemId, boolean approveByRule) {
        prices.lock(itemId);
        InForce present = requirePrice(itemId);
        requireNoPromotion(itemId, present);
        Facts known = facts.of(itemId, present);
        Elasticities.Answer answer = elasticities.of(itemId);
        Instant now = now();
        Proposal proposal = Proposal.of(known, answer, settings, floors.minimumMargin(), now);
        Suggestion suggestion = suggestions.save(new Suggestion(newId(), known, proposal, basis(answer), now));
        if (approveByRule && proposal.assessment().personNeededFor().isEmpty()) {
            suggestion.approve(RULE, null, now);
            putLive(suggestion, present, now);
        }
        suggestions.flush();
        return suggestion;
    }

    static String newId() {
        return IDS.generate().toString();
    }

    static Suggestion.Basis basis(Elasticities.Answer answer) {
        return new Suggestion.Basis(answer.model(), answer.version(), answer.degraded());
    }

    private InForce requirePrice(String itemId) {
        InForce present = prices.find(itemId).orElseThrow(() -> prices.none(itemId));
        if (present.price().amount().signum() <= 0 || zero(present.listPrice())) {
            throw new ProblemException(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "no-positive-price",
                    "Item '" + itemId + "' is sold for " + text(present.price()) + ", and nothing follows from that.",
                    List.of(new Violation("item_id", itemId, "has no price above 0")),
                    "Give it a list price first.");
        }
        return present;
    }

    private static boolean zero(@Nullable Money money) {
        return money != null && money.amount().signum() <= 0;
    }

    private static void requireNoPromotion(String itemId, InForce present) {
        if (present.promoted()) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "promotion-running",
                    "Promotion '" + present.promotionId() + "' of item '" + itemId + "' runs until "
                            + present.effectiveUntil() + "; its price is not changed before.",
                    List.of(new Violation("promotion_id", present.promotionId(), "is running")),
                    "Ask again when it has ended.");
        }
    }

    /**
     * Approves a suggestion. A price is in force with this; a promotion from its beginning.
     *
     * @throws ProblemException 412 where it has another version, 409 where its state, or what it rests on, does not allow
     *     it; the present state is named
     */
    @Transactional
    public Suggestion approve(String id, @Nullable Long version, String by, @Nullable String reason) {
        Suggestion suggestion = lock(id);
        suggestion.requireVersion(version);
        suggestion.requireUndecided();
        Instant now = now();
        InForce present = prices.find(suggestion.itemId())
                .orElseThrow(() -> stale(
                        suggestion,
                        List.of(new Violation("item_id", suggestion.itemId(), "is not sold or has no list price"))));
        if (suggestion.kind() == SuggestionKind.PROMOTION) {
            requireAhead(suggestion, now);
            requireSameBasis(suggestion, regular(suggestion.itemId(), present), present.listPrice());
            suggestion.approve(by, reason, now);
        } else {
            requireNoPromotion(suggestion.itemId(), present);
            requireSameBasis(suggestion, present.price(), present.listPrice());
            if (suggestion.price().equals(present.price())) {
                throw suggestion.refused(
                        "nothing-to-change",
                        "Suggestion '" + id + "' keeps the price of " + text(present.price()) + ".",
                        List.of(),
                        "Reject it, or let it be.");
            }
            suggestion.approve(by, reason, now);
            putLive(suggestion, present, now);
        }
        suggestions.flush();
        return suggestion;
    }

    private static void requireAhead(Suggestion suggestion, Instant now) {
        if (suggestion.endsAt() != null && !suggestion.endsAt().isAfter(now)) {
            throw suggestion.refused(
                    "promotion-over",
                    "Promotion '" + suggestion.promotionId() + "' was to end at " + suggestion.endsAt() + ".",
                    List.of(new Violation("to", suggestion.endsAt().toString(), "has passed")),
                    null);
        }
    }

    /** What is in force outside of promotions. */
    Money regular(String itemId, InForce present) {
        if (!present.promoted()) {
            return present.price();
        }
        return suggestions
                .findByItemIdAndKindAndState(itemId, SuggestionKind.PRICE, SuggestionState.LIVE)
                .map(Suggestion::price)
                .orElseGet(() -> Objects.requireNonNullElse(present.listPrice(), present.price()));
    }

    private void requireSameBasis(Suggestion suggestion, Money price, @Nullable Money listPrice) {
        List<Violation> changed = new ArrayList<>();
        if (!price.equals(suggestion.priceInForce())) {
            changed.add(new Violation("price_in_force", text(price), "was " + text(suggestion.priceInForce())));
        }
        if (listPrice != null && !listPrice.equals(suggestion.listPrice())) {
            changed.add(new Violation("list_price", text(listPrice), "was " + text(suggestion.listPrice())));
        }
        if (!Objects.equals(facts.cost(suggestion.itemId()), suggestion.cost())) {
            changed.add(new Violation("cost", null, "is another now"));
        }
        Suggestion.Basis basis = suggestion.basis();
        if (suggestion.kind() == SuggestionKind.PRICE && !basis.equals(basis(elasticities.of(suggestion.itemId())))) {
            changed.add(new Violation(
                    "model_version",
                    elasticities.of(suggestion.itemId()).version(),
                    "was " + basis.model() + " " + basis.version()));
        }
        if (!changed.isEmpty()) {
            throw stale(suggestion, changed);
        }
    }

    private static ProblemException stale(Suggestion suggestion, List<Violation> changed) {
        return suggestion.refused(
                "basis-changed",
                "What suggestion '" + suggestion.suggestionId() + "' rests on has changed since it was made.",
                changed,
                "Ask for a new suggestion.");
    }

    private void putLive(Suggestion suggestion, InForce present, Instant now) {
        supersedeLive(suggestion.itemId(), SuggestionKind.PRICE, now);
        // they rest on the price that is in force no more
        suggestions
                .findAllByItemIdAndKindAndState(suggestion.itemId(), SuggestionKind.PRICE, SuggestionState.SUGGESTED)
                .forEach(other -> other.supersede(now));
        suggestion.goLive(now);
        suggestions.flush();
        prices.putInForce(suggestion.itemId(), inForce(suggestion, present.listPrice(), now));
    }

    static InForce inForce(Suggestion suggestion, @Nullable Money listPrice, Instant now) {
        Suggestion.Basis basis = suggestion.basis();
        return new InForce(
                suggestion.price(),
                listPrice,
                now,
                suggestion.promotionId() == null ? InForce.SUGGESTION : InForce.PROMOTION,
                new InForce.Origin(suggestion.suggestionId(), basis.model(), basis.version(), basis.degraded()),
                suggestion.promotionId(),
                suggestion.endsAt());
    }

    private void supersedeLive(String itemId, SuggestionKind kind, Instant now) {
        suggestions
                .findByItemIdAndKindAndState(itemId, kind, SuggestionState.LIVE)
                .ifPresent(live -> live.supersede(now));
        suggestions.flush();
    }

    /**
     * Rejects a suggestion, or takes back a promotion that has not begun.
     *
     * @throws ProblemException 412 where it has another version, 409 where its state does not allow it
     */
    @Transactional
    public Suggestion reject(String id, @Nullable Long version, String by, String reason) {
        Suggestion suggestion = lock(id);
        suggestion.requireVersion(version);
        suggestion.reject(by, reason, now());
        suggestions.flush();
        return suggestion;
    }

    /** The suggestion, and nobody else changes the price of its item until the transaction ends. */
    Suggestion lock(String id) {
        prices.lock(suggestions.itemOf(id).orElseThrow(() -> unknown(id)));
        return find(id);
    }

    Suggestion find(String id) {
        return suggestions.findById(id).orElseThrow(() -> unknown(id));
    }

    private static ProblemException unknown(String id) {
        return ProblemException.notFound("suggestion", id);
    }

    <V> Page<V> list(
            @Nullable String itemId,
            @Nullable SuggestionState state,
            PageRequest request,
            Function<Suggestion, V> view,
            Function<V, String> key) {
        return request.page(
                suggestions
                        .page(request.after() == null ? "" : request.after(), itemId, state, Limit.of(request.probe()))
                        .stream()
                        .map(view)
                        .toList(),
                key);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void approvedPriceIsVoid(String itemId, boolean promotionEnded) {
        Instant now = now();
        supersedeLive(itemId, SuggestionKind.PRICE, now);
        if (promotionEnded) {
            supersedeLive(itemId, SuggestionKind.PROMOTION, now);
        }
    }

    private static String text(Money money) {
        return money.amount().toPlainString() + " " + money.currency();
    }

    /** PostgreSQL keeps microseconds; finer times would not be read back as written. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
