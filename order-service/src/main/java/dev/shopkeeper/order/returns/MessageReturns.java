package dev.shopkeeper.order.returns;

import dev.shopkeeper.events.OrderLine;
import dev.shopkeeper.order.orders.LineQuantity;
import dev.shopkeeper.order.orders.ShopOrder;
import dev.shopkeeper.order.orders.ShopOrders;
import dev.shopkeeper.starter.problem.ProblemException;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks for goods to be taken back in the name of whoever wrote so, and has the policy approve it; what it refuses, a person tells. What was asked for once is not
 * asked for again, however often it is written: all of it happens under the lock of the order.
 */
@Service
public class MessageReturns {

    private final Returns returns;
    private final OrderReturns stored;
    private final ShopOrders orders;
    private final EntityManager entities;

    MessageReturns(Returns returns, OrderReturns stored, ShopOrders orders, EntityManager entities) {
        this.returns = returns;
        this.stored = stored;
        this.orders = orders;
        this.entities = entities;
    }

    /**
     * What somebody wrote that they want.
     *
     * @param orderId an order of theirs
     * @param lineIds the lines that they name; none where they name no item
     * @param quantity units, if they say how many
     * @param reason if they say why
     */
    public record Wish(
            String messageId,
            String orderId,
            Set<String> lineIds,
            @Nullable Long quantity,
            ReturnKind kind,
            @Nullable String reason,
            Instant at) {

        public Wish {
            lineIds = Set.copyOf(lineIds);
        }
    }

    /** What became of a wish. */
    public enum Result {
        /** The policy has decided; or the same was asked for and decided before. */
        DECIDED,
        /** It is asked for, and a person decides. */
        NEEDS_PERSON,
        /** It is asked for, the policy refuses it, and a person says so. */
        REFUSED,
        /** The order was not sent yet. */
        NOT_SENT,
        /** The order has several lines that may be meant. */
        WHICH_ITEM,
        /** The line has several units. */
        HOW_MANY,
        /** Nothing of it can be taken back any more. */
        NOTHING_OPEN
    }

    /** @param returnId what was asked for, now or before; null where nothing was */
    public record Asked(Result result, @Nullable String returnId) {}

    /** Locks the orders of wishes until the transaction ends; whoever has several begins with this. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(List<Wish> wishes) {
        if (!wishes.isEmpty()) {
            orders.lockAll(wishes.stream().map(Wish::orderId).collect(Collectors.toSet()));
        }
    }

    /** Asks, as part of the transaction in which the message is stored. */
    @Transactional(propagation = Propagation.MANDATORY, noRollbackFor = NeedsPersonException.class)
    public Asked ask(Wish wish) {
        ShopOrder order =
                orders.lock(wish.orderId()).orElseThrow(() -> ProblemException.notFound("order", wish.orderId()));
        Optional<Asked> known = known(wish, order);
        if (known.isPresent()) {
            return known.get();
        }
        if (order.shippedAt() == null) {
            return new Asked(Result.NOT_SENT, null);
        }
        List<OrderLine> open = open(order, wish.lineIds());
        if (open.isEmpty()) {
            return new Asked(Result.NOTHING_OPEN, null);
        }
        if (open.size() > 1) {
            return new Asked(Result.WHICH_ITEM, null);
        }
        OrderLine line = open.getFirst();
        Long wanted = wish.quantity();
        long quantity = wanted != null ? wanted : line.quantity();
        if (wanted == null && line.quantity() > 1 || quantity > line.quantity()) {
            return new Asked(Result.HOW_MANY, null);
        }
        return request(wish, new LineQuantity(line.lineId(), quantity));
    }

    /** What was asked for before, if a wish means the same; empty where it means something else, or there is nothing. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Asked> known(Wish wish) {
        return known(
                wish,
                orders.lock(wish.orderId()).orElseThrow(() -> ProblemException.notFound("order", wish.orderId())));
    }

    private Optional<Asked> known(Wish wish, ShopOrder order) {
        List<OrderReturn> before = stored.ofOrder(wish.orderId()).stream()
                .filter(asked -> asked.state() != ReturnState.REJECTED)
                .toList();
        // who names what is under way means it, and who names nothing where nothing else is left: the same words come
        // twice
        boolean means = wish.lineIds().isEmpty()
                ? open(order, Set.of()).isEmpty()
                : before.stream()
                        .flatMap(asked -> asked.orderLines().stream())
                        .map(OrderLine::lineId)
                        .collect(Collectors.toSet())
                        .containsAll(wish.lineIds());
        if (before.isEmpty() || !means) {
            return Optional.empty();
        }
        List<OrderReturn> meant = before.stream()
                .filter(asked -> wish.lineIds().isEmpty()
                        || asked.orderLines().stream()
                                .anyMatch(line -> wish.lineIds().contains(line.lineId())))
                .toList();
        Optional<OrderReturn> underWay = meant.stream()
                .filter(asked -> asked.state() != ReturnState.COMPLETED)
                .reduce((first, second) -> second);
        if (underWay.isEmpty() && !open(order, wish.lineIds()).isEmpty()) {
            return Optional.empty();
        }
        OrderReturn latest = underWay.orElse(meant.getLast());
        return Optional.of(new Asked(
                latest.state() == ReturnState.REQUESTED ? Result.NEEDS_PERSON : Result.DECIDED, latest.returnId()));
    }

    private static List<OrderLine> open(ShopOrder order, Set<String> lineIds) {
        try {
            return order.returnable(List.of()).stream()
                    .filter(line -> lineIds.isEmpty() || lineIds.contains(line.lineId()))
                    .toList();
        } catch (ProblemException nothingOpen) {
            return List.of();
        }
    }

    private Asked request(Wish wish, LineQuantity units) {
        Asked asked = decided(wish, units);
        // what follows in this transaction reads by SQL
        entities.flush();
        return asked;
    }

    private Asked decided(Wish wish, LineQuantity units) {
        String returnId = "message-" + UUID.nameUUIDFromBytes(wish.messageId().getBytes(StandardCharsets.UTF_8));
        returns.request(new ReturnEntry(
                returnId, wish.orderId(), wish.kind().wireName(), List.of(units), wish.reason(), wish.at(), false));
        try {
            return new Asked(returns.approveByPolicy(returnId, wish.at()) ? Result.DECIDED : Result.REFUSED, returnId);
        } catch (NeedsPersonException person) {
            return new Asked(Result.NEEDS_PERSON, returnId);
        }
    }
}
