package dev.shopkeeper.logistics.traveltime;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long a van takes from zone to zone by the quarter of the hour, on working days and weekends, and how long it stands at a door by
 * weight. Speeds are of the way, metres are {@link GreatCircle#wayMetres}. Immutable and thread-safe.
 */
public final class TravelTimeModel {

    /** Metres per second below which nothing is a speed. */
    public static final double SLOWEST = 0.3;
    /** Metres per second above which nothing is a speed. */
    public static final double FASTEST = 50;
    /** Quarters of an hour of a day. */
    public static final int QUARTERS = 96;
    /** Quarters of an hour of a working day and, after them, of a day of the weekend. */
    static final int SLOTS = 2 * QUARTERS;

    private static final double LONGEST_WAY = 1e8;
    private static final double NANOS = 1e-9;

    private final Learnt learnt;
    private final Map<String, Integer> index = new HashMap<>();
    private final Map<Long, Double> pairFactors = new HashMap<>();

    TravelTimeModel(Learnt learnt) {
        this.learnt = learnt;
        for (int zone = 0; zone < learnt.zones().size(); zone++) {
            index.put(learnt.zones().get(zone), zone);
        }
        for (int pair = 0; pair < learnt.pairFrom().length; pair++) {
            pairFactors.put(pair(learnt.pairFrom()[pair], learnt.pairTo()[pair]), learnt.pairFactor()[pair]);
        }
    }

    /** @throws IllegalArgumentException if the bytes are not those of such a model */
    public static TravelTimeModel of(byte[] bytes) {
        return new TravelTimeModel(Learnt.of(bytes));
    }

    public byte[] bytes() {
        return learnt.bytes();
    }

    /** By whose clocks the quarters are told. */
    public ZoneId timeZone() {
        return learnt.timeZone();
    }

    /** The zones that something is known of, in alphabetical order. */
    public List<String> zones() {
        return learnt.zones();
    }

    /**
     * The expected speed of a van between two zones, in metres per second of the way, from {@link #SLOWEST} to {@link #FASTEST}. A
     * zone that is null or unknown is taken for an average one.
     *
     * @param quarter of the local day, 0 to 95
     */
    public double metresPerSecond(@Nullable String fromZone, @Nullable String toZone, boolean weekend, int quarter) {
        return speed(zone(fromZone), zone(toZone), slot(weekend, quarter));
    }

    /** Seconds that each leg takes beside driving: to park, to start. Not negative. */
    public double overheadSeconds() {
        return learnt.overheadSeconds();
    }

    /**
     * What an observation of traffic in a zone usually is then, in metres per second: the newest one divided by it says how traffic
     * departs from the usual. Where no traffic was learnt from, it is the speed of vans.
     *
     * @param quarter of the local day, 0 to 95
     */
    public double trafficMetresPerSecond(@Nullable String zoneId, boolean weekend, int quarter) {
        int zone = zone(zoneId);
        int slot = slot(weekend, quarter);
        return learnt.trafficSeen() ? learnt.traffic()[zone][slot] : speed(zone, zone, slot);
    }

    /**
     * Expected seconds of a leg. The speed is that of each quarter while the van drives in it, so that who leaves later never arrives
     * earlier.
     *
     * @throws IllegalArgumentException if the metres are negative or beyond any way on earth
     */
    public double legSeconds(@Nullable String fromZone, @Nullable String toZone, double metres, Instant departure) {
        if (!(metres >= 0 && metres <= LONGEST_WAY)) {
            throw new IllegalArgumentException(
                    "The way is " + metres + " metres long. Maybe give metres from 0 to 100,000,000?");
        }
        int from = zone(fromZone);
        int to = zone(toZone);
        long quarter = Math.floorDiv(departure.getEpochSecond(), Progress.QUARTER);
        double begun = departure.getEpochSecond() - quarter * Progress.QUARTER + departure.getNano() * NANOS;
        double rest = metres;
        double seconds = -begun;
        double left = Progress.QUARTER - begun;
        while (true) {
            double speed = speed(from, to, slot(quarter));
            if (rest <= speed * left) {
                return learnt.overheadSeconds() + seconds + (Progress.QUARTER - left) + rest / speed;
            }
            rest -= speed * left;
            seconds += Progress.QUARTER;
            left = Progress.QUARTER;
            quarter++;
        }
    }

    /**
     * The speeds of a van between two zones in consecutive quarters of an hour, for a {@link Progress}.
     *
     * @param begin when the first quarter begins; a time within a quarter counts as its beginning
     * @return {@code double[quarters]}, metres per second
     */
    public double[] speeds(@Nullable String fromZone, @Nullable String toZone, Instant begin, int quarters) {
        long first = Math.floorDiv(begin.getEpochSecond(), Progress.QUARTER);
        double[] speeds = new double[quarters];
        for (int quarter = 0; quarter < quarters; quarter++) {
            speeds[quarter] = speed(zone(fromZone), zone(toZone), slot(first + quarter));
        }
        return speeds;
    }

    /**
     * Expected seconds at a door; never fewer for what is heavier.
     *
     * @throws IllegalArgumentException if the weight is negative or no number
     */
    public double serviceSeconds(double weightGrams) {
        if (!(weightGrams >= 0) || Double.isInfinite(weightGrams)) {
            throw new IllegalArgumentException(
                    "The weight is " + weightGrams + " grams. Maybe give a finite one that is not negative?");
        }
        return learnt.serviceSeconds() + learnt.serviceSecondsPerGram() * weightGrams;
    }

    /** Expected seconds at a door with what nobody knows the weight of. */
    public double serviceSeconds() {
        return learnt.unweighedSeconds();
    }

    /**
     * The standard deviation of the relative error of a leg's duration. It is that of the normal distribution which holds as many
     * of the errors on days that were not learnt from within its middle 80 %, so that a few absurd ones do not widen it.
     */
    public double legSpread() {
        return learnt.legSpread();
    }

    /** The standard deviation of the seconds at a door, without absurd ones. */
    public double serviceSpread() {
        return learnt.serviceSpread();
    }

    private double speed(int from, int to, int slot) {
        double pace = (1 / learnt.traffic()[from][slot] + 1 / learnt.traffic()[to][slot])
                / 2
                * learnt.slotFactor()[slot]
                * learnt.zoneFactor()[from]
                * learnt.zoneFactor()[to]
                * pairFactors.getOrDefault(pair(from, to), 1.0);
        return Math.clamp(1 / pace, SLOWEST, FASTEST);
    }

    private int zone(@Nullable String zoneId) {
        int unknown = learnt.zones().size();
        return zoneId == null ? unknown : index.getOrDefault(zoneId, unknown);
    }

    private static int slot(boolean weekend, int quarter) {
        if (quarter < 0 || quarter >= QUARTERS) {
            throw new IllegalArgumentException(
                    "The quarter is " + quarter + ". Maybe count the quarters of a day from 0 to 95?");
        }
        return weekend ? QUARTERS + quarter : quarter;
    }

    private int slot(long quarterOfEpoch) {
        return slot(Instant.ofEpochSecond(quarterOfEpoch * Progress.QUARTER), learnt.timeZone());
    }

    /** The quarter of a working day, or {@link #QUARTERS} and that of a day of the weekend. */
    static int slot(Instant at, ZoneId timeZone) {
        ZonedDateTime local = at.atZone(timeZone);
        boolean weekend = local.getDayOfWeek() == DayOfWeek.SATURDAY || local.getDayOfWeek() == DayOfWeek.SUNDAY;
        return slot(weekend, local.toLocalTime().toSecondOfDay() / Progress.QUARTER);
    }

    static long pair(int from, int to) {
        return (long) from << 32 | to;
    }
}
