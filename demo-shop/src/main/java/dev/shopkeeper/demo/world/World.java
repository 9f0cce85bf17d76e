package dev.shopkeeper.demo.world;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Everything that stands still while the shop lives.
 *
 * @param scale 1 is the shop of 5,000 members and about 2,000 items
 * @param start first moment of the history; {@code until} its last
 */
public record World(
        long seed,
        double scale,
        Instant start,
        Instant until,
        Catalogue catalogue,
        City city,
        List<Member> members,
        Prices prices,
        Fleet fleet) {

    /** How much history a shop has. */
    public static final Duration HISTORY = Duration.ofDays(365);

    private static final int MEMBERS = 5_000;
    private static final double GREATEST_SCALE = 200;

    /** The world of a seed; equal arguments give equal worlds. */
    public static World generate(long seed, double scale, Instant until) {
        if (!(scale > 0) || scale > GREATEST_SCALE) {
            throw new IllegalArgumentException(
                    "scale is " + scale + ", not within 0 .. " + GREATEST_SCALE + ". Maybe it was meant as 1?");
        }
        int people = (int) Math.max(40, Math.round(MEMBERS * scale));
        Instant start = until.minus(HISTORY);
        Catalogue catalogue = Catalogue.generate(seed, Catalogue.sizeFor(people));
        City city = City.generate(seed);
        List<Member> members = Members.generate(seed, people, catalogue, city, start, until);
        return new World(
                seed, scale, start, until, catalogue, city, members, new Prices(seed), Fleet.of(members.size(), city));
    }

    /** The same shop, whose story goes on from {@code from} by other chances. */
    public World goingOn(long chance, Instant from, Duration time) {
        return new World(chance, scale, from, from.plus(time), catalogue, city, members, prices, fleet);
    }
}
