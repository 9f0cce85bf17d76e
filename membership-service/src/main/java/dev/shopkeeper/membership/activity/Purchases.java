package dev.shopkeeper.membership.activity;

import static dev.shopkeeper.starter.jdbc.Columns.text;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.OrderCancelled;
import dev.shopkeeper.events.OrderLine;
import dev.shopkeeper.events.OrderPlaced;
import dev.shopkeeper.events.ReturnCompleted;
import dev.shopkeeper.membership.member.Members;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/**
 * What members bought. Every event adds to the row of its order and nothing is ever set, so the sum is the same
 * whatever comes first: a cancellation may arrive before its order.
 */
@Service
public class Purchases {

    private static final Logger LOG = LoggerFactory.getLogger(Purchases.class);

    private final JdbcTemplate jdbc;
    private final Members members;

    Purchases(JdbcTemplate jdbc, Members members) {
        this.jdbc = jdbc;
        this.members = members;
    }

    /** An order was placed, or new lines of it became known. */
    public void placed(OrderPlaced order) {
        meet(order.userId(), order.placedAt());
        add(new Change(order.orderId(), order.userId(), order.total().currency(), order.placedAt())
                .withOrdered(order.total().amount()));
        jdbc.update(
                "insert into member_order_item (order_id, item_id) select ?, item_id from unnest(?::text[]) as line (item_id)"
                        + " on conflict do nothing",
                order.orderId(),
                text(Set.copyOf(order.lines().stream().map(OrderLine::itemId).toList()), itemId -> itemId));
    }

    /** Lines of an order were cancelled, or, with no lines, all of it. */
    public void cancelled(OrderCancelled order) {
        meet(order.userId(), order.cancelledAt());
        String currency = currency(order.lines());
        Change change = new Change(order.orderId(), order.userId(), currency, null);
        add(order.lines().isEmpty() ? change.withAllCancelled() : change.withCancelled(worth(order.lines())));
        know(order.orderId(), order.cancelledAt(), currency, order.lines().isEmpty() ? null : worth(order.lines()));
    }

    /** Money was paid back for goods that came back. */
    public void returned(ReturnCompleted completed) {
        meet(completed.userId(), completed.completedAt());
        Money refunded = completed.refunded();
        if (refunded != null) {
            add(new Change(completed.orderId(), completed.userId(), refunded.currency(), null)
                    .withRefunded(refunded.amount()));
            know(completed.orderId(), completed.completedAt(), refunded.currency(), refunded.amount());
        }
    }

    private void meet(@Nullable String userId, Instant at) {
        if (userId != null) {
            members.meet(Map.of(userId, at));
        }
    }

    private static @Nullable String currency(List<OrderLine> lines) {
        return lines.isEmpty() ? null : lines.getFirst().unitPrice().currency();
    }

    private static BigDecimal worth(List<OrderLine> lines) {
        return lines.stream()
                .map(line -> line.unitPrice().amount().multiply(BigDecimal.valueOf(line.quantity())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /**
     * When something was taken off, for figures of past days. What is in another currency than its order is not taken off.
     *
     * @param amount null for all of it
     */
    private void know(String orderId, Instant at, @Nullable String currency, @Nullable BigDecimal amount) {
        jdbc.update("""
                insert into member_order_change (order_id, at, currency, amount) values (?, ?::timestamptz, ?, ?)
                """, orderId, at.toString(), currency, amount);
    }

    private void add(Change change) {
        int written = jdbc.update(
                """
                insert into member_order
                    (order_id, user_id, currency, placed_at, ordered, cancelled, all_cancelled, refunded)
                values (?, ?, ?, ?::timestamptz, ?, ?, ?, ?)
                on conflict (order_id) do update set
                    user_id = coalesce(member_order.user_id, excluded.user_id),
                    currency = case when excluded.placed_at is not null and member_order.placed_at is null
                                    then excluded.currency
                                    else coalesce(member_order.currency, excluded.currency) end,
                    placed_at = least(member_order.placed_at, excluded.placed_at),
                    ordered = member_order.ordered + excluded.ordered,
                    cancelled = excluded.cancelled
                        + case when member_order.currency <> excluded.currency then 0 else member_order.cancelled end,
                    all_cancelled = member_order.all_cancelled or excluded.all_cancelled,
                    refunded = excluded.refunded
                        + case when member_order.currency <> excluded.currency then 0 else member_order.refunded end
                where excluded.placed_at is not null and member_order.placed_at is null or excluded.currency is null or member_order.currency is null
                   or member_order.currency = excluded.currency
                """,
                change.orderId,
                change.userId,
                change.currency,
                change.placedAt == null ? null : change.placedAt.toString(),
                change.ordered,
                change.cancelled,
                change.allCancelled,
                change.refunded);
        if (written == 0) {
            LOG.warn(
                    "An amount in {} about order '{}', which is in another currency, is left out",
                    change.currency,
                    change.orderId);
        }
    }

    private record Change(
            String orderId,
            @Nullable String userId,
            @Nullable String currency,
            @Nullable Instant placedAt,
            BigDecimal ordered,
            BigDecimal cancelled,
            boolean allCancelled,
            BigDecimal refunded) {

        private Change(String orderId, @Nullable String userId, @Nullable String currency, @Nullable Instant placedAt) {
            this(orderId, userId, currency, placedAt, BigDecimal.ZERO, BigDecimal.ZERO, false, BigDecimal.ZERO);
        }

        private Change withOrdered(BigDecimal worth) {
            return new Change(orderId, userId, currency, placedAt, worth, cancelled, allCancelled, refunded);
        }

        private Change withCancelled(BigDecimal worth) {
            return new Change(orderId, userId, currency, placedAt, ordered, worth, allCancelled, refunded);
        }

        private Change withAllCancelled() {
            return new Change(orderId, userId, currency, placedAt, ordered, cancelled, true, refunded);
        }

        private Change withRefunded(BigDecimal amount) {
            return new Change(orderId, userId, currency, placedAt, ordered, cancelled, allCancelled, amount);
        }
    }
}
