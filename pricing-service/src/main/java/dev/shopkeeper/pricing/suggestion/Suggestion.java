package dev.shopkeeper.pricing.suggestion;

import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.starter.problem.ProblemException;
import dev.shopkeeper.starter.problem.Violation;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A price for an item, from the suggestion to its end. Its verbs refuse what its state does not allow, by name. It keeps
 * what it rests on, so that what changed since can be told.
 */
@Entity
@Table(name = "suggestion")
class Suggestion {

    @Id
    @Column(name = "suggestion_id")
    private String suggestionId;

    @Column(name = "item_id")
    private String itemId;

    @Enumerated(EnumType.STRING)
    @Column(name = "kind")
    private SuggestionKind kind;

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    private SuggestionState state;

    @Column(name = "currency")
    private String currency;

    @Column(name = "price")
    private BigDecimal price;

    @Column(name = "price_in_force")
    private BigDecimal priceInForce;

    @Column(name = "list_price")
    private BigDecimal listPrice;

    @Column(name = "cost")
    private @Nullable BigDecimal cost;

    @Column(name = "cost_currency")
    private @Nullable String costCurrency;

    @Column(name = "model")
    private String model;

    @Column(name = "model_version")
    private String modelVersion;

    @Column(name = "degraded")
    private boolean degraded;

    @Column(name = "assessment", columnDefinition = "jsonb")
    @ColumnTransformer(write = "?::jsonb")
    private String assessment;

    @Column(name = "promotion_id")
    private @Nullable String promotionId;

    @Column(name = "starts_at")
    private @Nullable Instant startsAt;

