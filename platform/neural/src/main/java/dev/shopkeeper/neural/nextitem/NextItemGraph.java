package dev.shopkeeper.neural.nextitem;

import dev.shopkeeper.neural.LstmAccelerator;
import dev.shopkeeper.neural.LstmExport;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/**
 * The deeplearning4j graph: one table of rows for items and attributes, whose sums are the vectors of items both where they were met
 * and where they are to be found; an LSTM over what was met; a linear layer that makes a query of what is known after an event.
 */
final class NextItemGraph implements AutoCloseable {

    /**
     * Places of events among the candidates, rows of the table, pairs of candidate and row, inputs of events, positions, chances of
     * candidates; then places and positions again, since an input that two vertices take would be given errors by both; targets.
     */
    static final List<String> INPUTS = List.of(
            "places", "rows", "pairs", "events", "positions", "chances", "ownPlaces", "scoredPositions", "targets");

    private static final double SPREAD = 0.5;
    private static final double GRADIENT_NORM = 5;
    private static final double LAST_AT_FIRST = 0.5;
    private static final double MEAN_AT_FIRST = 1;

    private final ComputationGraph graph;
    private final int dimension;
    private @Nullable INDArray average;
    private long averaged;

    /** @param rows items and attributes */
    NextItemGraph(int rows, NextItemOptions options, long seed) {
        this.dimension = options.dimension();
        int read = 3 * dimension;
        double kept = 1 - options.dropout();
        Nd4j.getRandom().setSeed(seed);
        NeuralNetConfiguration.Builder builder = new NeuralNetConfiguration.Builder()
                .seed(seed)
                .dataType(DataType.FLOAT)
                .miniBatch(false)
                .weightInit(WeightInit.XAVIER)
                .gradientNormalization(GradientNormalization.ClipL2PerLayer)
                .gradientNormalizationThreshold(GRADIENT_NORM)
                .updater(new Adam(
                        new ExponentialSchedule(ScheduleType.EPOCH, options.learningRate(), options.fading())));
        if (options.decay() > 0) {
            builder.weightDecay(options.decay(), true);
        }
        LSTM.Builder lstm = new LSTM.Builder()
                .nIn(dimension + EventInputs.SIZE)
                .nOut(dimension)
                .activation(Activation.TANH)
                .gateActivationFunction(Activation.SIGMOID)
                .helperAllowFallback(false);
        DenseLayer.Builder query =
                new DenseLayer.Builder().nIn(read).nOut(dimension).activation(Activation.IDENTITY);
        if (options.dropout() > 0) {
            lstm.dropOut(kept);
            query.dropOut(kept);
        }
        ComputationGraphConfiguration configuration = builder.graphBuilder()
                .addInputs(INPUTS)
                .addLayer(
                        "table",
                        new EmbeddingLayer.Builder()
                                .nIn(rows)
                                .nOut(dimension + 1)
                                .hasBias(false)
                                .activation(Activation.IDENTITY)
                                .weightInit(new WeightInitDistribution(
                                        new NormalDistribution(0, SPREAD / Math.sqrt(dimension))))
                                .build(),
                        "rows")
                .addVertex("vectors", new FunctionVertex(FunctionVertex.Kind.BAG), "table", "pairs")
                .addVertex("met", new FunctionVertex(FunctionVertex.Kind.GATHER), "vectors", "places", "events")
                .addLayer("lstm", lstm.build(), "met")
                .addVertex("read", new FunctionVertex(FunctionVertex.Kind.READ), "lstm", "met", "positions")
                .addLayer("query", query.build(), "read")
                .addVertex(
                        "softmax",
                        new FunctionVertex(FunctionVertex.Kind.SOFTMAX),
                        "query",
                        "vectors",
                        "chances",
                        "ownPlaces",
                        "scoredPositions",
                        "targets")
                .addLayer(
                        "loss",
                        new LossLayer.Builder(new GivenLoss())
                                .activation(Activation.IDENTITY)
                                .build(),
                        "softmax")
                .setOutputs("loss")
                .build();
        this.graph = new ComputationGraph(configuration);
        graph.init();
        LstmAccelerator.accelerate(graph);
        beginWithTheItemsThemselves();
    }

    /** At first a query is what was met: what is met together comes to lie together from the first batch on. */
    private void beginWithTheItemsThemselves() {
        INDArray weights = graph.getLayer("query").getParam("W");
        for (int k = 0; k < dimension; k++) {
            weights.putScalar(dimension + k, k, weights.getDouble(dimension + k, k) + LAST_AT_FIRST);
            weights.putScalar(2L * dimension + k, k, weights.getDouble(2L * dimension + k, k) + MEAN_AT_FIRST);
        }
    }

    /**
     * Gives items the directions that they begin with.
     *
     * @param vectors {@code float[items][dimension]} of any length; those that are zero stay as they are
     */
    void begin(float[][] vectors) {
        INDArray table = graph.getLayer("table").getParam("W");
        for (int item = 0; item < vectors.length; item++) {
            double squares = 0;
            for (float value : vectors[item]) {
                squares += (double) value * value;
            }
            if (squares > 0) {
                double factor = SPREAD / Math.sqrt(squares);
                for (int k = 0; k < dimension; k++) {
                    table.putScalar(item, k, factor * vectors[item][k]);
                }
            }
        }
    }

