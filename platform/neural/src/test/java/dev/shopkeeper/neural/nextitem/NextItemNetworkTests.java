package dev.shopkeeper.neural.nextitem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class NextItemNetworkTests {

    private static final int ATTRIBUTES = 4;

    private static NextItemNetwork small() {
        int[][] attributes = Shops.attributes(9, ATTRIBUTES);
        int[] counts = new int[9];
        Arrays.fill(counts, 1);
        try (NextItemGraph graph = new NextItemGraph(9 + ATTRIBUTES, options(4, 100), 1)) {
            NextItemGraphTests.shake(graph.graph().params(), 2);
            return graph.network(attributes, counts, head()).withAgain(4);
        }
    }

    private static MetAgain head() {
        return MetAgain.of(Shops.random(9, 50, 12, 8), 9);
    }

    private static NextItemOptions options(int dimension, int fullBelow) {
        return NextItemOptions.defaults().toBuilder()
                .dimension(dimension)
                .learningRate(0.01)
                .ownDropout(0)
                .ahead(0)
                .negatives(1)
                .positions(8)
                .fullBelow(fullBelow)
                .build();
    }

    static byte[] bytes(NextItemNetwork network) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            network.write(out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private static NextItemNetwork read(byte[] bytes) throws IOException {
        return NextItemNetwork.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    @ParameterizedTest(name = "{0} items, {1} dimensions, up to {2} events, {3} epochs")
    @CsvSource({"30, 8, 12, 0", "11, 1, 3, 0", "60, 33, 49, 0", "40, 16, 9, 3"})
    void scoresLikeTheGraphItWasMadeOf(int items, int dimension, int longest, int epochs) {
        List<ItemSequence> windows = Shops.random(items, 40, longest, 7);
        int[][] attributes = Shops.attributes(items, ATTRIBUTES);
        int[] counts = new NextItemData(items, windows, attributes, ATTRIBUTES).counts();
        Arrays.setAll(counts, item -> counts[item] + 1);
        NextItemOptions options = options(dimension, items);
        NextItemBatch.Maker maker =
                new NextItemBatch.Maker(items, attributes, new Candidates(counts, 1, items), null, options, 1);
        try (NextItemGraph graph = new NextItemGraph(items + ATTRIBUTES, options, 4);
                NextItemBatch batch = maker.make(windows, new SplittableRandom(3))) {
            NextItemGraphTests.shake(graph.graph().params(), 5);
            for (int epoch = 0; epoch < epochs; epoch++) {
                graph.fit(batch);
            }
            INDArray expected = graph.scores(batch);
            NextItemNetwork network = graph.network(attributes, counts, head());

            int position = 0;
            for (ItemSequence window : windows) {
                for (int events = 0; events < window.size(); events++) {
                    if (events > 0 && window.steps()[events] == window.steps()[events - 1]
                            || nothingIsNewFrom(window, events)) {
                        continue;
                    }
                    Set<Integer> met = new HashSet<>();
                    Arrays.stream(window.items(), 0, events).forEach(met::add);
                    float[] scores = new float[items];
                    network.score(window.part(0, events), 1, scores);
                    double mean = expected.getRow(position).meanNumber().doubleValue();
                    for (int item = 0; item < items; item++) {
                        double score = met.contains(item) ? 0 : expected.getFloat(position, item) - mean;
                        assertThat((double) scores[item]).isCloseTo(score, within(1e-5 * (1 + Math.abs(score))));
                    }
                    position++;
                }
            }
            assertThat(position).isEqualTo(batch.positions());
        }
    }

    private static boolean nothingIsNewFrom(ItemSequence window, int events) {
        return Arrays.stream(window.items(), events, window.size())
                .allMatch(item -> Arrays.stream(window.items(), 0, events).anyMatch(met -> met == item));
    }

    @Test
    void anItemThatCameLaterIsAsOneThatNobodyHadMetInTraining() throws IOException {
        int[][] attributes = Shops.attributes(9, ATTRIBUTES);
        attributes[3] = new int[] {0, 2};
        int[] counts = new int[9];
        Arrays.setAll(counts, item -> item == 3 ? 0 : item + 1);
        try (NextItemGraph graph = new NextItemGraph(9 + ATTRIBUTES, options(4, 100), 1)) {
            NextItemGraphTests.shake(graph.graph().params(), 2);
            NextItemNetwork network = read(bytes(graph.network(attributes, counts, head())));
            float[][] later = {network.vector(1), network.vector(0, 2)};
            for (ItemSequence sequence : Shops.random(9, 20, 8, 3)) {
                if (Arrays.stream(sequence.items()).noneMatch(item -> item == 3)) {
                    NextItemNetwork.Reading reading = network.read(sequence);
                    float[] scores = new float[9];
                    reading.score(1, scores);
                    assertThat(reading.scores(later)[1]).isCloseTo(scores[3], within(1e-5));
                    double[][] known = reading.course(3);
                    double[][] course = reading.course(later);
                    for (int events = 0; events < course.length; events++) {
                        assertThat(course[events][1]).isCloseTo(known[events][0], within(1e-5));
                    }
                    assertThat(course[course.length - 1]).isEqualTo(reading.scores(later));
                }
            }
            assertThatThrownBy(network::vector).hasMessageContaining("Nothing is known");
            assertThatThrownBy(() -> network.vector(1, ATTRIBUTES)).hasMessageContaining("attribute 4");
        }
    }

    @Test
    void whatWasMetHasTheLevelAndTheBonusOfItsClassAndNothingOfItsVector() {
        NextItemNetwork network = small();
        NextItemNetwork higher = network.withAgain(6.5);
        for (ItemSequence sequence : Shops.random(9, 20, 8, 3)) {
            float[] scores = new float[9];
            network.score(sequence, 1, scores);
            float[] more = new float[9];
            higher.score(sequence, 1, more);
            MetAgain.Met met = MetAgain.met(sequence, sequence.size());
            Set<Integer> items = new HashSet<>();
            for (int one = 0; one < met.items().length; one++) {
                items.add(met.items()[one]);
                assertThat((double) scores[met.items()[one]])
                        .isCloseTo(4 + head().bonus(met.kinds()[one], met.items()[one]), within(1e-5));
            }
            assertThat(items)
                    .isEqualTo(new HashSet<>(
                            Arrays.stream(sequence.items()).boxed().toList()));
            for (int item = 0; item < 9; item++) {
                assertThat((double) more[item] - scores[item]).isCloseTo(items.contains(item) ? 2.5 : 0, within(1e-5));
            }
        }
        assertThatThrownBy(() -> network.withAgain(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("level of what was met is NaN");
    }

    @Test
    void tellsTheCourseThatLedToTheScores() {
        NextItemNetwork network = small();
        for (ItemSequence sequence : Shops.random(9, 20, 60, 3)) {
            ItemSequence window = NextItemNetwork.window(sequence);
            double[][] course = network.read(sequence).course(2, 7);

            assertThat(course).hasDimensions(window.size() + 1, 2);
            for (int events = 0; events <= window.size(); events++) {
                float[] scores = new float[9];
                network.score(window.part(0, events), 1, scores);
                assertThat(course[events][0]).isCloseTo(scores[2], within(1e-5));
                assertThat(course[events][1]).isCloseTo(scores[7], within(1e-5));
            }
        }
    }

    @Test
    void addsToWhatIsThereAndLooksAtTheLastFiftyEvents() {
        NextItemNetwork network = small();
        int[] items = new SplittableRandom(3).ints(80, 0, 9).toArray();
        float[] scores = new float[9];
        network.score(Shops.sequence(items), 1, scores);
        float[] added = new float[9];
        Arrays.fill(added, 2);
        network.score(Shops.sequence(Arrays.copyOfRange(items, 30, 80)), 1, added);

        for (int item = 0; item < 9; item++) {
            assertThat(added[item]).isCloseTo(2 + scores[item], within(1e-5f));
        }
    }

    @Test
    void isTheSameAfterItWasWrittenAndRead() throws IOException {
        NextItemNetwork network = small();
        NextItemNetwork read = read(bytes(network));

        assertThat(bytes(read)).isEqualTo(bytes(network));
        assertThat(read.items()).isEqualTo(9);
        assertThat(read.dimension()).isEqualTo(4);
        assertThat(read.read(Shops.sequence(1, 2, 1)).course(3))
                .isDeepEqualTo(network.read(Shops.sequence(1, 2, 1)).course(3));
    }

    @Test
    void refusesBytesThatAreNotItsOwn() {
        byte[] bytes = bytes(small());

        assertThatThrownBy(() -> read(new byte[100]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("do not begin like one");
        assertThatThrownBy(() -> read(Arrays.copyOf(bytes, bytes.length - 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("end too early");
        byte[] later = bytes.clone();
        later[7] = 9;
        assertThatThrownBy(() -> read(later))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("have version 9");
        byte[] earlier = bytes.clone();
        earlier[7] = 2;
        assertThatThrownBy(() -> read(earlier))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("have version 2")
                .hasMessageContaining("train anew");
    }

    @Test
    void namesAnItemThatItDoesNotKnow() {
        assertThatThrownBy(() -> small().score(Shops.sequence(1, 9), 1, new float[9]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Event 1 has the item 9");
    }
}
