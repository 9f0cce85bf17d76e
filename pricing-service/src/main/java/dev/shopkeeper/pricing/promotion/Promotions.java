package dev.shopkeeper.pricing.promotion;

import dev.shopkeeper.pricing.quote.Prices;
import dev.shopkeeper.pricing.suggestion.PlannedPrices;
import dev.shopkeeper.pricing.suggestion.SuggestionState;
import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import dev.shopkeeper.starter.problem.ProblemException;
import dev.shopkeeper.starter.problem.Violation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes promotions, each with a suggestion for each of its items. */
@Service
class Promotions {

    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private final PromotionRepository promotions;
    private final PlannedPrices planned;
    private final Prices prices;
    private final Clock clock;

    Promotions(PromotionRepository promotions, PlannedPrices planned, Prices prices, Clock clock) {
        this.promotions = promotions;
        this.planned = planned;
        this.prices = prices;
        this.clock = clock;
    }

    /**
     * Plans a promotion.
     *
     * @throws ProblemException 409 for an id that is taken, or where an item has another promotion at the time; 422 where
     *     no item can be part of it; nothing is kept then
     */
    @Transactional
    public PromotionView create(PromotionRequest request) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (request.from().isBefore(now.minus(CLOCK_SKEW))) {
            throw ProblemException.invalid("from", request.from().toString(), "has passed");
        }
        promotions.lock(request.promotionId());
        requireNew(request.promotionId());
        request.itemIds().forEach(prices::lock);
        refuseOverlap(request);
        Promotion promotion = promotions.save(new Promotion(request, now));
        promotions.flush();
        List<PromotionView.RefusedItem> refused = new ArrayList<>();
        for (String itemId : request.itemIds()) {
            if (planned.plan(request.promotionId(), itemId, request.discount(), request.from(), request.to())
                    instanceof PlannedPrices.Outcome.Refused why) {
                refused.add(new PromotionView.RefusedItem(itemId, why.code(), why.value(), why.message()));
            }
        }
        if (refused.size() == request.itemIds().size()) {
            throw new ProblemException(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    refused.getFirst().code(),
                    "None of the items can be part of promotion '" + request.promotionId() + "'.",
                    refused.stream()
                            .map(each -> new Violation("item_ids[" + each.itemId() + "]", each.value(), each.message()))
                            .toList(),
                    null);
        }
        promotion.refuse(refused);
        return view(promotion);
    }

    private void requireNew(String promotionId) {
        if (promotions.findById(promotionId).isEmpty()) {
            return;
        }
        String states = planned.itemsByState(List.of(promotionId)).getOrDefault(promotionId, Map.of()).keySet().stream()
                .map(SuggestionState::name)
                .collect(Collectors.joining(", "));
        throw new ProblemException(
                HttpStatus.CONFLICT,
                "promotion-exists",
                "There is a promotion '" + promotionId + "' already.",
                List.of(
                        new Violation("promotion_id", promotionId, "is taken"),
                        new Violation("state", states, "is the present state of its items")),
                null);
    }

    private void refuseOverlap(PromotionRequest request) {
        List<PlannedPrices.Overlap> overlaps = planned.overlapping(request.itemIds(), request.from(), request.to());
        if (!overlaps.isEmpty()) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "promotions-overlap",
                    "Promotion '" + request.promotionId() + "' overlaps promotion '"
                            + overlaps.getFirst().promotionId() + "'.",
                    overlaps.stream()
                            .map(each -> new Violation(
                                    "item_ids[" + each.itemId() + "]",
                                    each.promotionId(),
                                    "is promoted from " + each.from() + " until " + each.until()))
                            .toList(),
                    "Choose another time or other items, or reject what is planned.");
        }
    }

    @Transactional(readOnly = true)
    public PromotionView find(String promotionId) {
        return view(promotions
                .findById(promotionId)
                .orElseThrow(() -> ProblemException.notFound("promotion", promotionId)));
    }

    /**
     * Promotions by their ids.
     *
     * @param itemId of which these are, or null for all
     * @param state in which one of its items, or the one asked for, is; or null for any
     */
    @Transactional(readOnly = true)
    public Page<PromotionSummary> list(@Nullable String itemId, @Nullable SuggestionState state, PageRequest request) {
        List<Promotion> found = promotions.page(
                request.after() == null ? "" : request.after(), itemId, state, Limit.of(request.probe()));
        Map<String, Map<SuggestionState, Long>> items =
                planned.itemsByState(found.stream().map(Promotion::getId).toList());
        return request.page(
                found.stream()
                        .map(each -> new PromotionSummary(
                                each.getId(),
                                each.names(),
                                each.discount(),
                                each.startsAt(),
                                each.endsAt(),
                                each.createdAt(),
                                items.getOrDefault(each.getId(), Map.of())))
                        .toList(),
                PromotionSummary::promotionId);
    }

    private PromotionView view(Promotion promotion) {
        return new PromotionView(
                promotion.getId(),
                promotion.names(),
                promotion.discount(),
                promotion.startsAt(),
                promotion.endsAt(),
                promotion.createdAt(),
                planned.of(promotion.getId()),
                promotion.refused());
    }
}
