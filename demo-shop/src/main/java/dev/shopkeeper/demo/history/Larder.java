package dev.shopkeeper.demo.history;

import dev.shopkeeper.demo.world.Dice;
import dev.shopkeeper.demo.world.Item;
import dev.shopkeeper.demo.world.Member;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** What people have at home that is being used up, and when they come back for more. */
final class Larder {

    private final Agenda agenda;
    private final Dice dice;
    /** By member, then item: the moment of the latest purchase, so that an older plan is void. */
    private final Map<Long, Instant> bought = new HashMap<>();

    Larder(long seed, Agenda agenda) {
        this.agenda = agenda;
        this.dice = Dice.of(seed, "larder", 0);
    }

    /** Fills up; when it is used up, and the member is loyal enough, {@code comesBack} runs. */
    void fill(Member member, Item item, int quantity, Instant at, BiConsumer<Member, Item> comesBack) {
        if (!item.category().consumable() || member.index() < 0) {
            return;
        }
        long key = ((long) member.index() << 32) | item.index();
        bought.put(key, at);
        double days = item.category().consumptionDays() * quantity * dice.logNormal(1, 0.18);
        if (!dice.chance(0.25 + 0.65 * member.loyalty())) {
            return;
        }
        Instant empty = at.plus(Duration.ofMinutes((long) (days * 1440)));
        agenda.schedule(empty, () -> {
            if (at.equals(bought.get(key)) && member.active(empty)) {
                comesBack.accept(member, item);
            }
        });
    }
}
