package dev.shopkeeper.order.eligibility;

import dev.shopkeeper.decision.Language;
import dev.shopkeeper.events.OrderLine;
import dev.shopkeeper.order.item.ItemCategories;
import dev.shopkeeper.order.member.MemberTiers;
import dev.shopkeeper.order.orders.LineQuantity;
import dev.shopkeeper.order.orders.ShopOrder;
import dev.shopkeeper.order.orders.ShopOrders;
import dev.shopkeeper.order.policy.CustomerTier;
import dev.shopkeeper.order.policy.Evaluation;
import dev.shopkeeper.order.policy.ReturnCase;
import dev.shopkeeper.readmodel.HeardTiers;
import dev.shopkeeper.starter.problem.ProblemException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Asks the policy that held when an order was placed. Changes nothing. Thread-safe. */
@Service
public class ReturnPolicies {

    private final StoredPolicies policies;
    private final ShopOrders orders;
    private final ItemCategories categories;
    private final MemberTiers tiers;
    private final Clock clock;

    ReturnPolicies(
            StoredPolicies policies, ShopOrders orders, ItemCategories categories, MemberTiers tiers, Clock clock) {
        this.policies = policies;
        this.orders = orders;
        this.categories = categories;
        this.tiers = tiers;
        this.clock = clock;
    }

    /**
     * What could be had for units of an order, without throwing: lines that are not open are told by the evaluation.
     *
     * @param units none for all that are open
     * @param at when it is asked for
     */
    public Evaluation evaluate(ShopOrder order, List<LineQuantity> units, @Nullable String reason, Instant at) {
        List<OrderLine> lines;
        try {
            lines = order.returnable(units);
        } catch (ProblemException notOpen) {
            return Evaluation.notOpen();
        }
        return evaluateLines(order, lines, reason, at);
    }

    /**
     * What could be had for lines that were taken back already.
     *
     * @param lines at least one, with the units that come back
     */
    public Evaluation evaluateLines(ShopOrder order, List<OrderLine> lines, @Nullable String reason, Instant at) {
        Map<String, List<String>> known =
                categories.of(lines.stream().map(OrderLine::itemId).distinct().toList());
        Optional<HeardTiers.Standing> member =
                Optional.ofNullable(order.userId()).flatMap(tiers::standing);
        ReturnCase asked = new ReturnCase(
                lines.stream()
                        .map(line -> new ReturnCase.Line(
                                line.lineId(),
                                line.itemId(),
                                known.getOrDefault(line.itemId(), List.of()),
                                line.unitPrice().amount().multiply(BigDecimal.valueOf(line.quantity()))))
                        .toList(),
                order.currency(),
                order.refundable(),
                member.map(ReturnPolicies::tier).orElse(CustomerTier.GUEST),
                member.map(HeardTiers.Standing::benefits).orElse(Set.of()),
                order.placedAt(),
                order.deliveredAt(),
                reason,
                at);
        return Evaluation.of(policies.inForce(order.placedAt()).orElse(null), asked);
    }

    /** A member of a tier that this version does not know is at least a member. */
    private static CustomerTier tier(HeardTiers.Standing member) {
        return CustomerTier.of(member.tier()).orElse(CustomerTier.ORDINARY);
    }

    /**
     * The answer to a request.
     *
     * @throws ProblemException 404 for an unknown order, 400 or 409 for lines that cannot come back
     */
    @Transactional(readOnly = true)
    public ReturnEvaluation evaluate(
            String orderId,
            List<LineQuantity> units,
            @Nullable String reason,
            @Nullable Instant at,
            Language language) {
        ShopOrder order = orders.findById(orderId).orElseThrow(() -> ProblemException.notFound("order", orderId));
        List<OrderLine> lines = order.returnable(units);
        Instant now = clock.instant();
        if (at != null && at.isBefore(order.placedAt())) {
            throw ProblemException.invalid(
                    "at", at.toString(), "is before the order was placed, at " + order.placedAt());
        }
        Evaluation evaluation = evaluateLines(order, lines, reason, at == null ? now : at);
        return ReturnEvaluation.of(orderId, lines, evaluation, now, language);
    }
}
