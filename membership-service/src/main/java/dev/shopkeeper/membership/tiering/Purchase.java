package dev.shopkeeper.membership.tiering;

import java.util.List;
import java.util.Set;

/**
 * An order of a member.
 *
 * @param day when it was placed, in days since 1970-01-01
 * @param worth what was ordered, in the shop's currency
 * @param changes what was cancelled or refunded of it since
 * @param categories the widest categories of what was bought, as far as they are known
 */
public record Purchase(long day, double worth, List<Change> changes, Set<String> categories) {

    public Purchase {
        if (!Double.isFinite(worth)) {
            throw new IllegalArgumentException("An order is worth " + worth + ". Maybe leave it out?");
        }
        changes = List.copyOf(changes);
        categories = Set.copyOf(categories);
    }

    /**
     * Worth that was taken off.
     *
     * @param day when that became known, in days since 1970-01-01
     */
    public record Change(long day, double amount) {}

    /** What is left of its worth by the end of a day; never below nothing: more than was paid cannot come back. */
    public double net(long day) {
        double left = worth;
        for (Change change : changes) {
            if (change.day() <= day) {
                left -= change.amount();
            }
        }
        return Math.max(0, left);
    }

    Purchase knownAt(long day) {
        return new Purchase(
                this.day,
                worth,
                changes.stream().filter(change -> change.day() <= day).toList(),
                categories);
    }

    /** Whether anything is left of it by the end of a day. */
    boolean kept(long day) {
        return net(day) > 0 || (worth == 0 && changes.stream().noneMatch(change -> change.day() <= day));
    }
}
