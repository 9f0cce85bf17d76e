package dev.shopkeeper.neural.nextitem;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleConsumer;
import org.deeplearning4j.util.CrashReportingUtil;
import org.jspecify.annotations.Nullable;

/**
 * Trains a {@link NextItemNetwork}, epoch by epoch, by Adam, on the cross entropy of the next item: among all items where they are
 * few, else among those of a batch and others that are drawn, see {@link CandidateSoftmax}. It needs the native libraries: run it in
 * a trainer's process, with the settings of {@link dev.shopkeeper.neural.NativeSettings}.
 *
 * <p>Equal data, options and seed give equal bytes on one kind of machine, with one thread of OpenMP. Not thread-safe; several at
 * once in one JVM would draw from one generator of random numbers and are not repeatable.
 */
public final class NextItemTraining implements AutoCloseable {

    /** Least batches of an epoch, as far as there are windows for them. */
    private static final int LEAST_BATCHES = 16;

    private static final int SORTED_TOGETHER = 64;
    private static final double FIRSTS = 0.25;

    /** Epochs whose steps are averaged, about (Polyak and Juditsky 1992; Izmailov et al., Averaging Weights, UAI 2018). */
    private static final double AVERAGED_EPOCHS = 0.5;

    private final NextItemData data;
    private final int[] counts;
    private final List<ItemSequence> windows;
    private final NextItemGraph graph;
    private final NextItemBatch.Maker maker;
    private final SplittableRandom random;
    private final int positions;
    private final double backward;
    private final MetAgain head;
    private final double averaged;

    /**
     * Without a teacher.
     *
     * @throws IllegalArgumentException if no sequence has two steps of different items
     */
    public NextItemTraining(NextItemData data, NextItemOptions options, long seed) {
        this(data, options, null, seed);
    }

    /**
     * With a teacher, who has the share of the targets that the options say.
     *
     * @throws IllegalArgumentException if no sequence has two steps of different items, or the teacher is of another catalogue
     */
    public NextItemTraining(NextItemData data, NextItemOptions options, @Nullable Teacher teacher, long seed) {
        // It would write a file of the state of the machine into the working directory.
        CrashReportingUtil.crashDumpsEnabled(false);
        this.data = data;
        this.counts = data.counts();
        this.windows = Windows.of(data.sequences());
        if (windows.isEmpty()) {
            throw new IllegalArgumentException("None of " + data.sequences().size()
                    + " sequences has two steps of different items, so there is no next item to learn. Maybe read a"
                    + " longer time?");
        }
        long all = windows.stream().mapToLong(Windows::positions).sum();
        this.positions = (int) Math.clamp(all / LEAST_BATCHES, 1, options.positions());
        this.backward = options.backward();
        this.head = MetAgain.of(data.sequences(), data.items());
        this.random = new SplittableRandom(seed);
        this.maker = new NextItemBatch.Maker(
                data.items(),
                data.attributes(),
                new Candidates(counts, options.negatives(), options.fullBelow()),
                teacher,
                options,
                FIRSTS);
        this.graph = new NextItemGraph(data.items() + data.attributeCount(), options, seed);
        graph.beginWithCounts(counts);
        this.averaged = AVERAGED_EPOCHS * all / positions;
    }

    /**
     * Lets items begin with vectors that were learned by other means, to be called before the first epoch.
     *
     * @param vectors {@code float[items][dimension]}, whose directions count; one of zeros leaves its item at random
     * @throws IllegalArgumentException if they are not of this shape, or not finite
     */
    public void begin(float[][] vectors) {
        if (vectors.length != data.items()) {
            throw new IllegalArgumentException(
                    "There are vectors of " + vectors.length + " items, and " + data.items() + " items");
        }
        for (int item = 0; item < vectors.length; item++) {
            if (vectors[item].length != graph.dimension()) {
                throw new IllegalArgumentException("The vector of item " + item + " has " + vectors[item].length
                        + " dimensions, and the network has " + graph.dimension());
            }
            for (float value : vectors[item]) {
                if (!Float.isFinite(value)) {
                    throw new IllegalArgumentException("The vector of item " + item + " has the value " + value);
                }
            }
        }
        graph.begin(vectors);
    }

    /**
     * Goes once through the data.
     *
     * @param progress told after each batch how much of the epoch is done, 0 to 1; what it throws is thrown on
     * @return the mean loss, of the positions as they came
     * @throws IllegalStateException if the loss is not finite any more
     */
    public double epoch(DoubleConsumer progress) {
        double sum = 0;
        double weight = 0;
        List<List<ItemSequence>> batches = batches();
        for (int number = 0; number < batches.size(); number++) {
            try (NextItemBatch batch = maker.make(batches.get(number), random)) {
                double loss = graph.fit(batch);
                graph.average(averaged);
                if (!Double.isFinite(loss)) {
                    throw new IllegalStateException("The loss has become " + loss + ". Maybe lower the learning rate?");
                }
                sum += loss * batch.weight();
                weight += batch.weight();
            }
            progress.accept((number + 1.0) / batches.size());
        }
        graph.graph().incrementEpochCount();
        return sum / weight;
    }

    /** Windows of about the same length, since a batch is as long as its longest. */
    private List<List<ItemSequence>> batches() {
        List<ItemSequence> shuffled = new ArrayList<>(windows);
        if (backward > 0) {
            shuffled.replaceAll(this::perhapsReversed);
        }
        shuffled.replaceAll(window -> window.stepsShuffled(random));
        shuffle(shuffled);
        List<List<ItemSequence>> batches = new ArrayList<>();
        List<ItemSequence> together = new ArrayList<>();
        int size = 0;
        for (ItemSequence window : shuffled) {
            together.add(window);
            size += Windows.positions(window);
            if (size >= SORTED_TOGETHER * positions) {
                cut(together, batches);
                together.clear();
                size = 0;
            }
        }
        cut(together, batches);
        shuffle(batches);
        return batches;
    }

    private ItemSequence perhapsReversed(ItemSequence window) {
        if (random.nextDouble() >= backward) {
            return window;
        }
        ItemSequence reversed = window.reversed();
        return Windows.positions(reversed) > 0 ? reversed : window;
    }

    private void cut(List<ItemSequence> together, List<List<ItemSequence>> batches) {
        together.sort(Comparator.comparingInt(ItemSequence::size));
        List<ItemSequence> batch = new ArrayList<>();
        int size = 0;
        for (ItemSequence window : together) {
            batch.add(window);
            size += Windows.positions(window);
            if (size >= positions) {
                batches.add(List.copyOf(batch));
                batch.clear();
                size = 0;
            }
        }
        if (!batch.isEmpty()) {
            batches.add(List.copyOf(batch));
        }
    }

    /** Fisher and Yates. */
    private <T> void shuffle(List<T> list) {
        for (int i = list.size() - 1; i > 0; i--) {
            Collections.swap(list, i, random.nextInt(i + 1));
        }
    }

    /** The network as it is now, for which all that was met is as an average item; see {@link NextItemNetwork#withAgain}. */
    public NextItemNetwork network() {
        return graph.averagedNetwork(data.attributes(), counts, head);
    }

    @Override
    public void close() {
        graph.close();
    }
}
