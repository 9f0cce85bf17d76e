package dev.shopkeeper.neural.nextitem;

import dev.shopkeeper.neural.FloatArrays;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Some windows as the inputs of the graph. */
final class NextItemBatch implements AutoCloseable {

    private final INDArray[] inputs;
    private final INDArray labels;
    private final int positions;
    private final double weight;

    private NextItemBatch(INDArray[] inputs, INDArray labels, int positions, double weight) {
        this.inputs = inputs;
        this.labels = labels;
        this.positions = positions;
        this.weight = weight;
    }

    /** In the order of {@link NextItemGraph#INPUTS}. */
    INDArray[] inputs() {
        return inputs;
    }

    /** Positions x 1, what each counts in the loss. */
    INDArray[] labels() {
        return new INDArray[] {labels};
    }

    int positions() {
        return positions;
    }

    double weight() {
        return weight;
    }

    /**
     * How batches are made.
     *
     * @param itemCount rows of the table that are items'; those of attributes follow
     * @param attributes of each item
     * @param teacher who has a share of the targets, or nobody
     * @param options shares of targets and of what is left out
     * @param firsts chance with which the first step of a window is a target too, of somebody who met nothing
     */
    record Maker(
            int itemCount,
            int[][] attributes,
            Candidates candidates,
            @Nullable Teacher teacher,
            NextItemOptions options,
            double firsts) {

        NextItemBatch make(List<ItemSequence> windows, SplittableRandom random) {
            int[][] taught =
                    windows.stream().map(window -> taught(window, random)).toArray(int[][]::new);
            int[] occurring = IntStream.concat(
                            windows.stream().flatMapToInt(window -> Arrays.stream(window.items())),
                            Arrays.stream(taught).flatMapToInt(Arrays::stream).filter(item -> item >= 0))
                    .toArray();
            Candidates.Drawn drawn = candidates.draw(occurring, random);
            int longest = windows.stream().mapToInt(ItemSequence::size).max().orElse(1);
            Values places = Values.matrix(windows.size(), longest);
            Arrays.fill(places.data(), -1);
            Values events = Values.cube(windows.size(), EventInputs.SIZE, longest - 1);
            FloatList positions = new FloatList();
            FloatList targets = new FloatList();
            int count = 0;
            for (int b = 0; b < windows.size(); b++) {
                ItemSequence window = windows.get(b);
                for (int t = 0; t < window.size(); t++) {
                    places.data()[b * longest + t] = drawn.places()[window.items()[t]];
                    if (t < longest - 1) {
                        float[] input = EventInputs.of(window, t);
                        for (int k = 0; k < input.length; k++) {
                            events.data()[(t * input.length + k) * windows.size() + b] = input[k];
                        }
                    }
                }
                boolean first = random.nextDouble() < firsts;
                for (int t = first ? -1 : 0; t < window.size() - 1; t++) {
                    boolean ends = t < 0 || window.steps()[t] != window.steps()[t + 1];
                    int said = t < 0 ? -1 : taught[b][t];
                    if (ends && addTargets(window, t + 1, count, said, drawn.places(), targets)) {
                        positions.add(b).add(t);
                        count++;
                    }
                }
            }
            return made(drawn, places, events, positions, targets, random);
        }

        /**
         * Of what comes from {@code from} on only what was not met before counts. The first step that has such items shares what is
         * not given to later ones, of which each has its part.
         *
         * @param said what the teacher says, or -1
         * @return whether there is any
         */
        private boolean addTargets(
                ItemSequence window, int from, int position, int said, int[] places, FloatList targets) {
            int[] fresh = IntStream.range(from, window.size())
                    .filter(event -> firstOf(window, event))
                    .toArray();
            if (fresh.length == 0) {
                return false;
            }
            int now = 1;
            while (now < fresh.length && window.steps()[fresh[now]] == window.steps()[fresh[0]]) {
                now++;
            }
            int later = fresh.length - now;
            double data = said < 0 ? 1 : 1 - options.taught();
            double ahead = later > 0 ? data * options.ahead() : 0;
            for (int n = 0; n < now; n++) {
                targets.add(position).add(places[window.items()[fresh[n]]]).add((float) ((data - ahead) / now));
            }
            if (said >= 0) {
                targets.add(position).add(places[said]).add((float) options.taught());
            }
            if (ahead > 0) {
                double all = (1 - Math.pow(EventInputs.FADING, later)) / (1 - EventInputs.FADING);
                for (int n = now; n < fresh.length; n++) {
                    double part = ahead * Math.pow(EventInputs.FADING, n - now) / all;
                    targets.add(position).add(places[window.items()[fresh[n]]]).add((float) part);
                }
            }
            return true;
        }

        /** What the teacher says after each event, -1 where it says nothing. */
        private int[] taught(ItemSequence window, SplittableRandom random) {
            int[] items = new int[window.size()];
            Arrays.fill(items, -1);
            Teacher asked = teacher;
            if (asked != null && options.taught() > 0) {
                for (int t = 0; t < window.size() - 1; t++) {
                    if (window.steps()[t] != window.steps()[t + 1]) {
                        int item = asked.draw(window, t + 1, random);
                        items[t] = item >= 0 && candidates.knows(item) ? item : -1;
                    }
                }
            }
            return items;
        }

        private Values read(Values places, SplittableRandom random) {
            float[] read = places.data().clone();
            for (int at = 0; at < read.length && options.eventDropout() > 0; at++) {
                read[at] = random.nextDouble() < options.eventDropout() ? -1 : read[at];
            }
            return new Values(places.shape(), read);
        }

        private static boolean firstOf(ItemSequence window, int event) {
            for (int before = 0; before < event; before++) {
                if (window.items()[before] == window.items()[event]) {
                    return false;
                }
            }
            return true;
        }

        private NextItemBatch made(
                Candidates.Drawn drawn,
                Values places,
                Values events,
                FloatList positions,
                FloatList targets,
                SplittableRandom random) {
            FloatList rows = new FloatList();
            FloatList pairs = new FloatList();
            Map<Integer, Integer> rowOf = new HashMap<>();
            for (int place = 0; place < drawn.items().length; place++) {
                int item = drawn.items()[place];
                int[] own = attributes[item];
                if (own.length == 0 || random.nextDouble() >= options.ownDropout()) {
                    pairs.add(place).add(row(item, rows, rowOf));
                }
                for (int attribute : own) {
                    pairs.add(place).add(row(itemCount + attribute, rows, rowOf));
                }
            }
            int count = positions.size() / 2;
            INDArray[] inputs = {
                array(read(places, random)),
                array(rows.matrix(1)),
                array(pairs.matrix(2)),
                array(events),
                array(positions.matrix(2)),
                array(new Values(new long[] {drawn.items().length, 1}, drawn.chances())),
                array(places),
                array(positions.matrix(2)),
                array(targets.matrix(3)),
            };
            float[] weights = new float[count];
            Arrays.fill(weights, 1f / count);
            return new NextItemBatch(inputs, array(new Values(new long[] {count, 1}, weights)), count, count);
        }

        private static int row(int number, FloatList rows, Map<Integer, Integer> rowOf) {
            return rowOf.computeIfAbsent(number, same -> {
                rows.add(same);
                return rows.size() - 1;
            });
        }
    }

    private static INDArray array(Values values) {
        INDArray array = Nd4j.create(DataType.FLOAT, values.shape(), values.order());
        FloatArrays.write(array, values.data());
        return array;
    }

    @Override
    public void close() {
        for (INDArray input : inputs) {
            input.close();
        }
        labels.close();
    }

    /** A list that grows. */
    private static final class FloatList {
        private float[] values = new float[256];
        private int size;

        FloatList add(float value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            values[size++] = value;
            return this;
        }

        int size() {
            return size;
        }

        Values matrix(int columns) {
            return new Values(new long[] {size / columns, columns}, Arrays.copyOf(values, size));
        }
    }
}
