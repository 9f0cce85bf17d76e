package dev.shopkeeper.order.returns;

import dev.shopkeeper.decision.Language;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.ReturnCompleted;
import dev.shopkeeper.events.ReturnDecided;
import dev.shopkeeper.events.ReturnRequested;
import dev.shopkeeper.order.eligibility.ReturnPolicies;
import dev.shopkeeper.order.orders.ShopOrder;
import dev.shopkeeper.order.orders.ShopOrders;
import dev.shopkeeper.order.policy.Evaluation;
import dev.shopkeeper.order.policy.OutcomeEvaluation;
import dev.shopkeeper.order.policy.PolicyWords;
import dev.shopkeeper.starter.bulk.Bulk;
import dev.shopkeeper.starter.bulk.BulkError;
import dev.shopkeeper.starter.messaging.Outbox;
import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import dev.shopkeeper.starter.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Returns, from request to refund. Every verb first locks the order, so that two returns of one order wait for each
 * other and no unit comes back twice and no money is paid twice.
 */
@Service
public class Returns {

    private final OrderReturns returns;
    private final ShopOrders orders;
    private final ReturnPolicies policies;
    private final Outbox outbox;

    Returns(OrderReturns returns, ShopOrders orders, ReturnPolicies policies, Outbox outbox) {
        this.returns = returns;
        this.orders = orders;
        this.policies = policies;
        this.outbox = outbox;
    }

    private record Locked(ShopOrder order, OrderReturn orderReturn) {}

    /** Stores requests, each whole or not at all, and notes in {@code bulk} those that are refused. */
    @Transactional
    public void request(Bulk<ReturnEntry> bulk) {
        List<Bulk.Entry<ReturnEntry>> entries = bulk.entries();
        if (!entries.isEmpty()) {
            orders.lockAll(
                    entries.stream().map(entry -> entry.value().orderId()).collect(Collectors.toSet()));
        }
        entries.forEach(entry -> request(bulk, entry));
    }

    private void request(Bulk<ReturnEntry> bulk, Bulk.Entry<ReturnEntry> entry) {
        ReturnEntry told = entry.value();
        Optional<ShopOrder> order = orders.lock(told.orderId());
        if (order.isEmpty()) {
            bulk.reject(entry, BulkError.UNKNOWN, "order_id", told.orderId(), "unknown order");
            return;
        }
        Optional<OrderReturn> known = returns.findById(told.returnId());
        if (known.isPresent()) {
            if (!known.get().tellsTheSame(told)) {
                bulk.reject(entry, BulkError.CONFLICT, "return_id", told.returnId(), "is known with other content");
            }
            return;
        }
        try {
            request(order.get(), told);
        } catch (ProblemException refusal) {
            bulk.reject(entry, refusal);
        }
    }

    /**
     * Stores one request, as part of the caller's transaction.
     *
     * @throws ProblemException 404 if there is no such order, 400 or 409 if its lines cannot come back
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void request(ReturnEntry entry) {
        request(
                orders.lock(entry.orderId()).orElseThrow(() -> ProblemException.notFound("order", entry.orderId())),
                entry);
    }

    private void request(ShopOrder order, ReturnEntry told) {
        OrderReturn requested = returns.save(new OrderReturn(order, told));
        outbox.append(
                new ReturnRequested(
                        requested.returnId(),
                        requested.orderId(),
                        requested.userId(),
                        requested.orderLines(),
                        told.kind(),
                        told.reason(),
                        told.requestedAt()),
                told.requestedAt());
    }

    @Transactional(readOnly = true)
    public ReturnView view(String returnId) {
        return returns.findById(returnId)
                .orElseThrow(() -> ProblemException.notFound("return", returnId))
                .view();
    }

    @Transactional(readOnly = true)
    public Page<ReturnView> list(@Nullable String orderId, @Nullable ReturnState state, PageRequest request) {
        List<ReturnView> found = returns
                .page(request.after() == null ? "" : request.after(), orderId, state, Limit.of(request.probe()))
                .stream()
                .map(OrderReturn::view)
                .toList();
        return request.page(found, ReturnView::returnId);
    }

    @Transactional
    public ReturnView decide(String returnId, boolean approved, @Nullable String reason, Instant at) {
        return decide(lock(returnId), approved, reason, at);
    }

    private ReturnView decide(Locked locked, boolean approved, @Nullable String reason, Instant at) {
        OrderReturn decided = locked.orderReturn();
        if (approved) {
            decided.approve(reason, at);
        } else {
            decided.reject(locked.order(), reason, at);
        }
        outbox.append(
                new ReturnDecided(
                        decided.returnId(),
                        decided.orderId(),
                        decided.userId(),
                        approved ? "approved" : "rejected",
                        reason,
                        at),
                at);
        return decided.view();
    }

    /**
     * As {@link #decideByPolicy(String, Instant, Language)}, but that what the policy would reject is left as it is.
     *
     * @return whether it was approved
     */
    @Transactional(noRollbackFor = NeedsPersonException.class)
    public boolean approveByPolicy(String returnId, Instant at) {
        Locked locked = lock(returnId);
        Said said = policySays(locked, Language.ENGLISH);
        if (!said.approves()) {
            return false;
        }
        follow(locked, said, at);
        return true;
    }

