package dev.shopkeeper.neural.nextitem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ItemSequenceTests {

    @Test
    void eventsOfAStepComeInAnyOrderAndKeepTheirStrengths() {
        ItemSequence baskets = new ItemSequence(
                new int[] {9, 1, 2, 3, 4, 5}, new int[] {0, 2, 2, 2, 7, 7}, new float[] {9, 1, 2, 3, 4, 5});
        SplittableRandom random = new SplittableRandom(1);
        Set<String> orders = new HashSet<>();
        for (int n = 0; n < 200; n++) {
            ItemSequence shuffled = baskets.stepsShuffled(random);

            assertThat(shuffled.steps()).isEqualTo(baskets.steps());
            assertThat(shuffled.items()[0]).isEqualTo(9);
            assertThat(Arrays.copyOfRange(shuffled.items(), 1, 4)).containsExactlyInAnyOrder(1, 2, 3);
            for (int event = 0; event < 6; event++) {
                assertThat(shuffled.strengths()[event]).isEqualTo(shuffled.items()[event]);
            }
            orders.add(Arrays.toString(shuffled.items()));
        }
        assertThat(orders).hasSize(6 * 2);
        assertThat(baskets.items()).containsExactly(9, 1, 2, 3, 4, 5);
    }

    @Test
    void aSequenceWithoutBasketsStaysAsItIs() {
        ItemSequence plain = Shops.sequence(4, 2, 4);

        assertThat(plain.stepsShuffled(new SplittableRandom(1))).isSameAs(plain);
    }
}
