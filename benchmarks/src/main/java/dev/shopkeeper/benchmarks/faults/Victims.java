package dev.shopkeeper.benchmarks.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Whom to kill: round by round in an order that chance draws, so that each comes as often as any other, but for one. */
final class Victims {

    private Victims() {}

    /**
     * The order of the kills.
     *
     * @param names of the processes, none twice
     * @param kills how many in all, 0 or more
     * @throws IllegalArgumentException if there is nobody to kill, or fewer than no kills
     */
    static List<String> order(List<String> names, int kills, SplittableRandom random) {
        if (names.isEmpty() || kills < 0) {
            throw new IllegalArgumentException(kills + " kills of " + names
                    + " cannot be put in an order. Maybe name a process, and 0 kills or more?");
        }
        List<String> order = new ArrayList<>();
        while (order.size() < kills) {
            List<String> left = new ArrayList<>(names);
            while (!left.isEmpty() && order.size() < kills) {
                order.add(left.remove(random.nextInt(left.size())));
            }
        }
        return List.copyOf(order);
    }
}
