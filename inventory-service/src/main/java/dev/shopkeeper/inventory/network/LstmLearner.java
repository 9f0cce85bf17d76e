package dev.shopkeeper.inventory.network;

import dev.shopkeeper.inventory.forecast.ensemble.GlobalLearner;
import dev.shopkeeper.inventory.forecast.ensemble.GlobalNetwork;
import dev.shopkeeper.neural.LstmNetwork;
import dev.shopkeeper.neural.LstmOptions;
import dev.shopkeeper.neural.LstmTraining;
import dev.shopkeeper.neural.Sequences;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Trains one LSTM over all series, with absolute errors; or with ten quantiles whose mean is the forecast, where demand is
 * mostly intermittent and its median is no forecast of its mean.
 */
public final class LstmLearner implements GlobalLearner {

    /** Fewer samples teach nothing that holds elsewhere. */
    private static final int LEAST_SAMPLES = 40;

    private static final double VALIDATION_SHARE = 0.15;
    private static final List<Double> QUANTILES = List.of(0.05, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 0.95);

    private final int units;
    private final int epochs;

    /**
     * @param units of the layer
     * @param epochs at most
     */
    public LstmLearner(int units, int epochs) {
        this.units = units;
        this.epochs = epochs;
    }

    @Override
    public @Nullable GlobalNetwork learn(Samples samples, long seed, Progress progress) {
        int size = samples.inputs().length;
        if (size < LEAST_SAMPLES) {
            return null;
        }
        List<Double> quantiles = samples.skewed() ? QUANTILES : List.of();
        List<Integer> training = new ArrayList<>();
        List<Integer> validation = new ArrayList<>();
        Random random = new Random(seed);
        for (int i = 0; i < size; i++) {
            (random.nextDouble() < VALIDATION_SHARE ? validation : training).add(i);
        }
        if (validation.isEmpty()) {
            validation.add(training.removeLast());
        }
        LstmOptions defaults = LstmOptions.defaults(seed);
        LstmOptions options = new LstmOptions(
                units,
                1,
                epochs,
                Math.clamp(size / 40, 16, defaults.batchSize()),
                defaults.learningRate(),
                defaults.learningRateDecay(),
                defaults.l2(),
                defaults.gradientNorm(),
                defaults.patience(),
                quantiles,
                seed);
        return new Network(new LstmTraining(options)
                .train(
                        sequences(samples, training, quantiles.size()),
                        sequences(samples, validation, quantiles.size()),
                        progress::report)
                .network());
    }

    private static Sequences sequences(Samples samples, List<Integer> chosen, int quantiles) {
        int outputs = Math.max(1, quantiles);
        float[][][] inputs = new float[chosen.size()][][];
        float[][][] targets = new float[chosen.size()][][];
        float[][] weights = new float[chosen.size()][];
        for (int i = 0; i < inputs.length; i++) {
            int sample = chosen.get(i);
            inputs[i] = samples.inputs()[sample];
            weights[i] = samples.weights()[sample];
            float[] target = samples.targets()[sample];
            targets[i] = new float[target.length][outputs];
            for (int step = 0; step < target.length; step++) {
                java.util.Arrays.fill(targets[i][step], target[step]);
            }
        }
        return new Sequences(inputs, targets, weights);
    }

    /** The network of stored bytes. */
    public static GlobalNetwork network(byte[] bytes) {
        return new Network(LstmNetwork.of(bytes));
    }

    private record Network(LstmNetwork lstm) implements GlobalNetwork {

        @Override
        public float[] outputs(float[][] inputs) {
            float[][] answers = lstm.forward(inputs);
            float[] outputs = new float[answers.length];
            for (int step = 0; step < outputs.length; step++) {
                float sum = 0;
                for (float answer : answers[step]) {
                    sum += answer;
                }
                outputs[step] = sum / answers[step].length;
            }
            return outputs;
        }

        @Override
        public byte[] bytes() {
            return lstm.bytes();
        }
    }
}
