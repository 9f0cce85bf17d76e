package dev.shopkeeper.benchmarks.neural;

import dev.shopkeeper.benchmarks.BenchCase;
import dev.shopkeeper.benchmarks.BenchOptions;
import dev.shopkeeper.neural.LstmAccelerator;
import dev.shopkeeper.neural.LstmExport;
import dev.shopkeeper.neural.LstmNetwork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/**
 * The same network trained by deeplearning4j as it is and with {@link LstmAccelerator}, in turn in the same run, from the
 * same weights on the same batch; and one sequence answered by deeplearning4j and by {@link LstmNetwork}. Two shapes; a
 * time is the least of all rounds.
 *
 * <p>Options: {@code rounds} (5), {@code fits} in a round (20), {@code warmup} fits before (60).
 */
public final class LstmBench implements BenchCase {

    private record Shape(int batch, int steps, int features, int units) {}

    private static final List<Shape> SHAPES = List.of(new Shape(128, 28, 8, 64), new Shape(128, 60, 6, 40));
    private static final int ANSWERS = 20;

    @Override
    public Map<String, Object> run(BenchOptions options) {
        if (!"1".equals(System.getenv("OMP_NUM_THREADS"))) {
            throw new IllegalArgumentException("OMP_NUM_THREADS is " + System.getenv("OMP_NUM_THREADS")
                    + ", and a trainer has 1: two threads on two cores wait for each other. Maybe set it?");
        }
        List<Map<String, Object>> shapes = new ArrayList<>();
        for (Shape shape : SHAPES) {
            shapes.add(measure(shape, options));
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("unit", "milliseconds");
        figures.put("shapes", shapes);
        return figures;
    }

    private static Map<String, Object> measure(Shape shape, BenchOptions options) {
        MultiLayerNetwork stock = network(shape, options.seed());
        MultiLayerNetwork accelerated = network(shape, options.seed());
        LstmAccelerator.accelerate(accelerated);
        INDArray inputs = normal(options.seed(), shape.batch(), shape.features(), shape.steps());
        INDArray targets = normal(options.seed() + 1, shape.batch(), 1, shape.steps());
        INDArray one = normal(options.seed() + 2, 1, shape.features(), shape.steps());
        double before = largestDifference(stock.output(inputs), accelerated.output(inputs));

        int warmup = options.number("warmup", 60);
        fit(stock, inputs, targets, warmup);
        fit(accelerated, inputs, targets, warmup);
        double stockTime = Double.POSITIVE_INFINITY;
        double acceleratedTime = Double.POSITIVE_INFINITY;
        int fits = options.number("fits", 20);
        int rounds = options.number("rounds", 5);
        for (int round = 0; round < rounds; round++) {
            stockTime = Math.min(stockTime, fit(stock, inputs, targets, fits));
            acceleratedTime = Math.min(acceleratedTime, fit(accelerated, inputs, targets, fits));
        }

        LstmNetwork served = LstmExport.of(accelerated);
        float[][] sequence = sequence(one, shape);
        double stockAnswer = Double.POSITIVE_INFINITY;
        double servedAnswer = Double.POSITIVE_INFINITY;
        for (int round = 0; round < rounds * ANSWERS; round++) {
            stockAnswer = Math.min(stockAnswer, time(ANSWERS, () -> stock.output(one)));
            servedAnswer = Math.min(servedAnswer, time(ANSWERS, () -> served.forward(sequence)));
        }

        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("batch", shape.batch());
        figures.put("steps", shape.steps());
        figures.put("features", shape.features());
        figures.put("units", shape.units());
        figures.put("stock_fit", rounded(stockTime));
        figures.put("accelerated_fit", rounded(acceleratedTime));
        figures.put("stock_by_accelerated_fit", rounded(stockTime / acceleratedTime));
        figures.put("largest_difference_of_outputs", before);
        figures.put("score_stock", stock.score());
        figures.put("score_accelerated", accelerated.score());
        figures.put("stock_one_sequence", rounded(stockAnswer));
        figures.put("served_one_sequence", rounded(servedAnswer));
        figures.put("stock_by_served_one_sequence", rounded(stockAnswer / servedAnswer));
        figures.put(
                "largest_difference_of_served",
                largestDifference(accelerated.output(one), served.forward(sequence), shape));
        return figures;
    }

    private static MultiLayerNetwork network(Shape shape, long seed) {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(seed)
                .dataType(DataType.FLOAT)
                .weightInit(WeightInit.XAVIER)
                .updater(new Adam(0.001))
                .list()
                .layer(new LSTM.Builder()
                        .nIn(shape.features())
                        .nOut(shape.units())
                        .activation(Activation.TANH)
                        .helperAllowFallback(false)
                        .build())
                .layer(new RnnOutputLayer.Builder(LossFunctions.LossFunction.MSE)
                        .nIn(shape.units())
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
        network.init();
        return network;
    }

    private static INDArray normal(long seed, int samples, int width, int steps) {
        Random random = new Random(seed);
        float[] values = new float[samples * width * steps];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Nd4j.create(values, new long[] {samples, width, steps}, 'f');
    }

    private static double fit(MultiLayerNetwork network, INDArray inputs, INDArray targets, int times) {
        return time(times, () -> network.fit(inputs, targets));
    }

    /** Milliseconds a call. */
    private static double time(int times, Runnable call) {
        long begin = System.nanoTime();
        for (int i = 0; i < times; i++) {
            call.run();
        }
        return (System.nanoTime() - begin) / 1e6 / times;
    }

    private static float[][] sequence(INDArray one, Shape shape) {
        float[][] sequence = new float[shape.steps()][shape.features()];
        for (int t = 0; t < shape.steps(); t++) {
            for (int k = 0; k < shape.features(); k++) {
                sequence[t][k] = one.getFloat(0, k, t);
            }
        }
        return sequence;
    }

    private static double largestDifference(INDArray a, INDArray b) {
        return a.sub(b).amaxNumber().doubleValue();
    }

    private static double largestDifference(INDArray expected, float[][] actual, Shape shape) {
        double largest = 0;
        for (int t = 0; t < shape.steps(); t++) {
            largest = Math.max(largest, Math.abs(expected.getFloat(0, 0, t) - actual[t][0]));
        }
        return largest;
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
