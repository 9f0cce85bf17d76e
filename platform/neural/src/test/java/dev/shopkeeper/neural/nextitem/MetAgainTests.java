package dev.shopkeeper.neural.nextitem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MetAgainTests {

    /** The next item is the one before the last, four times in five, where there is one. */
    private static List<ItemSequence> backAndForth() {
        SplittableRandom random = new SplittableRandom(1);
        List<ItemSequence> all = new ArrayList<>();
        for (int n = 0; n < 400; n++) {
            int[] items = random.ints(8, 0, 1000).toArray();
            for (int t = 2; t < items.length; t++) {
                items[t] = random.nextInt(5) > 0 ? items[t - 2] : items[t];
            }
            all.add(Shops.sequence(items));
        }
        return all;
    }

    private static float bonus(MetAgain head, ItemSequence sequence, int item) {
        MetAgain.Met met = MetAgain.met(sequence, sequence.size());
        for (int one = 0; one < met.items().length; one++) {
            if (met.items()[one] == item) {
                return head.bonus(met.kinds()[one], item);
            }
        }
        throw new AssertionError(item + " was not met in " + Arrays.toString(sequence.items()));
    }

    @Test
    void whatIsMetAgainMoreOftenHasTheHigherBonus() {
        MetAgain head = MetAgain.of(backAndForth(), 1000);
        ItemSequence sequence = Shops.sequence(5, 6, 7, 8);

        float before = bonus(head, sequence, 7);
        for (int other : new int[] {5, 6, 8}) {
            assertThat(before).isGreaterThan(bonus(head, sequence, other) + 1);
        }
    }

    @Test
    void aBonusIsTheLogarithmOfHowMuchMoreOftenThanTheMean() {
        // Of two items met once, one step ago and now, the older comes again in 300 of 400, the other never.
        List<ItemSequence> all = new ArrayList<>();
        for (int n = 0; n < 400; n++) {
            all.add(Shops.sequence(1, 2, n < 300 ? 1 : 3));
        }
        MetAgain head = MetAgain.of(all, 10);
        ItemSequence two = Shops.sequence(8, 9);

        // Looked at after the first event too: 1200 chances in all.
        double mean = 301.0 / 1220;
        assertThat((double) bonus(head, two, 8)).isCloseTo(Math.log((300 + 20 * mean) / 420 / mean), within(1e-5));
        assertThat((double) bonus(head, two, 9)).isCloseTo(Math.log(20 * mean / 820 / mean), within(1e-5));
    }

    @Test
    void whatIsMetAtOnceIsOfOneAgeAndWhatIsMetOftenOfAnotherClass() {
        ItemSequence sequence =
                new ItemSequence(new int[] {1, 2, 3, 1, 4}, new int[] {0, 0, 5, 5, 9}, new float[] {1, 1, 1, 1, 1});

        MetAgain.Met met = MetAgain.met(sequence, 5);

        assertThat(met.items()).containsExactly(4, 1, 3, 2);
        assertThat(met.kinds()).containsExactly(0, 10, 8, 16);
        assertThat(MetAgain.met(sequence, 0).items()).isEmpty();
    }

    @Test
    void whoeverWentBackIsOfAnotherClass() {
        assertThat(MetAgain.met(Shops.sequence(1, 2, 1), 3).kinds()).containsExactly(3, 9);
        assertThat(MetAgain.met(Shops.sequence(1, 2, 1), 2).kinds()).containsExactly(0, 8);
        // Twice in one basket is not back.
        ItemSequence basket = new ItemSequence(new int[] {4, 4}, new int[] {0, 0}, new float[] {1, 1});
        assertThat(MetAgain.met(basket, 2).kinds()).containsExactly(2);
    }

    @Test
    void anItemThatIsMetAgainMoreOftenThanOthersOfItsClassHasTheHigherBonus() {
        // Both are met once and then looked for: 1 comes again each time, 2 never, 3 is too seldom to tell.
        List<ItemSequence> all = new ArrayList<>();
        for (int n = 0; n < 100; n++) {
            all.add(Shops.sequence(1, 1));
            all.add(Shops.sequence(2, 9));
        }
        all.add(Shops.sequence(3, 3));
        MetAgain head = MetAgain.of(all, 10);
        double often = bonus(head, Shops.sequence(1), 1);
        double never = bonus(head, Shops.sequence(2), 2);
        double once = bonus(head, Shops.sequence(3), 3);

        // About 100 and 0 of 50 that the class lets expect, 5 added to each.
        assertThat(often - never).isCloseTo(Math.log(105.0 / 5), within(0.1));
        assertThat(once - bonus(head, Shops.sequence(7), 7)).isBetween(0.0, 0.2);
    }

    @Test
    void allIsAlikeWhereNothingIsKnown() {
        assertThat(MetAgain.of(List.of(Shops.sequence(1)), 2).bonuses()).containsOnly(0);
    }
}
