package dev.shopkeeper.membership.past;

import dev.shopkeeper.membership.tiering.MemberPast;
import dev.shopkeeper.membership.tiering.Purchase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads what members bought. Worth counts in one currency; an order in another one, of which something is left, counts as an
 * order worth nothing.
 */
@Repository
public class MemberPasts {

    private static final int FETCH = 5_000;
    private static final double MOST_WITHOUT_ITEMS = 0.01;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate snapshots;

    MemberPasts(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.jdbc = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource(), "The template has a data source"));
        this.jdbc.setFetchSize(FETCH);
        this.snapshots = new TransactionTemplate(transactions);
        this.snapshots.setReadOnly(true);
        this.snapshots.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /**
     * What all members bought.
     *
     * @param currency that of most orders; empty where there are no orders
     * @param until the latest day of which an order is known, in days since 1970-01-01
     * @param itemsKnown whether it is known of nearly all orders that are looked at what was bought
     */
    public record All(List<MemberPast> members, String currency, long until, boolean itemsKnown) {

        public All {
            members = List.copyOf(members);
        }
    }

    /**
     * The pasts of all members over some days before the latest order, as of one moment.
     *
     * @param lookedAt over how many of these days figures are to be worked out
     */
    public All all(int days, int lookedAt) {
        return Objects.requireNonNull(snapshots.execute(status -> {
            long until = latestDay().orElse(0L);
            String currency = currency().orElse("");
            return currency.isEmpty()
                    ? new All(List.of(), currency, until, false)
                    : new All(load(null, currency, until - days), currency, until, itemsKnown(until - lookedAt));
        }));
    }

    /** Orders that were heard of before their items were kept have none. */
    private boolean itemsKnown(long from) {
        return Boolean.TRUE.equals(jdbc.queryForObject("""
                select count(*) filter (where not exists (
                           select from member_order_item item where item.order_id = bought.order_id))
                       <= ? * count(*)
                from member_order bought
                where user_id is not null and placed_at >= to_timestamp(? * 86400::bigint)
                """, Boolean.class, MOST_WITHOUT_ITEMS, from));
    }

    /** The currency of most orders; none where there are no orders. */
    private Optional<String> currency() {
        return jdbc.queryForList("""
                        select currency from member_order where user_id is not null and placed_at is not null
                        group by currency order by count(*) desc, currency limit 1
                        """, String.class).stream().findFirst();
    }

    /** The latest day of which an order is known, in days since 1970-01-01; none where there are no orders. */
    private Optional<Long> latestDay() {
        return Optional.ofNullable(jdbc.queryForObject(
                "select floor(extract(epoch from max(placed_at)) / 86400)::bigint from member_order"
                        + " where user_id is not null",
                Long.class));
    }

    /**
     * The pasts of members from a day on, by user.
     *
     * @param userIds null for all who have bought something
     * @param from the first day that counts, in days since 1970-01-01
     */
    public List<MemberPast> load(@Nullable Collection<String> userIds, String currency, long from) {
        String[] users = userIds == null ? null : userIds.toArray(String[]::new);
        Map<String, Builder> members = new TreeMap<>();
        Map<String, List<Purchase.Change>> changes = new HashMap<>();
        Map<Set<String>, Set<String>> sameCategories = new HashMap<>();
        jdbc.query(
                """
                select change.order_id, floor(extract(epoch from change.at) / 86400)::bigint, change.amount
                from member_order_change change join member_order bought using (order_id)
                where bought.user_id is not null and (?::text[] is null or bought.user_id = any (?))
                  and (change.currency is null or change.currency = bought.currency)
                  and (bought.placed_at is null or bought.placed_at >= to_timestamp(? * 86400::bigint))
                order by change.order_id, change.at, change.amount
                """,
                row -> {
                    double known = row.getDouble(3);
                    double amount = row.wasNull() ? Double.MAX_VALUE : known;
                    changes.computeIfAbsent(row.getString(1), any -> new ArrayList<>(1))
                            .add(new Purchase.Change(row.getLong(2), amount));
                },
                users,
                users,
                from);
        jdbc.query(
                """
                select bought.user_id, bought.order_id, floor(extract(epoch from bought.placed_at) / 86400)::bigint,
                       bought.ordered, coalesce(bought.currency = ?, true),
                       coalesce(figures.net > 0, false),
                       array(select distinct category from member_order_item item join item_category using (item_id)
                             where item.order_id = bought.order_id and category is not null order by 1)
                from member_order bought left join member_purchase figures using (order_id)
                where bought.user_id is not null and (?::text[] is null or bought.user_id = any (?))
                  and (bought.placed_at is null or bought.placed_at >= to_timestamp(? * 86400::bigint))
                order by bought.user_id, bought.placed_at, bought.order_id
                """,
                row -> {
                    Builder member = members.computeIfAbsent(row.getString(1), Builder::new);
                    List<Purchase.Change> own = changes.getOrDefault(row.getString(2), List.of());
                    long day = row.getLong(3);
                    boolean loose = row.wasNull();
                    double worth = row.getDouble(4);
                    boolean same = row.getBoolean(5);
                    boolean kept = row.getBoolean(6);
                    Set<String> categories = sameCategories.computeIfAbsent(
                            Set.of((String[]) row.getArray(7).getArray()), any -> any);
                    if (loose) {
                        own.stream()
                                .filter(change -> same && change.amount() < Double.MAX_VALUE && change.day() >= from)
                                .forEach(member.loose::add);
                    } else if (same) {
                        member.purchases.add(new Purchase(day, worth, own, categories));
                    } else if (kept) {
                        member.purchases.add(new Purchase(day, 0, List.of(), categories));
                    }
                },
                currency,
                users,
                users,
                from);
        return members.values().stream().map(Builder::build).toList();
    }

    private static final class Builder {

        private final String userId;
        private final List<Purchase> purchases = new ArrayList<>();
        private final List<Purchase.Change> loose = new ArrayList<>();

        Builder(String userId) {
            this.userId = userId;
        }

        MemberPast build() {
            return new MemberPast(userId, purchases, loose);
        }
    }
}
