package dev.shopkeeper.demo.world;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Yunlan, a city that does not exist: four by four zones around a depot. Immutable. */
public final class City {

    /** The clock on the city's walls. */
    public static final ZoneId TIME_ZONE = ZoneId.of("Asia/Shanghai");

    private static final double SOUTH = 30.52;
    private static final double WEST = 120.98;
    private static final double ZONE_DEGREES = 0.035;
    private static final double METRES_PER_DEGREE = 111_320;
    private static final int DEPOT_ZONE = 5;
    private static final String[] NAMES = {
        "临江|Riverside", "北岸|North Bank", "松岭|Pine Ridge", "云门|Yunmen",
        "老城|Old Town", "中央|Central", "学府|University", "东湖|East Lake",
        "码头|Docks", "金桥|Golden Bridge", "科技园|Tech Park", "枫林|Maple Grove",
        "南湾|South Bay", "茶山|Tea Hill", "新区|New District", "机场|Airport"
    };

    private final List<Zone> zones;

    private City(List<Zone> zones) {
        this.zones = zones;
    }

    public static City generate(long seed) {
        List<Zone> zones = new ArrayList<>();
        for (int i = 0; i < NAMES.length; i++) {
            Dice dice = Dice.of(seed, "zone", i);
            String[] name = NAMES[i].split("\\|");
            int row = i / 4;
            int column = i % 4;
            boolean middle = row > 0 && row < 3 && column > 0 && column < 3;
            zones.add(new Zone(
                    String.format(Locale.ROOT, "yunlan-%02d", i + 1),
                    new Text(name[0], name[1]),
                    SOUTH + (3 - row + 0.5) * ZONE_DEGREES,
                    WEST + (column + 0.5) * ZONE_DEGREES,
                    middle ? dice.between(9, 11) : dice.between(12, 17),
                    middle ? dice.between(0.45, 0.65) : dice.between(0.15, 0.4),
                    (middle ? 2.5 : 1) * dice.between(0.6, 1.4)));
        }
        return new City(List.copyOf(zones));
    }

    public List<Zone> zones() {
        return zones;
    }

    /** Where the vans start: the middle of the city, to five decimals. */
    public double[] depot() {
        return new double[] {rounded(SOUTH + 2 * ZONE_DEGREES), rounded(WEST + 2 * ZONE_DEGREES)};
    }

    /** The depot's zone: the city centre, of the four zones that meet there. */
    public Zone depotZone() {
        return zones.get(DEPOT_ZONE);
    }

    /** Somewhere in the zone: latitude and longitude to five decimals, about a metre. */
    public double[] placeIn(Zone zone, Dice dice) {
        double latitude = zone.latitude() + ZONE_DEGREES * dice.between(-0.48, 0.48);
        double longitude = zone.longitude() + ZONE_DEGREES * dice.between(-0.48, 0.48);
        return new double[] {rounded(latitude), rounded(longitude)};
    }

    private static double rounded(double degrees) {
        return Math.round(degrees * 1e5) / 1e5;
    }

    /** Along the streets: the sum of the two sides, as in a city of blocks. */
    public double metresBetween(double[] from, double[] to) {
        double shrink = StrictMath.cos(StrictMath.toRadians(SOUTH));
        return METRES_PER_DEGREE * (Math.abs(from[0] - to[0]) + shrink * Math.abs(from[1] - to[1]));
    }

    /**
     * Metres per second in the zone at that hour of the day, before chance.
     *
     * @param hour 0..24, with fractions
     */
    public double speed(Zone zone, double hour, boolean weekend) {
        double morning = bell(hour, 8.2, 1.1);
        double evening = bell(hour, 18.2, 1.4);
        double midday = 0.4 * bell(hour, 13, 2.5);
        double busy = weekend ? 0.7 * midday + 0.35 * evening : Math.max(Math.max(morning, evening), midday);
        return zone.freeFlowMetresPerSecond() * (1 - zone.congestion() * busy);
    }

    private static double bell(double hour, double middle, double width) {
        double distance = (hour - middle) / width;
        return StrictMath.exp(-0.5 * distance * distance);
    }
}
