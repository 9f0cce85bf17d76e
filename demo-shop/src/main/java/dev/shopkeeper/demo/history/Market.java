package dev.shopkeeper.demo.history;

import dev.shopkeeper.demo.world.Dice;
import dev.shopkeeper.demo.world.Item;
import dev.shopkeeper.demo.world.World;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Competitors and their prices. Each has a level of its own and wanders around the list price; the shop looks at some
 * items about every fortnight, so that what it knows is mostly stale.
 */
final class Market {

    private static final double SHARE_WATCHED = 0.15;
    private static final double DAYS_BETWEEN_LOOKS = 14;
    private static final List<String> COMPETITORS =
            List.of("haimai", "tuanduo", "youpin-street", "bargain-bay", "city-mart");

    private final World world;
    private final Agenda agenda;
    private final Ids ids;
    private final Dice dice;

    Market(World world, Agenda agenda) {
        this.world = world;
        this.agenda = agenda;
        this.ids = Ids.of(world.seed(), "observation");
        this.dice = Dice.of(world.seed(), "market", 0);
    }

    /** Begins to watch; the better an item sells, the likelier it is watched. */
    void open(Instant at) {
        List<Item> watched = new ArrayList<>();
        for (Item item : world.catalogue().items()) {
            if (dice.chance(Math.min(1, SHARE_WATCHED * (0.5 + 0.5 * item.popularity())))) {
                watched.add(item);
            }
        }
        for (Item item : watched) {
            for (int competitor = 0; competitor < COMPETITORS.size(); competitor++) {
                if (dice.chance(0.45)) {
                    int who = competitor;
                    Instant first = at.plus(Duration.ofMinutes((long) (dice.uniform() * DAYS_BETWEEN_LOOKS * 1440)));
                    double level = 0.05 * (competitor - 2) + 0.06 * dice.gaussian();
                    agenda.schedule(first, () -> look(first, item, who, level, 0));
                }
            }
        }
    }

    private void look(Instant at, Item item, int competitor, double level, double drift) {
        double ratio = StrictMath.exp(level + drift) * (dice.chance(0.1) ? dice.between(0.75, 0.95) : 1);
        BigDecimal price = item.listPrice()
                .multiply(BigDecimal.valueOf(ratio))
                .max(BigDecimal.ONE)
                .setScale(1, RoundingMode.HALF_UP)
                .setScale(2);
        agenda.tell(new Fact.PriceSeen(at, ids.uuid(), item, COMPETITORS.get(competitor), price, !dice.chance(0.07)));
        Instant next = at.plus(Duration.ofMinutes((long) ((2 + dice.exponential(DAYS_BETWEEN_LOOKS - 2)) * 1440)));
        // A walk that comes back (Ornstein and Uhlenbeck), so that prices do not run away.
        double wandered = 0.8 * drift + 0.04 * dice.gaussian();
        agenda.schedule(next, () -> look(next, item, competitor, level, wandered));
    }
}
