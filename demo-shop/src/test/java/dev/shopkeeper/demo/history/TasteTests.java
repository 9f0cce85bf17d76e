package dev.shopkeeper.demo.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.demo.world.Dice;
import dev.shopkeeper.demo.world.Item;
import dev.shopkeeper.demo.world.Member;
import dev.shopkeeper.demo.world.World;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class TasteTests {

    private static final LocalDate DAY = LocalDate.parse("2026-10-15");
    private static final int LENGTH = 8;
    private static final int TIMES = 4000;

    private final World world = World.generate(7, 0.4, Instant.parse("2026-11-01T00:00:00Z"));
    private final Taste taste = new Taste(world.catalogue(), world.prices());

    private double looks(Dice dice, boolean liked, boolean mayPass) {
        int looked = 0;
        for (int time = 0; time < TIMES; time++) {
            Member member = world.members().get(dice.below(world.members().size()));
            int category = taste.category(member, DAY, dice);
            List<Item> shown = taste.list(category, LENGTH, dice);
            if (liked) {
                shown = world.catalogue().in(category).stream()
                        .sorted(Comparator.comparingDouble((Item item) -> -taste.wish(member, item, DAY)))
                        .limit(LENGTH)
                        .toList();
            }
            int most = 1 + dice.poisson(1.3);
            looked += (mayPass
                            ? taste.drawnBy(member, shown, DAY, most, dice)
                            : taste.looks(member, shown, DAY, most, dice))
                    .size();
        }
        return (double) looked / TIMES;
    }

    @Test
    void aListThatIsLikedIsLookedAtMoreWhereItMayBePassedBy() {
        double own = looks(Dice.of(1, "taste", 0), false, true);
        double liked = looks(Dice.of(1, "taste", 0), true, true);

        assertThat(liked / own)
                .as("%.3f looks at what is liked, %.3f at the shop's own list", liked, own)
                .isGreaterThan(1.2);
        assertThat(looks(Dice.of(1, "taste", 0), true, false) / looks(Dice.of(1, "taste", 0), false, false))
                .isBetween(0.98, 1.02);
    }

    @Test
    void theShopsOwnListIsLookedAtAboutAsOftenEitherWay() {
        double always = looks(Dice.of(2, "taste", 0), false, false);
        double own = looks(Dice.of(2, "taste", 0), false, true);

        assertThat(own / always).as("%.3f of %.3f looks", own, always).isBetween(0.5, 0.9);
    }
}
