package dev.shopkeeper.neural;

import java.util.Random;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.util.CrashReportingUtil;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/**
 * Trains one network for all sequences: LSTM layers under a linear one, which answers each step, by Adam with gradients
 * that are cut off, until the loss on a part that is held out gets no better; the best weights are kept. It needs the
 * native libraries: run it in a trainer's process, with the settings of {@link NativeSettings}.
 *
 * <p>Equal data, options and seed give equal bytes on one kind of machine, with one thread of OpenMP. Each call is for
 * itself; several at once in one JVM would draw from one generator of random numbers and are not repeatable.
 */
public final class LstmTraining {

    private final LstmOptions options;

    public LstmTraining(LstmOptions options) {
        this.options = options;
    }

    /**
     * Trains.
     *
     * @param training what is learned from
     * @param validation what the best epoch is chosen on; of the same features, outputs and steps
     * @param progress told after each batch how much of all epochs is done, 0 to 1; what it throws ends the training and
     *     is thrown on
     * @throws IllegalArgumentException if data and options do not fit together
     * @throws IllegalStateException if the loss is not finite any more
     */
    public LstmFit train(Sequences training, Sequences validation, DoubleConsumer progress) {
        if (training.features() != validation.features()
                || training.outputs() != validation.outputs()
                || training.steps() != validation.steps()) {
            throw new IllegalArgumentException("Samples to learn from have " + training.features() + " features, "
                    + training.outputs() + " outputs and " + training.steps() + " steps, those to validate on "
                    + validation.features() + ", " + validation.outputs() + " and " + validation.steps());
        }
        // It would write a file of the state of the machine into the working directory.
        CrashReportingUtil.crashDumpsEnabled(false);
        SequenceLoss loss =
                new SequenceLoss(options.quantiles(), training.outputs(), training.totalWeight() / training.size());
        MultiLayerNetwork network = network(training.features(), training.outputs(), loss);
        try (Feed feed = new Feed(training, options.batchSize());
                Feed held = new Feed(validation, options.batchSize())) {
            return train(network, loss, feed, held, progress);
        } finally {
            network.close();
        }
    }

    private LstmFit train(
            MultiLayerNetwork network, SequenceLoss loss, Feed training, Feed validation, DoubleConsumer progress) {
        Random random = new Random(options.seed());
        double bestLoss = Double.POSITIVE_INFINITY;
        int bestEpoch = 0;
        LstmNetwork best = LstmExport.of(network);
        int epoch = 0;
        while (epoch < options.epochs() && epoch - bestEpoch < options.patience()) {
            double before = epoch;
            training.shuffle(random);
            training.each((batch, done) -> {
                network.fit(batch.inputs(), batch.targets(), null, batch.weights());
                finite("score", network.score());
                progress.accept((before + done) / options.epochs());
            });
            network.incrementEpochCount();
            epoch++;
            double now = loss(network, loss, validation);
            finite("loss on the validation part", now);
            if (now < bestLoss) {
                bestLoss = now;
                bestEpoch = epoch;
                best = LstmExport.of(network);
            }
        }
        progress.accept(1);
        return new LstmFit(best, epoch, bestEpoch, bestLoss);
    }

    private static void finite(String what, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalStateException("The " + what + " has become " + value
                    + ". Maybe lower the learning rate, or scale the features and targets?");
        }
    }

    private MultiLayerNetwork network(int features, int outputs, SequenceLoss loss) {
        Nd4j.getRandom().setSeed(options.seed());
        NeuralNetConfiguration.ListBuilder builder = new NeuralNetConfiguration.Builder()
                .seed(options.seed())
                .dataType(DataType.FLOAT)
                .weightInit(WeightInit.XAVIER)
                .updater(new Adam(new ExponentialSchedule(
                        ScheduleType.EPOCH, options.learningRate(), options.learningRateDecay())))
                .l2(options.l2())
                .gradientNormalization(GradientNormalization.ClipL2PerLayer)
                .gradientNormalizationThreshold(options.gradientNorm())
                .list();
        for (int i = 0; i < options.layers(); i++) {
            builder.layer(new LSTM.Builder()
                    .nIn(i == 0 ? features : options.units())
                    .nOut(options.units())
                    .activation(Activation.TANH)
                    .gateActivationFunction(Activation.SIGMOID)
                    .helperAllowFallback(false)
                    .build());
        }
        MultiLayerConfiguration configuration = builder.layer(new RnnOutputLayer.Builder(loss)
                        .nIn(options.units())
                        .nOut(outputs)
                        .activation(Activation.IDENTITY)
                        .build())
                .build();
        MultiLayerNetwork network = new MultiLayerNetwork(configuration);
        network.init();
        LstmAccelerator.accelerate(network);
        return network;
    }

    /** In doubles, in the mean by weight over outputs and steps. */
    private static double loss(MultiLayerNetwork network, SequenceLoss loss, Feed validation) {
        double[] sum = new double[1];
        validation.each((batch, done) -> {
            INDArray answers = network.output(batch.inputs(), false);
            sum[0] += loss(
                    loss,
                    FloatArrays.read(answers),
                    FloatArrays.read(batch.targets()),
                    FloatArrays.read(batch.weights()),
                    batch.size(),
                    validation.sequences);
            FloatArrays.release(answers);
        });
        return sum[0] / (validation.sequences.totalWeight() * validation.sequences.outputs());
    }

    private static double loss(
            SequenceLoss loss, float[] answers, float[] targets, float[] weights, int size, Sequences all) {
        double sum = 0;
        for (int t = 0; t < all.steps(); t++) {
            for (int j = 0; j < all.outputs(); j++) {
                int at = (t * all.outputs() + j) * size;
                for (int n = 0; n < size; n++) {
                    sum += weights[t * size + n] * loss.of(j, targets[at + n], answers[at + n]);
                }
            }
        }
        return sum;
    }

    @FunctionalInterface
    private interface BatchStep {

        /** @param done the share of the batches that is done with this one */
        void take(SequenceBatch batch, double done);
    }

    /** Sequences, in batches of one size and a smaller one at the end. */
    private static final class Feed implements AutoCloseable {
        private final Sequences sequences;
        private final int[] order;
        private final SequenceBatch full;
        private final SequenceBatch rest;

        Feed(Sequences sequences, int batchSize) {
            this.sequences = sequences;
            this.order = IntStream.range(0, sequences.size()).toArray();
            int size = Math.min(batchSize, sequences.size());
            this.full = new SequenceBatch(sequences, size);
            this.rest = sequences.size() % size == 0 ? full : new SequenceBatch(sequences, sequences.size() % size);
        }

        /** Fisher and Yates. */
        void shuffle(Random random) {
            for (int i = order.length - 1; i > 0; i--) {
                int other = random.nextInt(i + 1);
                int kept = order[i];
                order[i] = order[other];
                order[other] = kept;
            }
        }

        void each(BatchStep step) {
            for (int from = 0; from < order.length; ) {
                SequenceBatch batch = order.length - from >= full.size() ? full : rest;
                batch.fill(order, from);
                from += batch.size();
                step.take(batch, (double) from / order.length);
            }
        }

        @Override
        public void close() {
            full.close();
            if (rest != full) {
                rest.close();
            }
        }
    }
}
