package dev.shopkeeper.demo.world;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws the members of the shop. */
public final class Members {

    private static final double VISITS_PER_DAY = 0.025;
    private static final double SHARE_OF_OLD_MEMBERS = 0.6;
    private static final double MEAN_YEARS_OF_INTEREST = 2.5;

    private Members() {}

    /** So many members; those who were not there at {@code start} join before {@code end}. */
    public static List<Member> generate(
            long seed, int count, Catalogue catalogue, City city, Instant start, Instant end) {
        double[] people = city.zones().stream().mapToDouble(Zone::people).toArray();
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            members.add(member(i, catalogue, city, people, start, end, Dice.of(seed, "member", i)));
        }
        return List.copyOf(members);
    }

    /** Somebody who is not a member: the same kind of person, known only by a cookie. */
    public static Member stranger(long seed, long number, Catalogue catalogue, City city, Instant now) {
        double[] people = city.zones().stream().mapToDouble(Zone::people).toArray();
        return member(-1, catalogue, city, people, now, now, Dice.of(seed, "stranger", number));
    }

    private static Member member(
            int index, Catalogue catalogue, City city, double[] people, Instant start, Instant end, Dice dice) {
        Duration span = Duration.between(start, end);
        Instant joined = dice.chance(SHARE_OF_OLD_MEMBERS)
                ? start.minus(Duration.ofHours((long) dice.exponential(400 * 24)))
                : start.plusSeconds((long) (span.toSeconds() * dice.uniform()));
        Instant leaves = (joined.isBefore(start) ? start : joined)
                .plus(Duration.ofDays((long) dice.exponential(365 * MEAN_YEARS_OF_INTEREST)));
        Zone zone = city.zones().get(dice.weighted(people));

        double[] taste = new double[catalogue.categories().size()];
        for (int c = 0; c < taste.length; c++) {
            // A gamma of small shape: a few categories that matter, many that do not (Dirichlet).
            taste[c] = catalogue.categories().get(c).demand() * dice.gamma(0.25);
        }
        double[] style = new double[Catalogue.STYLES];
        for (int s = 0; s < style.length; s++) {
            style[s] = 0.55 * dice.gaussian();
        }
        return new Member(
                index,
                String.format(Locale.ROOT, "member-%05d", index + 1),
                dice.chance(0.78) ? Language.ZH : Language.EN,
                joined.truncatedTo(ChronoUnit.SECONDS),
                leaves.truncatedTo(ChronoUnit.SECONDS),
                zone,
                city.placeIn(zone, dice),
                VISITS_PER_DAY * dice.gamma(0.8),
                taste,
                style,
                0.7 * dice.gaussian(),
                dice.logNormal(0.9, 0.6),
                Math.clamp(0.55 + 0.25 * dice.gaussian(), 0.02, 0.98),
                dice.pick(List.of(8.0, 12.5, 13.0, 18.0, 20.5, 21.0, 21.5, 23.0)),
                dice.logNormal(0.9, 0.5),
                dice.chance(0.85));
    }
}
