package dev.shopkeeper.neural.nextitem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NextItemTrainingTests {

    private static final int ITEMS = 40;

    private static NextItemOptions options(int fullBelow) {
        return NextItemOptions.defaults().toBuilder()
                .dimension(16)
                .learningRate(0.01)
                .dropout(0.1)
                .decay(0.01)
                .ahead(0)
                .negatives(12)
                .positions(64)
                .fullBelow(fullBelow)
                .build();
    }

    private static NextItemNetwork trained(NextItemData data, NextItemOptions options, int epochs, long seed) {
        try (NextItemTraining training = new NextItemTraining(data, options, seed)) {
            for (int epoch = 0; epoch < epochs; epoch++) {
                training.epoch(done -> {});
            }
            // What was met comes last, so that the best is new.
            return training.network().withAgain(-100);
        }
    }

    private static NextItemData data(List<ItemSequence> sequences) {
        return new NextItemData(ITEMS, sequences, new int[ITEMS][0], 0);
    }

    @ParameterizedTest(name = "all items below {0}")
    @ValueSource(ints = {0, 100})
    void learnsWhatFollowsWhat(int fullBelow) {
        NextItemNetwork network = trained(data(Shops.circle(ITEMS, 300, 6, 1)), options(fullBelow), 25, 2);

        int right = 0;
        for (int item = 0; item < ITEMS; item++) {
            right += Shops.best(network, Shops.sequence((item + 7) % ITEMS, item)) == (item + 1) % ITEMS ? 1 : 0;
        }
        assertThat(right).isGreaterThan(ITEMS * 9 / 10);
    }

    @Test
    void learnsTheOrderAndNotOnlyTheItems() {
        // After 0, 1 comes 2; after 1, 0 comes 3.
        List<ItemSequence> sequences = IntStream.range(0, 200)
                .mapToObj(n -> n % 2 == 0 ? Shops.sequence(0, 1, 2) : Shops.sequence(1, 0, 3))
                .toList();
        NextItemNetwork network = trained(data(sequences), options(100), 20, 1);

        assertThat(lead(network, 2, 3, Shops.sequence(0, 1))).isGreaterThan(1);
        assertThat(lead(network, 3, 2, Shops.sequence(1, 0))).isGreaterThan(1);
    }

    private static double lead(NextItemNetwork network, int item, int other, ItemSequence sequence) {
        float[] scores = new float[ITEMS];
        network.score(sequence, 1, scores);
        return scores[item] - scores[other];
    }

    @Test
    void learnsNothingOfWhatIsMetAgainSoThatItDoesNotStandInTheWayOfWhatIsNew() {
        // After i comes i again, twice, and only then what is new.
        List<ItemSequence> sequences = IntStream.range(0, 400)
                .mapToObj(n -> Shops.sequence(
                        n % ITEMS, n % ITEMS, n % ITEMS, (n + 1) % ITEMS, (n + 1) % ITEMS, (n + 2) % ITEMS))
                .toList();
        NextItemNetwork network = trained(data(sequences), options(100), 15, 1);

        int right = 0;
        for (int item = 0; item < ITEMS; item++) {
            right += Shops.best(network, Shops.sequence(item)) == (item + 1) % ITEMS ? 1 : 0;
            assertThat(Shops.best(network.withAgain(50), Shops.sequence(item))).isEqualTo(item);
        }
        assertThat(right).isGreaterThan(ITEMS * 9 / 10);
    }

    @Test
    void readFromTheirEndSequencesTellWhatCameBefore() {
        NextItemOptions back = options(100).toBuilder().backward(1).build();
        NextItemNetwork network = trained(data(Shops.circle(ITEMS, 300, 6, 1)), back, 25, 2);

        int right = 0;
        for (int item = 0; item < ITEMS; item++) {
            right +=
                    Shops.best(network, Shops.sequence((item + 7) % ITEMS, item)) == (item + ITEMS - 1) % ITEMS ? 1 : 0;
        }
        assertThat(right).isGreaterThan(ITEMS * 9 / 10);
    }

    @Test
    void beginsWithTheDirectionsThatItIsGiven() {
        float[][] vectors = new float[ITEMS][16];
        for (int item = 0; item < ITEMS; item++) {
            // Pairs of items that lie together.
            vectors[item][item / 2 % 16] = 3;
            vectors[item][(item / 2 + 1 + item / 32) % 16] += 1;
        }
        try (NextItemTraining training = new NextItemTraining(data(Shops.circle(ITEMS, 50, 6, 1)), options(0), 1)) {
            training.begin(vectors);
            NextItemNetwork network = training.network().withAgain(-100);
            int right = 0;
            for (int item = 0; item < ITEMS; item++) {
                right += Shops.best(network, Shops.sequence(item)) == (item ^ 1) ? 1 : 0;
            }
            assertThat(right).isGreaterThan(ITEMS * 9 / 10);
            assertThatThrownBy(() -> training.begin(new float[ITEMS][15]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("The vector of item 0 has 15 dimensions, and the network has 16");
            vectors[3][2] = Float.NaN;
            assertThatThrownBy(() -> training.begin(vectors))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("The vector of item 3 has the value NaN");
        }
    }

    @Test
    void learnsFromItsTeacherWhatTheDataDoNotSay() {
        // Nothing follows from what was met.
        NextItemData data = data(Shops.random(ITEMS, 300, 6, 1));
        NextItemOptions taught = options(100).toBuilder().taught(0.7).build();

        assertThat(taughtRightly(data, taught, TeacherTests.nextTwo(ITEMS))).isGreaterThan(ITEMS * 3 / 4);
        assertThat(taughtRightly(data, options(100), TeacherTests.nextTwo(ITEMS)))
                .isLessThan(ITEMS / 4);
    }

    @Test
    void learnsFromItsTeacherWhereCandidatesAreDrawnToo() {
        NextItemData data = data(Shops.random(ITEMS, 300, 6, 1));
        NextItemOptions taught = options(0).toBuilder().taught(0.7).build();

        assertThat(taughtRightly(data, taught, TeacherTests.nextTwo(ITEMS))).isGreaterThan(ITEMS * 3 / 4);
    }

    private static int taughtRightly(NextItemData data, NextItemOptions options, Teacher teacher) {
        try (NextItemTraining training = new NextItemTraining(data, options, teacher, 1)) {
            for (int epoch = 0; epoch < 15; epoch++) {
                training.epoch(done -> {});
            }
            NextItemNetwork network = training.network().withAgain(-100);
            int right = 0;
            for (int item = 0; item < ITEMS; item++) {
                right += Shops.best(network, Shops.sequence(item)) == (item + 1) % ITEMS ? 1 : 0;
            }
            return right;
        }
    }

    @Test
    void equalSeedsGiveEqualBytesAndOthersDoNot() {
        NextItemData data = new NextItemData(ITEMS, Shops.random(ITEMS, 60, 9, 1), Shops.attributes(ITEMS, 4), 4);

        byte[] once = NextItemNetworkTests.bytes(trained(data, options(0), 2, 3));

        assertThat(NextItemNetworkTests.bytes(trained(data, options(0), 2, 3))).isEqualTo(once);
        assertThat(NextItemNetworkTests.bytes(trained(data, options(0), 2, 4))).isNotEqualTo(once);
    }

    @Test
    void tellsHowFarItIs() {
        List<Double> told = new ArrayList<>();
        try (NextItemTraining training = new NextItemTraining(data(Shops.circle(ITEMS, 50, 6, 1)), options(0), 1)) {
            training.epoch(told::add);
        }
        assertThat(told).isSorted().last().isEqualTo(1.0);
    }

    @Test
    void theLossIsNoBetterThanChanceBeforeAnythingIsLearned() {
        NextItemOptions still =
                options(100).toBuilder().learningRate(1e-9).dropout(0).decay(0).build();
        try (NextItemTraining training = new NextItemTraining(data(Shops.circle(ITEMS, 200, 6, 1)), still, 1)) {
            assertThat(training.epoch(done -> {})).isGreaterThan(Math.log(ITEMS) - 0.2);
        }
    }

    @Test
    void refusesSequencesWithoutANext() {
        assertThatThrownBy(() -> new NextItemTraining(data(List.of(Shops.sequence(1))), options(0), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("None of 1 sequences has two steps");
    }

    @Test
    void refusesWhatIsNoneOfTheCatalogue() {
        assertThatThrownBy(() -> data(List.of(Shops.sequence(1, ITEMS))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has the item " + ITEMS);
        assertThatThrownBy(() -> new NextItemData(1, List.of(), new int[][] {{3}}, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Item 0 has the attribute 3");
    }

    @Test
    void namesTheOptionThatIsOutOfItsBounds() {
        assertThatThrownBy(() -> options(100).toBuilder().learningRate(0).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("learningRate is 0");
        assertThatThrownBy(() -> options(100).toBuilder().dropout(1).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dropout is 1");
    }
}
