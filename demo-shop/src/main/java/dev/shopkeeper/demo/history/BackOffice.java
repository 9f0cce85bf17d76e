package dev.shopkeeper.demo.history;

import dev.shopkeeper.demo.world.Dice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The people who look at requests to return goods: they approve most within a day or two, and most of what is approved
 * arrives and is settled within a week. What can be sold again goes back to the shelf.
 */
final class BackOffice {

    private static final double APPROVES_FAULTS = 0.97;
    private static final double APPROVES_SECOND_THOUGHTS = 0.88;
    private static final double ARRIVES = 0.93;
    private static final List<String> REJECTIONS = List.of("signs of use", "incomplete", "no fault found");

    private final Agenda agenda;
    private final Warehouse warehouse;
    private final Dice dice;

    BackOffice(long seed, Agenda agenda, Warehouse warehouse) {
        this.agenda = agenda;
        this.warehouse = warehouse;
        this.dice = Dice.of(seed, "back-office", 0);
    }

    /** @param resaleable whether the goods have no fault */
    void consider(Fact.ReturnAsked asked, boolean resaleable) {
        boolean approved = dice.chance(resaleable ? APPROVES_SECOND_THOUGHTS : APPROVES_FAULTS);
        Instant decided = asked.at().plus(hours(2 + dice.exponential(18)));
        String reason = approved ? null : dice.pick(REJECTIONS);
        boolean arrives = approved && dice.chance(ARRIVES);
        Instant arrived = decided.plus(hours(48 + dice.exponential(40)));
        agenda.schedule(
                decided, () -> agenda.tell(new Fact.ReturnDecided(decided, asked.returnId(), approved, reason)));
        if (arrives) {
            agenda.schedule(arrived, () -> {
                agenda.tell(new Fact.ReturnCompleted(arrived, asked.returnId()));
                if (resaleable) {
                    asked.lines().forEach(line -> warehouse.putBack(line.item(), line.quantity(), arrived));
                }
            });
        }
    }

    private static Duration hours(double hours) {
        return Duration.ofMinutes((long) (60 * hours));
    }
}
