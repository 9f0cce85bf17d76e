package dev.shopkeeper.order.orders;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Listings of orders, by id, without their lines. */
@Repository
class OrderList {

    private final JdbcTemplate jdbc;

    OrderList(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What to list; absent means any.
     *
     * @param from first time of placing
     * @param to time of placing that is no longer listed
     */
    record Filter(
            @Nullable String userId,
            @Nullable OrderState state,
            @Nullable Instant from,
            @Nullable Instant to) {}

    Page<OrderView> page(Filter filter, PageRequest request) {
        StringBuilder where = new StringBuilder("select * from shop_order where order_id > ?");
        List<Object> values = new ArrayList<>();
        values.add(request.after() == null ? "" : request.after());
        if (filter.userId() != null) {
            where.append(" and user_id = ?");
            values.add(filter.userId());
        }
        if (filter.state() != null) {
            where.append(" and state = ?");
            values.add(filter.state().name());
        }
        if (filter.from() != null) {
            where.append(" and placed_at >= ?::timestamptz");
            values.add(filter.from().toString());
        }
        if (filter.to() != null) {
            where.append(" and placed_at < ?::timestamptz");
            values.add(filter.to().toString());
        }
        values.add(request.probe());
        List<OrderView> found =
                jdbc.query(where.append(" order by order_id limit ?").toString(), OrderList::view, values.toArray());
        return request.page(found, OrderView::orderId);
    }

    private static OrderView view(ResultSet row, int number) throws SQLException {
        String currency = row.getString("currency");
        Array codes = row.getArray("coupon_codes");
        return new OrderView(
                row.getString("order_id"),
                row.getString("user_id"),
                row.getString("channel"),
                OrderState.valueOf(row.getString("state")),
                row.getObject("placed_at", OffsetDateTime.class).toInstant(),
                new Money(row.getBigDecimal("total"), currency),
                new Money(row.getBigDecimal("shipping"), currency),
                new Money(row.getBigDecimal("cancelled"), currency),
                new Money(row.getBigDecimal("refunded"), currency),
                List.of((String[]) codes.getArray()),
                OrderView.address(
                        row.getString("zone_id"),
                        row.getObject("latitude", Double.class),
                        row.getObject("longitude", Double.class)),
                time(row, "shipped_at"),
                time(row, "delivered_at"),
                time(row, "cancelled_at"),
                null);
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
