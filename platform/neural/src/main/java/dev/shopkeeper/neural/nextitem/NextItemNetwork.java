package dev.shopkeeper.neural.nextitem;

import dev.shopkeeper.neural.LstmNetwork;
import dev.shopkeeper.neural.WeightedRows;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A trained network that scores all items by what somebody met, in order: a recurrent network as of Hidasi et al., Session-based
 * Recommendations with Recurrent Neural Networks (ICLR 2016), whose input and output vectors are the same, with the last item and a
 * mean of the items beside the state as of Liu et al., STAMP (KDD 2018). It is plain Java: a service that only serves needs no
 * native library. The score of an item that was not met is that of the deeplearning4j graph it was made of, within 1e-5, less the
 * mean over all items, so that 0 is what an average item has. Immutable and thread-safe.
 *
 * <p>The network was trained to tell what is next among what was not met. What was met has no score of its vectors, but that of a
 * head of its own as in Ren et al., RepeatNet (AAAI 2019): a level, and a bonus by when and how often it was met, and by what it is.
 *
 * <p>It looks at the last {@value EventInputs#WINDOW} events; what was before them counts for nothing.
 */
public final class NextItemNetwork {

    private static final int MAGIC = 0x534B4E49;
    private static final int VERSION = 3;
    private static final int MOST = 1 << 12;

    private final LstmNetwork lstm;
    private final float[] bias;
    private final float[][] reading;
    private final float[][] columns;
    private final float[] means;
    private final float[][] attributes;
    private final float rare;
    private final MetAgain head;
    private final float again;

    /**
     * @param lstm inputs of an event to a query
     * @param bias the query of somebody who met nothing
     * @param reading {@code float[2 dimensions][dimension]}, what the last item and the mean add to a query
     * @param columns {@code float[dimension + 1][items]}, vectors of items and then their biases
     * @param attributes {@code float[attributes][dimension + 1]}, what each adds to the vector of an item, and to its bias
     * @param rare the bias of an item that nobody met, beside those of its attributes
     * @param head for what was met
     * @param again see {@link #withAgain}
     */
    NextItemNetwork(
            LstmNetwork lstm,
            float[] bias,
            float[][] reading,
            float[][] columns,
            float[][] attributes,
            float rare,
            MetAgain head,
            float again) {
        this.lstm = lstm;
        this.bias = bias;
        this.reading = reading;
        this.columns = columns;
        this.attributes = attributes;
        this.rare = rare;
        this.head = head;
        this.again = again;
        this.means = new float[columns.length];
        for (int k = 0; k < means.length; k++) {
            double sum = 0;
            for (float value : columns[k]) {
                sum += value;
            }
            means[k] = (float) (sum / columns[k].length);
        }
    }

    /**
     * The same with another level of what was met.
     *
     * @param level the score of an item that was met, where one that was not has 0 on average; 0 itself leaves the head out, so that
     *     all that was met is as an average item
     * @throws IllegalArgumentException if it is no number
     */
    public NextItemNetwork withAgain(double level) {
        if (!Double.isFinite(level)) {
            throw new IllegalArgumentException("The level of what was met is " + level + ", and is to be a number");
        }
        return new NextItemNetwork(lstm, bias, reading, columns, attributes, rare, head, (float) level);
    }

    public int items() {
        return columns[0].length;
    }

    public int dimension() {
        return columns.length - 1;
    }

    /**
     * The vector of an item that came after the training, from what it is.
     *
     * @param numbers of its attributes, distinct
     * @return {@code float[dimension + 1]}, the bias last, for {@link Reading#scores} and {@link Reading#course(float[][])}
     * @throws IllegalArgumentException if there is no attribute, or one that the network does not know
     */
    public float[] vector(int... numbers) {
        if (numbers.length == 0) {
            throw new IllegalArgumentException("Nothing is known of the item. Maybe leave it to other models?");
        }
        int dimension = dimension();
        float[] vector = new float[dimension + 1];
        for (int number : numbers) {
            if (number < 0 || number >= attributes.length) {
                throw new IllegalArgumentException("The item has the attribute " + number + ", and the network knows "
                        + attributes.length + ". Maybe it was trained for another catalogue?");
            }
            for (int k = 0; k <= dimension; k++) {
                vector[k] += attributes[number][k];
            }
        }
        float factor = ItemVectors.factor(vector, 0, dimension);
        for (int k = 0; k < dimension; k++) {
            vector[k] *= factor;
        }
        vector[dimension] += rare;
        return vector;
    }

    /**
     * Adds the score of every item.
     *
     * @param factor by which it is multiplied first
     * @param scores {@code float[items]}
     * @throws IllegalArgumentException if an item is none of those that the network knows
     */
    public void score(ItemSequence sequence, float factor, float[] scores) {
        read(sequence).score(factor, scores);
    }

    /**
     * Reads what somebody met, once for all that is to be said of it.
     *
     * @throws IllegalArgumentException if an item is none of those that the network knows
     */
    public Reading read(ItemSequence sequence) {
        ItemSequence window = window(sequence);
        return new Reading(window, queries(window));
    }

    /** What somebody met, as the network has read it. Not to be changed. */
    public final class Reading {

        private final ItemSequence window;
        private final float[][] queries;

        private Reading(ItemSequence window, float[][] queries) {
            this.window = window;
            this.queries = queries;
        }

        /** As {@link NextItemNetwork#score}. */
        public void score(float factor, float[] scores) {
            float[] query = queries[window.size()];
            int dimension = dimension();
            float[] weights = Arrays.copyOf(query, dimension + 1);
            weights[dimension] = 1;
            for (int k = 0; k <= dimension; k++) {
                weights[k] *= factor;
            }
            MetAgain.Met met = MetAgain.met(window, window.size());
            float[] ofMet = new float[met.items().length];
            for (int one = 0; one < ofMet.length; one++) {
                ofMet[one] = scores[met.items()[one]] + factor * metScore(met, one);
            }
            WeightedRows.addWeighted(scores, columns, 0, weights);
            float mean = factor * meanScore(query);
            for (int item = 0; item < scores.length; item++) {
                scores[item] -= mean;
            }
            for (int one = 0; one < ofMet.length; one++) {
                scores[met.items()[one]] = ofMet[one];
            }
        }

        /**
         * The scores of some items after each of the last events: how they came about.
         *
         * @param chosen items
         * @return {@code double[events + 1][chosen]} of the last {@link #window} events: before the first, after it, and so on
         */
        public double[][] course(int... chosen) {
            int dimension = dimension();
            float[][] vectors = new float[chosen.length][dimension + 1];
            for (int place = 0; place < chosen.length; place++) {
                for (int k = 0; k <= dimension; k++) {
                    vectors[place][k] = columns[k][chosen[place]];
                }
            }
            double[][] course = course(vectors);
            for (int events = firstMet(chosen) + 1; events < queries.length; events++) {
                putMet(events, chosen, course[events]);
            }
            return course;
        }

        /** The same of items that came after the training, by their vectors. */
        public double[][] course(float[][] vectors) {
            double[][] course = new double[queries.length][];
            for (int events = 0; events < queries.length; events++) {
                course[events] = scores(queries[events], vectors);
            }
            return course;
        }

        /** What items that came after the training score, by their vectors. */
        public double[] scores(float[][] vectors) {
            return scores(queries[window.size()], vectors);
        }

        private double[] scores(float[] query, float[][] vectors) {
            int dimension = dimension();
            float mean = meanScore(query);
            double[] scores = new double[vectors.length];
            for (int place = 0; place < scores.length; place++) {
                float[] vector = vectors[place];
                double score = vector[dimension] - mean;
                for (int k = 0; k < dimension; k++) {
                    score += query[k] * vector[k];
                }
                scores[place] = score;
            }
            return scores;
        }

        /** The first event with one of the items; as many as there are events where none of them was met. */
        private int firstMet(int[] chosen) {
            int event = 0;
            while (event < window.size() && !contains(chosen, window.items()[event])) {
                event++;
            }
            return event;
        }

        private static boolean contains(int[] items, int item) {
            for (int one : items) {
                if (one == item) {
                    return true;
                }
            }
            return false;
        }

        private void putMet(int events, int[] chosen, double[] scores) {
            MetAgain.Met met = MetAgain.met(window, events);
            for (int one = 0; one < met.items().length; one++) {
                for (int place = 0; place < chosen.length; place++) {
                    if (chosen[place] == met.items()[one]) {
                        scores[place] = metScore(met, one);
                    }
                }
            }
        }
    }

    /** The last events, which are those that count. */
    public static ItemSequence window(ItemSequence sequence) {
        return sequence.last(EventInputs.WINDOW);
    }

    private float meanScore(float[] query) {
        int dimension = dimension();
        double mean = means[dimension];
        for (int k = 0; k < dimension; k++) {
            mean += query[k] * means[k];
        }
        return (float) mean;
    }

    private float metScore(MetAgain.Met met, int one) {
        return again == 0 ? 0 : again + head.bonus(met.kinds()[one], met.items()[one]);
    }

    /** Before the first event, after it, and so on. */
    private float[][] queries(ItemSequence window) {
        int dimension = dimension();
        float[][] inputs = new float[window.size()][dimension + EventInputs.SIZE];
        for (int t = 0; t < inputs.length; t++) {
            int item = window.items()[t];
            if (item >= items()) {
                throw new IllegalArgumentException("Event " + t + " has the item " + item + ", and the network knows "
                        + items() + ". Maybe it was trained for another catalogue?");
            }
            for (int k = 0; k < dimension; k++) {
                inputs[t][k] = columns[k][item];
            }
            System.arraycopy(EventInputs.of(window, t), 0, inputs[t], dimension, EventInputs.SIZE);
        }
        float[][] queries = new float[window.size() + 1][];
        queries[0] = bias;
        if (inputs.length > 0) {
            System.arraycopy(lstm.forward(inputs), 0, queries, 1, inputs.length);
        }
        float[] read = new float[2 * dimension];
        for (int t = 0; t < inputs.length; t++) {
            float weight = EventInputs.shareInMean(t);
            for (int k = 0; k < dimension; k++) {
                read[k] = inputs[t][k];
                read[dimension + k] += weight * (inputs[t][k] - read[dimension + k]);
            }
            WeightedRows.addWeighted(queries[t + 1], reading, 0, read);
        }
        return queries;
    }

    /** Writes it, for {@link #read}; equal networks give equal bytes. */
    public void write(DataOutputStream out) throws IOException {
        out.writeInt(MAGIC);
        out.writeInt(VERSION);
        out.writeInt(items());
        out.writeInt(dimension());
        byte[] inner = lstm.bytes();
        out.writeInt(inner.length);
        out.write(inner);
        write(out, bias);
        for (float[] row : reading) {
            write(out, row);
        }
        for (float[] column : columns) {
            write(out, column);
        }
        out.writeInt(attributes.length);
        for (float[] row : attributes) {
            write(out, row);
        }
        write(out, new float[] {rare});
        write(out, head.bonuses());
        write(out, head.ofItems());
        write(out, new float[] {again});
    }

    /**
     * Reads what was written.
     *
     * @throws IllegalArgumentException saying what is wrong with the bytes
     */
    public static NextItemNetwork read(DataInputStream in) throws IOException {
        check(in.readInt() == MAGIC, "do not begin like one. Maybe they are of another kind of model?");
        int version = in.readInt();
        check(
                version == VERSION,
                "have version " + version + ", and " + VERSION
                        + " is read. Maybe another version of the program wrote them? Then train anew");
        int items = in.readInt();
        int dimension = in.readInt();
        check(items >= 1 && dimension >= 1 && dimension <= MOST, "say " + items + " items of " + dimension);
        int length = in.readInt();
        check(length >= 0 && length <= 1 << 28, "say that the LSTM has " + length + " bytes");
        byte[] inner = in.readNBytes(length);
        check(inner.length == length, "end within the LSTM");
        LstmNetwork lstm = LstmNetwork.of(inner);
        check(
                lstm.features() == dimension + EventInputs.SIZE && lstm.outputs() == dimension,
                "have an LSTM of " + lstm.features() + " inputs and " + lstm.outputs() + " outputs for vectors of "
                        + dimension);
        float[] bias = row(in, dimension);
        float[][] reading = new float[2 * dimension][];
        for (int k = 0; k < reading.length; k++) {
            reading[k] = row(in, dimension);
        }
        float[][] columns = new float[dimension + 1][];
        for (int k = 0; k < columns.length; k++) {
            columns[k] = row(in, items);
        }
        int count = in.readInt();
        check(count >= 0, "say " + count + " attributes");
        float[][] attributes = new float[count][];
        for (int attribute = 0; attribute < count; attribute++) {
            attributes[attribute] = row(in, dimension + 1);
        }
        float rare = row(in, 1)[0];
        MetAgain head = new MetAgain(row(in, MetAgain.classes()), row(in, items));
        return new NextItemNetwork(lstm, bias, reading, columns, attributes, rare, head, row(in, 1)[0]);
    }

    private static void write(DataOutputStream out, float[] row) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4 * row.length);
        bytes.asFloatBuffer().put(row);
        out.write(bytes.array());
    }

    private static float[] row(DataInputStream in, int size) throws IOException {
        byte[] bytes = in.readNBytes(4 * size);
        check(bytes.length == 4 * size, "end too early");
        float[] row = new float[size];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(row);
        for (float value : row) {
            check(Float.isFinite(value), "have the weight " + value);
        }
        return row;
    }

    private static void check(boolean right, String wrong) {
        if (!right) {
            throw new IllegalArgumentException("The bytes of a network of next items " + wrong);
        }
    }
}
