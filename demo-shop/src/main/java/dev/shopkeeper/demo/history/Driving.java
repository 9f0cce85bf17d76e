package dev.shopkeeper.demo.history;

import dev.shopkeeper.demo.world.City;
import dev.shopkeeper.demo.world.Dice;
import dev.shopkeeper.demo.world.Fleet;
import dev.shopkeeper.demo.world.Van;
import dev.shopkeeper.demo.world.World;
import dev.shopkeeper.demo.world.Zone;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;

/** What customers are promised, and how the vans then drive to them: the truth that arrival times can be learnt from. */
final class Driving {

    /** How soon after an order its customer knows when the van will come. */
    private static final Duration ANSWERS = Duration.ofSeconds(3);

    private static final Duration LOADING = Duration.ofHours(3);
    private static final int FIRST_WINDOW_HOUR = 8;
    private static final int WINDOW_HOURS = 2;
    private static final int WINDOWS = 6;

    private static final double SETS_OUT_LATE = 0.12;
    private static final double MEAN_SECONDS_LATE = 1.2 * 3600;
    private static final double COMES_FROM_DEPOT = 0.15;
    private static final double STAYS_IN_ZONE = 0.5;

    /** To get going, find the door and a place to stop. */
    private static final double SECONDS_PER_LEG = 45;
    /** A van against the traffic around it. */
    private static final double VAN_SPEED = 0.8;

    private static final double TRAVEL_DEVIATION = 0.18;
    private static final double SERVICE_SECONDS = 150;
    private static final double SERVICE_DEVIATION = 0.35;
    private static final double GRAMS_PER_SECOND_OF_SERVICE = 120;

    private final World world;
    private final Dice dice;
    private final double[] people;

    Driving(World world) {
        this.world = world;
        this.dice = Dice.of(world.seed(), "driving", 0);
        this.people = world.city().zones().stream().mapToDouble(Zone::people).toArray();
    }

    /** A window for an order that was placed just now: its goods are packed in 10 to 29 hours. */
    Fact.Promised promise(Fact.Ordered order) {
        Instant packed = order.at().plus(Duration.ofHours(10 + dice.below(20)));
        return promise(order.at().plus(ANSWERS), order.orderId(), order, order.at(), packed);
    }

    /** A window for another attempt at an order that is packed already. */
    Fact.Promised promiseAgain(Fact.Ordered order, int attempt, Instant agreed) {
        return promise(agreed, order.orderId() + "-" + attempt, order, agreed, agreed);
    }

    /** One of the windows of two hours between 8 and 20 o'clock, on the first day that the van can be loaded before it. */
    private Fact.Promised promise(
            Instant at, String deliveryId, Fact.Ordered order, Instant requestedAt, Instant packed) {
        ZonedDateTime loaded = packed.plus(LOADING).atZone(City.TIME_ZONE);
        int hour = FIRST_WINDOW_HOUR + WINDOW_HOURS * dice.below(WINDOWS);
        ZonedDateTime from = loaded.toLocalDate()
                .plusDays(loaded.getHour() >= hour ? 1 : 0)
                .atTime(hour, 0)
                .atZone(City.TIME_ZONE);
        int weight = order.lines().stream()
                .mapToInt(line -> line.quantity() * line.item().weightGrams())
                .sum();
        return new Fact.Promised(
                at,
                deliveryId,
                order,
                requestedAt,
                from.toInstant(),
                from.plusHours(WINDOW_HOURS).toInstant(),
                weight);
    }

    /** Sets out within the window, or late, but before the last shift is over. */
    Fact.Delivered drive(Fact.Promised promise, boolean success) {
        Fact.Ordered order = promise.order();
        ZonedDateTime from = promise.earliest().atZone(City.TIME_ZONE);
        Duration window = Duration.between(promise.earliest(), promise.latest());
        ZonedDateTime departed = from.plusSeconds((long) (window.toSeconds() * dice.uniform()));
        if (dice.chance(SETS_OUT_LATE)) {
            long left = Duration.between(departed.toLocalTime(), Fleet.LAST_SHIFT_ENDS)
                    .toSeconds();
            // The rest of an exponential is distributed as one that is known to be shorter than the divisor.
            departed = departed.plusSeconds((long) (dice.exponential(MEAN_SECONDS_LATE) % left));
        }
        boolean depot = dice.chance(COMES_FROM_DEPOT);
        Zone fromZone = depot ? world.city().depotZone() : zoneBefore(order.zone());
        double[] before = depot ? world.city().depot() : world.city().placeIn(fromZone, dice);
        int travel = (int) (legSeconds(fromZone, before, order, departed) * dice.logNormal(1, TRAVEL_DEVIATION));
        int service = (int) (dice.logNormal(SERVICE_SECONDS, SERVICE_DEVIATION)
                + promise.weightGrams() / GRAMS_PER_SECOND_OF_SERVICE);
        List<Van> vans = world.fleet().driven(departed.toLocalTime());
        return new Fact.Delivered(
                departed.plusSeconds(travel + service).toInstant(),
                promise,
                dice.pick(vans).id(),
                departed.toInstant(),
                fromZone,
                before,
                travel,
                service,
                success);
    }

    private Zone zoneBefore(Zone zone) {
        return dice.chance(STAYS_IN_ZONE) ? zone : world.city().zones().get(dice.weighted(people));
    }

    /** What a leg takes before chance: at the mean of the speeds of both its zones at that time. */
    private double legSeconds(Zone fromZone, double[] from, Fact.Ordered order, ZonedDateTime departed) {
        LocalTime time = departed.toLocalTime();
        double hour = time.toSecondOfDay() / 3600.0;
        boolean weekend = departed.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
        double traffic =
                (world.city().speed(fromZone, hour, weekend) + world.city().speed(order.zone(), hour, weekend)) / 2;
        double metres = world.city().metresBetween(from, order.place());
        return SECONDS_PER_LEG + metres / (traffic * VAN_SPEED);
    }
}