    /**
     * Decides a return by the policy that held when its order was placed, as of the moment in which it was asked for: approves
     * what it allows without a person, and rejects what it does not allow or offer. Where the goods are kept, what is approved
     * is paid at once.
     *
     * @param language of the reason that is kept
     * @throws NeedsPersonException 409 if a person decides; nothing has changed then, and a transaction around goes on
     * @throws ProblemException 404 if it is unknown, 409 if it is decided already
     */
    @Transactional(noRollbackFor = NeedsPersonException.class)
    public ReturnView decideByPolicy(String returnId, Instant at, Language language) {
        Locked locked = lock(returnId);
        return follow(locked, policySays(locked, language), at);
    }

    /**
     * What a policy says of a return.
     *
     * @param outcome null where the policy does not offer what is wanted
     */
    private record Said(long version, @Nullable OutcomeEvaluation outcome, String why) {

        private boolean approves() {
            return outcome != null && outcome.eligible();
        }
    }

    private Said policySays(Locked locked, Language language) {
        OrderReturn asked = locked.orderReturn();
        asked.requireUndecided();
        Evaluation evaluation =
                policies.evaluateLines(locked.order(), asked.orderLines(), asked.reason(), asked.requestedAt());
        Long version = evaluation.policyVersion();
        if (version == null) {
            Evaluation.Absence absence = Objects.requireNonNull(evaluation.absence());
            throw new NeedsPersonException(asked.returnId(), PolicyWords.absence(absence, language));
        }
        OutcomeEvaluation said = evaluation.of(asked.outcome()).orElse(null);
        String why = said == null
                ? PolicyWords.notOffered(version, asked.outcome(), language)
                : PolicyWords.sentence(evaluation, said, language);
        if (said != null && said.eligible() && !said.automatic()) {
            throw new NeedsPersonException(asked.returnId(), why);
        }
        return new Said(version, said, why);
    }

    private ReturnView follow(Locked locked, Said said, Instant at) {
        OrderReturn asked = locked.orderReturn();
        asked.decidedBy(said.version(), said.outcome());
        ReturnView decided = decide(locked, said.approves(), said.why(), at);
        return said.approves() && asked.keepGoods() ? complete(locked, null, at) : decided;
    }

    @Transactional
    public ReturnView complete(String returnId, @Nullable Money refund, Instant at) {
        return complete(lock(returnId), refund, at);
    }

    private ReturnView complete(Locked locked, @Nullable Money refund, Instant at) {
        OrderReturn completed = locked.orderReturn();
        Money refunded = completed.complete(locked.order(), refund, at);
        outbox.append(
                new ReturnCompleted(
                        completed.returnId(),
                        completed.orderId(),
                        completed.userId(),
                        completed.linesBack(),
                        refunded,
                        at),
                at);
        return completed.view();
    }

    private Locked lock(String returnId) {
        ShopOrder order = returns.orderOf(returnId)
                .flatMap(orders::lock)
                .orElseThrow(() -> ProblemException.notFound("return", returnId));
        OrderReturn orderReturn =
                returns.findById(returnId).orElseThrow(() -> ProblemException.notFound("return", returnId));
        return new Locked(order, orderReturn);
    }
}
