package dev.shopkeeper.pricing.suggestion;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.shopkeeper.decision.Decision;
import dev.shopkeeper.decision.DegradedReason;
import dev.shopkeeper.decision.Explanation;
import dev.shopkeeper.decision.Language;
import dev.shopkeeper.decision.Stamp;
import dev.shopkeeper.events.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A suggested price, what it rests on, and what was decided about it. Expected margins tell what the item costs: this is
 * for those who run the shop.
 *
 * @param price what is suggested
 * @param priceInForce what was asked when it was suggested
 * @param approvedOrRejectedBy who decided; {@code rule} where no person did
 * @param effectiveFrom when a promotion begins
 * @param effectiveUntil when a promotion ends
 * @param liveAt when it came into force
 * @param closedAt when it was rejected or superseded
 * @param endedBy who ended it while it was live; absent where its time or something newer did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SuggestionView(
        String suggestionId,
        String itemId,
        SuggestionKind kind,
        SuggestionState state,
        Money price,
        Money priceInForce,
        Money listPrice,
        @JsonUnwrapped Assessment assessment,
        @Nullable String promotionId,
        @Nullable Instant effectiveFrom,
        @Nullable Instant effectiveUntil,
        @Nullable String approvedOrRejectedBy,
        @Nullable Instant approvedOrRejectedAt,
        @Nullable String reason,
        @Nullable Instant liveAt,
        @Nullable Instant closedAt,
        @Nullable String endedBy,
        @Nullable String endReason,
        @JsonUnwrapped Stamp stamp,
        Explanation explanation)
        implements Decision {

    static SuggestionView of(Suggestion suggestion, Language language) {
        Assessment assessment = suggestion.assessment();
        Suggestion.Basis basis = suggestion.basis();
        Suggestion.Decided decided = suggestion.decided();
        return new SuggestionView(
                suggestion.suggestionId(),
                suggestion.itemId(),
                suggestion.kind(),
                suggestion.state(),
                suggestion.price(),
                suggestion.priceInForce(),
                suggestion.listPrice(),
                assessment,
                suggestion.promotionId(),
                suggestion.startsAt(),
                suggestion.endsAt(),
                decided.by(),
                decided.at(),
                decided.reason(),
                decided.liveAt(),
                decided.closedAt(),
                decided.endedBy(),
                decided.endReason(),
                Stamp.of(
                        basis.model(),
                        basis.version(),
                        suggestion.createdAt(),
                        basis.degraded() ? DegradedReason.NO_CHAMPION : null),
                new Wording(language).explain(suggestion, assessment));
    }
}
