package dev.shopkeeper.demo.history;

import dev.shopkeeper.demo.world.City;
import dev.shopkeeper.demo.world.Dice;
import dev.shopkeeper.demo.world.World;
import dev.shopkeeper.demo.world.Zone;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** Traffic in the city, seen in each zone every hour of the waking day. */
final class Roads {

    /** How much of a history has traffic: more is of no use to anybody, and it is much. */
    static final Duration MEASURED = Duration.ofDays(28);

    private final World world;
    private final Agenda agenda;
    private final Dice dice;

    Roads(World world, Agenda agenda) {
        this.world = world;
        this.agenda = agenda;
        this.dice = Dice.of(world.seed(), "roads", 0);
    }

    void open(Instant from) {
        Instant first = from.truncatedTo(ChronoUnit.HOURS);
        agenda.schedule(first, () -> measure(first));
    }

    private void measure(Instant at) {
        ZonedDateTime local = at.atZone(City.TIME_ZONE);
        int hour = local.getHour();
        if (hour >= 6 && hour <= 22) {
            boolean weekend = local.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
            double weather =
                    Dice.of(world.seed(), "weather", local.toLocalDate().toEpochDay())
                                    .chance(0.2)
                            ? 0.85
                            : 1;
            for (Zone zone : world.city().zones()) {
                Instant seen = at.plusSeconds(dice.below(600));
                double speed =
                        world.city().speed(zone, hour + dice.uniform(), weekend) * weather * dice.logNormal(1, 0.07);
                agenda.tell(new Fact.TrafficSeen(seen, zone, Math.round(speed * 100) / 100.0));
            }
        }
        Instant next = at.plus(Duration.ofHours(1));
        agenda.schedule(next, () -> measure(next));
    }
}