    /**
     * Gives items the biases that they begin with: of softmax regression without inputs, up to a constant.
     *
     * @param counts how often each item was met, at most the rows of the table; one that was not keeps its own
     */
    void beginWithCounts(int[] counts) {
        double sum = 0;
        int met = 0;
        for (int count : counts) {
            sum += count > 0 ? Math.log(count) : 0;
            met += count > 0 ? 1 : 0;
        }
        INDArray table = graph.getLayer("table").getParam("W");
        for (int item = 0; item < counts.length; item++) {
            if (counts[item] > 0) {
                table.putScalar(item, dimension, Math.log(counts[item]) - sum / met);
            }
        }
    }

    int dimension() {
        return dimension;
    }

    ComputationGraph graph() {
        return graph;
    }

    /** One step of Adam. @return the mean loss of the positions before it */
    double fit(NextItemBatch batch) {
        graph.fit(batch.inputs(), batch.labels());
        return softmax().loss() / batch.positions();
    }

    /**
     * Takes the parameters as they are now into their average, in which they fade: at first the mean of all steps.
     *
     * @param steps about how many steps count, at least 1 for the last alone
     */
    void average(double steps) {
        INDArray now = graph.params();
        INDArray before = average;
        averaged++;
        if (before == null) {
            average = now.dup();
        } else {
            double share = Math.max(1.0 / averaged, 1 / Math.max(1, steps));
            try (INDArray part = now.mul(share)) {
                before.muli(1 - share).addi(part);
            }
        }
    }

    /** The {@link #network} of the average of what the parameters were. */
    NextItemNetwork averagedNetwork(int[][] attributes, int[] counts, MetAgain head) {
        INDArray mean = average;
        if (mean == null) {
            return network(attributes, counts, head);
        }
        INDArray parameters = graph.params();
        try (INDArray kept = parameters.dup()) {
            parameters.assign(mean);
            NextItemNetwork network = network(attributes, counts, head);
            parameters.assign(kept);
            return network;
        }
    }

    /** Scores, positions x candidates. */
    INDArray scores(NextItemBatch batch) {
        return graph.output(false, batch.inputs())[0];
    }

    CandidateSoftmax softmax() {
        return (CandidateSoftmax) ((FunctionPass) graph.getVertex("softmax")).function();
    }

    /**
     * The network as it is served.
     *
     * @param attributes of each item
     * @param counts how often each item was met
     * @param head for what was met
     */
    NextItemNetwork network(int[][] attributes, int[] counts, MetAgain head) {
        float[][] table = LstmExport.rows(graph.getLayer("table").getParam("W"));
        float[][] query = LstmExport.rows(graph.getLayer("query").getParam("W"));
        float[] bias = LstmExport.rows(graph.getLayer("query").getParam("b"))[0];
        int units = dimension;
        float[][] last = new float[units + 1][];
        System.arraycopy(query, 0, last, 0, units);
        last[units] = bias.clone();
        float[][] reading = Arrays.copyOfRange(query, units, query.length);
        return new NextItemNetwork(
                LstmExport.of((org.deeplearning4j.nn.layers.recurrent.LSTM) graph.getLayer("lstm"), last),
                bias,
                reading,
                columns(table, attributes, counts),
                Arrays.copyOfRange(table, counts.length, table.length),
                rareBias(table, counts),
                head,
                0);
    }

    /** A row for each dimension, and one of biases; a column for each item. */
    private float[][] columns(float[][] table, int[][] attributes, int[] counts) {
        int items = counts.length;
        float[][] columns = new float[dimension + 1][items];
        float least = 0;
        float rare = rareBias(table, counts);
        for (int item = 0; item < items; item++) {
            if (counts[item] > 0) {
                add(columns, item, table[item]);
            } else {
                columns[dimension][item] = rare;
            }
            for (int attribute : attributes[item]) {
                add(columns, item, table[items + attribute]);
            }
            lengthen(columns, item);
            least = Math.min(least, columns[dimension][item]);
        }
        for (int item = 0; item < items; item++) {
            if (counts[item] == 0 && attributes[item].length == 0) {
                // Behind what is known best not to be wanted, wherever a query points.
                columns[dimension][item] = least - ItemVectors.LENGTH * ItemVectors.LENGTH;
            }
        }
        return columns;
    }

    /** The bias of its own that an item is given that nobody met: the lower quartile of those that were, as it is likely to be met little. */
    private float rareBias(float[][] table, int[] counts) {
        double[] biases = IntStream.range(0, counts.length)
                .filter(item -> counts[item] > 0)
                .mapToDouble(item -> table[item][dimension])
                .sorted()
                .toArray();
        return biases.length == 0 ? 0 : (float) biases[biases.length / 4];
    }

    private void lengthen(float[][] columns, int item) {
        float[] vector = new float[dimension];
        for (int k = 0; k < dimension; k++) {
            vector[k] = columns[k][item];
        }
        float factor = ItemVectors.factor(vector, 0, dimension);
        for (int k = 0; k < dimension; k++) {
            columns[k][item] *= factor;
        }
    }

    private static void add(float[][] columns, int item, float[] row) {
        for (int k = 0; k < columns.length; k++) {
            columns[k][item] += row[k];
        }
    }

    @Override
    public void close() {
        softmax().close();
        INDArray mean = average;
        if (mean != null) {
            mean.close();
        }
        graph.close();
    }
}
