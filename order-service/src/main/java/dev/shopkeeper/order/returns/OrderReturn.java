package dev.shopkeeper.order.returns;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.OrderLine;
import dev.shopkeeper.order.orders.LineQuantity;
import dev.shopkeeper.order.orders.ShopOrder;
import dev.shopkeeper.order.policy.Outcome;
import dev.shopkeeper.order.policy.OutcomeEvaluation;
import dev.shopkeeper.starter.problem.ProblemException;
import dev.shopkeeper.starter.problem.Violation;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A return: requested, then approved or rejected, then completed once the goods are there. All its verbs run under the
 * lock of its order.
 */
@Entity
@Table(name = "order_return")
class OrderReturn {

    @Id
    @Column(name = "return_id")
    private String returnId;

    @Column(name = "order_id")
    private String orderId;

    @Column(name = "user_id")
    private @Nullable String userId;

    @Enumerated(EnumType.STRING)
    @Column(name = "kind")
    private ReturnKind kind;

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    private ReturnState state;

    @Column(name = "reason")
    private @Nullable String reason;

    @Column(name = "decision_reason")
    private @Nullable String decisionReason;

    @Column(name = "currency")
    private String currency;

    @Column(name = "worth")
    private BigDecimal worth;

    @Column(name = "refunded")
    private @Nullable BigDecimal refunded;

    @Column(name = "keep_goods")
    private boolean keepGoods;

    @Column(name = "decided_amount")
    private @Nullable BigDecimal decidedAmount;

    @Column(name = "policy_version")
    private @Nullable Long policyVersion;

    @Column(name = "rule_id")
    private @Nullable String ruleId;

    @Column(name = "requested_at")
    private Instant requestedAt;

    @Column(name = "decided_at")
    private @Nullable Instant decidedAt;

    @Column(name = "completed_at")
    private @Nullable Instant completedAt;

    @Version
    @Column(name = "version")
    private @Nullable Long version;

    @ElementCollection
    @CollectionTable(name = "order_return_line", joinColumns = @JoinColumn(name = "return_id"))
    @MapKeyColumn(name = "line_id")
    private Map<String, ReturnLine> lines;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected OrderReturn() {}

