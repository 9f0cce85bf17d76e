package dev.shopkeeper.demo.world;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The shop's vans, all of one depot: one half is driven from the morning on, the other until the evening. Immutable.
 *
 * @param latitude of the depot, WGS 84 degrees; {@code longitude} likewise
 * @param vans of equal capacity and cost
 */
public record Fleet(String depotId, double latitude, double longitude, List<Van> vans) {

    /** What a van costs in CNY: for a day on which it is driven, and for each hour and kilometre of it. */
    public static final double COST_FIXED = 60;

    public static final double COST_PER_HOUR = 45;
    public static final double COST_PER_KILOMETRE = 0.8;

    /** When the last shift of a day ends; each shift begins before the other has ended. */
    public static final LocalTime LAST_SHIFT_ENDS = LocalTime.of(20, 30);

    private static final double ORDERS_PER_MEMBER_AND_DAY = 0.0085;
    private static final double ORDERS_PER_VAN = 14;
    private static final int CAPACITY_GRAMS = 600_000;
    private static final int MOST_STOPS = 60;
    private static final int BREAK_MINUTES = 30;

    /** Enough vans for an ordinary day of a shop with so many members. */
    static Fleet of(int members, City city) {
        int pairs = (int) Math.max(1, Math.ceil(members * ORDERS_PER_MEMBER_AND_DAY / ORDERS_PER_VAN / 2));
        List<Van> vans = new ArrayList<>();
        for (int i = 1; i <= 2 * pairs; i++) {
            vans.add(i <= pairs ? early(i) : late(i));
        }
        double[] depot = city.depot();
        return new Fleet("yunlan-depot", depot[0], depot[1], List.copyOf(vans));
    }

    private static Van early(int number) {
        return new Van(
                id(number),
                CAPACITY_GRAMS,
                MOST_STOPS,
                LocalTime.of(7, 30),
                LocalTime.of(14, 0),
                BREAK_MINUTES,
                LocalTime.of(10, 30),
                LocalTime.of(12, 0));
    }

    private static Van late(int number) {
        return new Van(
                id(number),
                CAPACITY_GRAMS,
                MOST_STOPS,
                LocalTime.of(13, 30),
                LAST_SHIFT_ENDS,
                BREAK_MINUTES,
                LocalTime.of(16, 30),
                LocalTime.of(18, 0));
    }

    private static String id(int number) {
        return String.format(Locale.ROOT, "van-%02d", number);
    }

    /** The vans that are driven at that time of the day. */
    public List<Van> driven(LocalTime time) {
        return vans.stream().filter(van -> van.covers(time)).toList();
    }
}