    @Column(name = "ends_at")
    private @Nullable Instant endsAt;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "decided_at")
    private @Nullable Instant decidedAt;

    @Column(name = "decided_by")
    private @Nullable String decidedBy;

    @Column(name = "decision_reason")
    private @Nullable String decisionReason;

    @Column(name = "live_at")
    private @Nullable Instant liveAt;

    @Column(name = "closed_at")
    private @Nullable Instant closedAt;

    @Column(name = "ended_by")
    private @Nullable String endedBy;

    @Column(name = "end_reason")
    private @Nullable String endReason;

    @Version
    @Column(name = "version")
    private @Nullable Long version;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected Suggestion() {}

    @SuppressWarnings("NullAway.Init") // the version belongs to JPA
    Suggestion(String suggestionId, Facts facts, Proposal proposal, Basis basis, Instant at) {
        this.suggestionId = suggestionId;
        this.itemId = facts.itemId();
        this.kind = SuggestionKind.PRICE;
        this.state = SuggestionState.SUGGESTED;
        this.currency = facts.currency();
        this.price = proposal.price();
        this.priceInForce = facts.present();
        this.listPrice = facts.listPrice();
        this.cost = facts.cost() == null ? null : facts.cost().amount();
        this.costCurrency = facts.cost() == null ? null : facts.cost().currency();
        this.model = basis.model();
        this.modelVersion = basis.version();
        this.degraded = basis.degraded();
        this.assessment = EventJson.mapper().writeValueAsString(proposal.assessment());
        this.createdAt = at;
    }

    /** Makes it one for a time. */
    void plan(String promotion, Instant from, Instant until) {
        kind = SuggestionKind.PROMOTION;
        promotionId = promotion;
        startsAt = from;
        endsAt = until;
    }

    /** Whether it can still be approved. */
    void requireUndecided() {
        require("approve", SuggestionState.SUGGESTED);
    }

    /** Decides for it. */
    void approve(String by, @Nullable String why, Instant at) {
        require("approve", SuggestionState.SUGGESTED);
        state = SuggestionState.APPROVED;
        decide(by, why, at);
    }

    /** Decides against it; what is approved and has not begun may be taken back. */
    void reject(String by, String why, Instant at) {
        require("reject", SuggestionState.SUGGESTED, SuggestionState.APPROVED);
        state = SuggestionState.REJECTED;
        closedAt = at;
        decide(by, why, at);
    }

    private void decide(String by, @Nullable String why, Instant at) {
        decidedBy = by;
        decisionReason = why;
        decidedAt = at;
    }

    /** It comes into force. */
    void goLive(Instant at) {
        require("put live", SuggestionState.APPROVED);
        state = SuggestionState.LIVE;
        liveAt = at;
    }

    /** Somebody ends what is live. */
    void end(String by, String why, Instant at) {
        require("end", SuggestionState.LIVE);
        state = SuggestionState.SUPERSEDED;
        closedAt = at;
        endedBy = by;
        endReason = why;
    }

    /** Something else is in force from now on, what it rested on is no more, or its time is over. */
    void supersede(Instant at) {
        require("supersede", SuggestionState.SUGGESTED, SuggestionState.APPROVED, SuggestionState.LIVE);
        state = SuggestionState.SUPERSEDED;
        closedAt = at;
    }

    private void require(String verb, SuggestionState... wanted) {
        if (!Arrays.asList(wanted).contains(state)) {
            throw refused(
                    "wrong-suggestion-state",
                    "Cannot " + verb + " suggestion '" + suggestionId + "', which is " + state + ".",
                    List.of(),
                    null);
        }
    }

    /** 409, with the state it is in. */
    ProblemException refused(String code, String detail, List<Violation> why, @Nullable String hint) {
        List<Violation> all = new ArrayList<>(why);
        all.add(new Violation("state", state.name(), "is the present state"));
        return new ProblemException(HttpStatus.CONFLICT, code, detail, all, hint);
    }

    /**
     * Whether the caller means it as it is.
     *
     * @param expected the version the caller has seen, or null for any
     * @throws ProblemException 412 where it is another
     */
    void requireVersion(@Nullable Long expected) {
        if (expected != null && expected != version()) {
            throw new ProblemException(
                    HttpStatus.PRECONDITION_FAILED,
                    "version-mismatch",
                    "The suggestion has version " + version() + ", not " + expected + ".",
                    List.of(
                            new Violation("If-Match", expected, "is not the present version"),
                            new Violation("state", state.name(), "is the present state")),
                    "Read the suggestion again and repeat the change.");
        }
    }

    /** Of what is written; changes with each change. */
    long version() {
        return version == null ? 0 : version;
    }

    String suggestionId() {
        return suggestionId;
    }

    String itemId() {
        return itemId;
    }

    SuggestionKind kind() {
        return kind;
    }

    SuggestionState state() {
        return state;
    }

    Money price() {
        return new Money(price, currency);
    }

    /** The price in force, and outside of promotions, when it was made. */
    Money priceInForce() {
        return new Money(priceInForce, currency);
    }

    Money listPrice() {
        return new Money(listPrice, currency);
    }

    @Nullable
    Money cost() {
        return cost == null || costCurrency == null ? null : new Money(cost, costCurrency);
    }

    Basis basis() {
        return new Basis(model, modelVersion, degraded);
    }

    Assessment assessment() {
        return EventJson.mapper().readValue(assessment, Assessment.class);
    }

    @Nullable
    String promotionId() {
        return promotionId;
    }

    @Nullable
    Instant startsAt() {
        return startsAt;
    }

    @Nullable
    Instant endsAt() {
        return endsAt;
    }

    Instant createdAt() {
        return createdAt;
    }

    Decided decided() {
        return new Decided(decidedBy, decidedAt, decisionReason, liveAt, closedAt, endedBy, endReason);
    }

    /**
     * What a suggestion was worked out by.
     *
     * @param degraded whether a fallback stood in for a model
     */
    record Basis(String model, String version, boolean degraded) {}

    /** Who decided when and why, and what came of it. */
    record Decided(
            @Nullable String by,
            @Nullable Instant at,
            @Nullable String reason,
            @Nullable Instant liveAt,
            @Nullable Instant closedAt,
            @Nullable String endedBy,
            @Nullable String endReason) {}
}
