package dev.shopkeeper.order.returns;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.ReturnCompleted;
import dev.shopkeeper.events.ReturnDecided;
import dev.shopkeeper.events.ReturnRequested;
import dev.shopkeeper.order.orders.ShopOrder;
import dev.shopkeeper.order.orders.ShopOrders;
import dev.shopkeeper.starter.bulk.Bulk;
import dev.shopkeeper.starter.bulk.BulkError;
import dev.shopkeeper.starter.messaging.Outbox;
import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import dev.shopkeeper.starter.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Returns, from request to refund. Every verb first locks the order, so that two returns of one order wait for each
 * other and no unit comes back twice and no money is paid twice.
 */
@Service
class Returns {

    private final OrderReturns returns;
    private final ShopOrders orders;
    private final Outbox outbox;

    Returns(OrderReturns returns, ShopOrders orders, Outbox outbox) {
        this.returns = returns;
        this.orders = orders;
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
            OrderReturn requested = returns.save(new OrderReturn(order.get(), told));
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
        } catch (ProblemException refusal) {
            bulk.reject(entry, refusal);
        }
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
        Locked locked = lock(returnId);
        OrderReturn decided = locked.orderReturn();
        if (approved) {
            decided.approve(reason, at);
        } else {
            decided.reject(locked.order(), reason, at);
        }
        outbox.append(
                new ReturnDecided(
                        returnId, decided.orderId(), decided.userId(), approved ? "approved" : "rejected", reason, at),
                at);
        return decided.view();
    }

    @Transactional
    public ReturnView complete(String returnId, @Nullable Money refund, Instant at) {
        Locked locked = lock(returnId);
        OrderReturn completed = locked.orderReturn();
        Money refunded = completed.complete(locked.order(), refund, at);
        outbox.append(
                new ReturnCompleted(
                        returnId, completed.orderId(), completed.userId(), completed.orderLines(), refunded, at),
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