    @SuppressWarnings("NullAway.Init") // the version belongs to JPA
    OrderReturn(ShopOrder order, ReturnEntry entry) {
        this.returnId = entry.returnId();
        this.orderId = order.orderId();
        this.userId = order.userId();
        this.kind = ReturnKind.of(entry.kind());
        this.state = ReturnState.REQUESTED;
        this.reason = entry.reason();
        this.keepGoods = entry.keepGoods();
        this.currency = order.currency();
        this.requestedAt = entry.requestedAt();
        this.lines = new HashMap<>();
        if (entry.requestedAt().isBefore(order.placedAt())) {
            throw ProblemException.invalid(
                    "requested_at",
                    entry.requestedAt().toString(),
                    "is before the order was placed, at " + order.placedAt());
        }
        order.takeBack(entry.lines()).forEach(line -> lines.put(line.lineId(), new ReturnLine(line)));
        this.worth = lines.values().stream().map(ReturnLine::worth).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    void approve(@Nullable String why, Instant at) {
        require(ReturnState.REQUESTED, "approve");
        state = ReturnState.APPROVED;
        decisionReason = why;
        decidedAt = at;
    }

    /**
     * Notes what a policy said, before the verb that follows from it.
     *
     * @param said null where the policy does not offer what is wanted
     */
    void decidedBy(long version, @Nullable OutcomeEvaluation said) {
        policyVersion = version;
        ruleId = said == null ? null : said.ruleId();
        decidedAmount = said == null ? null : said.amount().orElse(null);
    }

    /** The return is refused, or taken back after it was approved, and the customer keeps the goods. */
    void reject(ShopOrder order, @Nullable String why, Instant at) {
        if (state != ReturnState.APPROVED) {
            require(ReturnState.REQUESTED, "reject");
        }
        order.keep(units());
        state = ReturnState.REJECTED;
        decisionReason = why;
        decidedAt = at;
    }

    /**
     * The goods are back, or are kept as was agreed. A refund pays {@code amount}, by default what the policy decided or
     * else all the returned lines' worth; an exchange pays nothing unless an amount is given.
     *
     * @return what was refunded, or null
     */
    @Nullable
    Money complete(ShopOrder order, @Nullable Money amount, Instant at) {
        require(ReturnState.APPROVED, "complete");
        Money refund = amount != null ? amount : kind == ReturnKind.EXCHANGE ? null : due();
        if (refund != null) {
            requireAtMostWorth(refund);
            order.refund(refund);
            refunded = refund.amount();
        }
        state = ReturnState.COMPLETED;
        completedAt = at;
        return refund;
    }

    private Money due() {
        return new Money(decidedAmount == null ? worth : decidedAmount, currency);
    }

    private void requireAtMostWorth(Money refund) {
        if (refund.currency().equals(currency) && refund.amount().compareTo(worth) > 0) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "refund-above-paid",
                    "A refund of " + refund.amount().toPlainString() + " " + currency
                            + " is more than the returned lines' worth of " + Money.text(worth, currency) + ".",
                    List.of(new Violation(
                            "refund.amount",
                            refund.amount().toPlainString(),
                            "at most " + Money.text(worth, currency))),
                    null);
        }
    }

    /** Whether an upload tells of this return what is known already. */
    boolean tellsTheSame(ReturnEntry entry) {
        return orderId.equals(entry.orderId())
                && kind.wireName().equals(entry.kind())
                && keepGoods == entry.keepGoods()
                && Objects.equals(reason, entry.reason())
                && new HashSet<>(units()).equals(new HashSet<>(entry.lines()));
    }

    private List<LineQuantity> units() {
        return lines.entrySet().stream()
                .map(line -> new LineQuantity(line.getKey(), line.getValue().quantity()))
                .toList();
    }

    /** @throws ProblemException 409 if it is decided already */
    void requireUndecided() {
        require(ReturnState.REQUESTED, "decide");
    }

    /** What a policy calls what the customer wants. */
    Outcome outcome() {
        return keepGoods ? Outcome.REFUND_WITHOUT_RETURN : kind.outcome();
    }

    boolean keepGoods() {
        return keepGoods;
    }

    @Nullable
    String reason() {
        return reason;
    }

    Instant requestedAt() {
        return requestedAt;
    }

    private void require(ReturnState wanted, String verb) {
        if (state != wanted) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "wrong-return-state",
                    "Cannot " + verb + " return '" + returnId + "', which is " + state + ".",
                    List.of(new Violation("state", state.name(), "does not allow to " + verb)),
                    null);
        }
    }

    /** The lines that come back with it: none where the goods are kept. */
    List<OrderLine> linesBack() {
        return keepGoods ? List.of() : orderLines();
    }

    List<OrderLine> orderLines() {
        return new TreeMap<>(lines)
                .entrySet().stream()
                        .map(line -> line.getValue().line(line.getKey(), currency))
                        .toList();
    }

    ReturnState state() {
        return state;
    }

    String returnId() {
        return returnId;
    }

    String orderId() {
        return orderId;
    }

    @Nullable
    String userId() {
        return userId;
    }

    ReturnView view() {
        return new ReturnView(
                returnId,
                orderId,
                userId,
                kind.wireName(),
                state,
                reason,
                decisionReason,
                orderLines(),
                new Money(worth, currency),
                refunded == null ? null : new Money(refunded, currency),
                keepGoods,
                decidedAmount == null ? null : new Money(decidedAmount, currency),
                policyVersion,
                ruleId,
                requestedAt,
                decidedAt,
                completedAt);
    }
}
