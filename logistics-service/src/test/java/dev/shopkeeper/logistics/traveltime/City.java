package dev.shopkeeper.logistics.traveltime;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** A city of zones with rush hours, where everything about travel times is known. */
public final class City {

    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    public static final double OVERHEAD = 90;
    public static final double SERVICE = 120;
    public static final double PER_GRAM = 0.012;

    private static final LocalDate FIRST = LocalDate.of(2026, 3, 2);

    private final Random random;
    private final int zones;
    private final double legNoise;
    private final double rush;

    /**
     * A city.
     *
     * @param legNoise standard deviation of the logarithm of a leg's duration
     * @param rush by how much the rush hour lowers the logarithm of speeds, 0 for none
     */
    public City(long seed, int zones, double legNoise, double rush) {
        this.random = new Random(seed);
        this.zones = zones;
        this.legNoise = legNoise;
        this.rush = rush;
    }

    public static String zone(int zone) {
        return "z" + zone;
    }

    /** Metres per second of traffic. */
    public double traffic(int zone, boolean weekend, double hour) {
        double morning = Math.exp(-Math.pow((hour - 8.5) / 1.2, 2) / 2);
        double evening = Math.exp(-Math.pow((hour - 18) / 1.5, 2) / 2);
        double slow = weekend ? 0.4 * Math.exp(-Math.pow((hour - 15) / 2.5, 2) / 2) : morning + evening;
        return (7 + 1.5 * (zone % 5)) * Math.exp(-rush * slow * (1 + 0.1 * (zone % 3)));
    }

    /** By how much a van is slower than traffic from one zone to another. */
    private static double slowness(int from, int to) {
        return 1.15 * (from == 0 && to == 1 ? 1.5 : from == 2 && to == 0 ? 0.8 : 1);
    }

    /** Metres per second of a van. */
    public double van(int from, int to, boolean weekend, double hour) {
        double pace = (1 / traffic(from, weekend, hour) + 1 / traffic(to, weekend, hour)) / 2;
        return 1 / (pace * slowness(from, to));
    }

    /** Seconds of a leg without noise, driven in steps of half a minute. */
    private double seconds(int from, int to, double metres, Instant departure) {
        double rest = metres;
        double seconds = 0;
        while (true) {
            ZonedDateTime at = departure.plusMillis((long) (seconds * 1_000)).atZone(ZONE);
            double speed = van(from, to, weekend(at), at.toLocalTime().toSecondOfDay() / 3_600.0);
            if (rest <= 30 * speed) {
                return OVERHEAD + seconds + rest / speed;
            }
            rest -= 30 * speed;
            seconds += 30;
        }
    }

    /** Seconds of a leg without noise. */
    public double seconds(Leg leg) {
        int from = Integer.parseInt(Objects.requireNonNull(leg.fromZone()).substring(1));
        int to = Integer.parseInt(Objects.requireNonNull(leg.toZone()).substring(1));
        return seconds(from, to, leg.metres(), leg.departedAt());
    }

    private static boolean weekend(ZonedDateTime at) {
        return at.getDayOfWeek() == DayOfWeek.SATURDAY || at.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private Instant anyTime(int days, boolean weekends, int fromHour, int toHour) {
        while (true) {
            ZonedDateTime at = FIRST.plusDays(random.nextInt(days))
                    .atStartOfDay(ZONE)
                    .plusSeconds(fromHour * 3_600L + random.nextInt((toHour - fromHour) * 3_600));
            if (weekends || !weekend(at)) {
                return at.toInstant();
            }
        }
    }

    private double noise(double deviation) {
        return Math.exp(deviation * random.nextGaussian() - deviation * deviation / 2);
    }

    public List<Seen> traffic(int number, int days, boolean weekends) {
        List<Seen> seen = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            Instant at = anyTime(days, weekends, 0, 24);
            ZonedDateTime local = at.atZone(ZONE);
            int zone = random.nextInt(zones);
            double usual = traffic(zone, weekend(local), local.toLocalTime().toSecondOfDay() / 3_600.0);
            seen.add(new Seen(zone(zone), at, usual * Math.exp(0.15 * random.nextGaussian())));
        }
        return seen;
    }

    /** Between seven and nine. */
    public List<Leg> legs(int number, int days, boolean weekends) {
        List<Leg> legs = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            int from = random.nextInt(zones);
            int to = random.nextInt(zones);
            double metres = 500 + random.nextDouble() * 5_500;
            Instant at = anyTime(days, weekends, 7, 21);
            legs.add(new Leg(zone(from), zone(to), metres, at, seconds(from, to, metres, at) * noise(legNoise)));
        }
        return legs;
    }

    public List<ServiceTime> services(int number) {
        List<ServiceTime> services = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            double grams = random.nextDouble() * 20_000;
            services.add(new ServiceTime(grams, (SERVICE + PER_GRAM * grams) * noise(0.4)));
        }
        return services;
    }
}
