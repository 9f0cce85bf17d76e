package dev.shopkeeper.membership.tiering;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a member bought, in any order.
 *
 * @param loose what was taken back of orders that are not known, or not named
 */
public record MemberPast(String userId, List<Purchase> purchases, List<Purchase.Change> loose) {

    public MemberPast {
        purchases = List.copyOf(purchases);
        loose = List.copyOf(loose);
    }

    /** One of whom nothing was taken back but by orders. */
    public MemberPast(String userId, List<Purchase> purchases) {
        this(userId, purchases, List.of());
    }

    /**
     * The member's figures as they were known at the end of a day. Goods of a category that is not known are one kind together.
     *
     * @param window days that are looked back
     * @return null where nothing was bought in the window that was kept
     */
    public @Nullable Figures figures(long day, int window) {
        long last = Long.MIN_VALUE;
        long orders = 0;
        double money = 0;
        Set<String> categories = new HashSet<>();
        for (Purchase purchase : purchases) {
            if (purchase.day() <= day && purchase.day() > day - window && purchase.kept(day)) {
                last = Math.max(last, purchase.day());
                orders++;
                money += purchase.net(day);
                categories.addAll(purchase.categories());
            }
        }
        if (orders == 0) {
            return null;
        }
        return new Figures(
                day - last, orders, Math.max(0, money - taken(day - window, day)), Math.max(1, categories.size()));
    }

    /**
     * The tags of a member's taste at the end of a day: the widest categories of which most orders were kept, the most frequent
     * first, equal ones by name.
     *
     * @param window days that are looked back
     */
    public List<String> preferences(long day, int window, int most) {
        Map<String, Integer> orders = new TreeMap<>();
        for (Purchase purchase : purchases) {
            if (purchase.day() <= day && purchase.day() > day - window && purchase.kept(day)) {
                purchase.categories().forEach(category -> orders.merge(category, 1, Integer::sum));
            }
        }
        return orders.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What was known at the end of a day. */
    public MemberPast knownAt(long day) {
        return new MemberPast(
                userId,
                purchases.stream()
                        .filter(purchase -> purchase.day() <= day)
                        .map(purchase -> purchase.knownAt(day))
                        .toList(),
                loose.stream().filter(change -> change.day() <= day).toList());
    }

    /** What was bought and kept from the day after {@code from} until the end of {@code to}, as known by then. */
    public double revenue(long from, long to) {
        double sum = 0;
        for (Purchase purchase : purchases) {
            if (purchase.day() > from && purchase.day() <= to) {
                sum += purchase.net(to);
            }
        }
        return Math.max(0, sum - taken(from, to));
    }

    private double taken(long from, long to) {
        double sum = 0;
        for (Purchase.Change change : loose) {
            if (change.day() > from && change.day() <= to) {
                sum += change.amount();
            }
        }
        return sum;
    }
}
