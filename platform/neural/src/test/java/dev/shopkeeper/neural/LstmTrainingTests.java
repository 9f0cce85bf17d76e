package dev.shopkeeper.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LstmTrainingTests {

    private static final int STEPS = 10;

    private static LstmOptions options(int epochs, List<Double> quantiles, long seed) {
        return new LstmOptions(8, 1, epochs, 32, 0.02, 0.97, 1e-6, 1, epochs, quantiles, seed);
    }

    /** The target is the mean of the last two values: an answer needs memory. The first step counts nothing. */
    private static Sequences lastTwo(long seed, int samples, float whereNothingCounts) {
        Random random = new Random(seed);
        float[][][] inputs = new float[samples][STEPS][2];
        float[][][] targets = new float[samples][STEPS][1];
        float[][] weights = new float[samples][STEPS];
        for (int n = 0; n < samples; n++) {
            for (int t = 0; t < STEPS; t++) {
                inputs[n][t][0] = (float) random.nextGaussian();
                inputs[n][t][1] = 1;
                weights[n][t] = t == 0 ? 0 : 1;
                targets[n][t][0] = t == 0 ? whereNothingCounts : (inputs[n][t][0] + inputs[n][t - 1][0]) / 2;
            }
        }
        return new Sequences(inputs, targets, weights);
    }

    private static double meanAbsoluteError(LstmNetwork network, Sequences sequences) {
        double sum = 0;
        for (int n = 0; n < sequences.size(); n++) {
            float[][] answers = network.forward(sequences.inputs()[n]);
            for (int t = 1; t < STEPS; t++) {
                sum += Math.abs(answers[t][0] - sequences.targets()[n][t][0]);
            }
        }
        return sum / (sequences.size() * (STEPS - 1));
    }

    private static LstmFit train(LstmOptions options, Sequences training, Sequences validation) {
        return new LstmTraining(options).train(training, validation, done -> {});
    }

    @Test
    void learnsWhatNeedsMemoryAndKeepsTheBestEpoch() {
        Sequences validation = lastTwo(2, 70, 0);

        LstmFit fit = train(options(25, List.of(), 1), lastTwo(1, 300, 0), validation);

        // A network without memory could not be better than half the mean of |N(0, 1)|, 0.40.
        assertThat(fit.validationLoss()).isLessThan(0.15);
        assertThat(meanAbsoluteError(fit.network(), validation)).isCloseTo(fit.validationLoss(), within(1e-5));
        assertThat(fit.bestEpoch()).isBetween(1, fit.epochs());
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherOthers() {
        Sequences training = lastTwo(1, 75, 0);
        Sequences validation = lastTwo(2, 20, 0);

        byte[] bytes =
                train(options(2, List.of(), 1), training, validation).network().bytes();

        assertThat(train(options(2, List.of(), 1), training, validation)
                        .network()
                        .bytes())
                .isEqualTo(bytes);
        assertThat(train(options(2, List.of(), 2), training, validation)
                        .network()
                        .bytes())
                .isNotEqualTo(bytes);
    }

    @Test
    void stepsOfNoWeightTeachNothing() {
        LstmOptions options = options(2, List.of(), 1);

        byte[] bytes =
                train(options, lastTwo(1, 40, 0), lastTwo(2, 20, 0)).network().bytes();

        assertThat(train(options, lastTwo(1, 40, 1e6f), lastTwo(2, 20, -1e6f))
                        .network()
                        .bytes())
                .isEqualTo(bytes);
    }

    @Test
    void quantilesLeaveTheirShareBelow() {
        Random random = new Random(4);
        List<Sequences> parts = new ArrayList<>();
        for (int samples : new int[] {200, 200}) {
            float[][][] inputs = new float[samples][STEPS][1];
            float[][][] targets = new float[samples][STEPS][2];
            float[][] weights = new float[samples][STEPS];
            for (int n = 0; n < samples; n++) {
                for (int t = 0; t < STEPS; t++) {
                    inputs[n][t][0] = 1;
                    weights[n][t] = 1;
                    float value = (float) random.nextGaussian();
                    targets[n][t] = new float[] {value, value};
                }
            }
            parts.add(new Sequences(inputs, targets, weights));
        }

        LstmNetwork network = train(options(20, List.of(0.1, 0.8), 1), parts.get(0), parts.get(1))
                .network();

        float[] last = network.forward(parts.get(1).inputs()[0])[STEPS - 1];
        // Of the standard normal distribution: -1.28 and 0.84.
        assertThat(last[0]).isCloseTo(-1.28f, within(0.3f));
        assertThat(last[1]).isCloseTo(0.84f, within(0.3f));
    }

    @Test
    void endsWithWhatTheListenerThrowsAndTellsHowFarItIs() {
        List<Double> told = new ArrayList<>();

        assertThatThrownBy(() -> new LstmTraining(options(5, List.of(), 1))
                        .train(lastTwo(1, 75, 0), lastTwo(2, 20, 0), done -> {
                            told.add(done);
                            if (told.size() == 4) {
                                throw new UnsupportedOperationException("cancelled");
                            }
                        }))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("cancelled");

        // 32, 32 and 11 of 75, five times.
        assertThat(told).hasSize(4).isSorted();
        assertThat(told.get(2)).isCloseTo(0.2, within(1e-9));
    }

    @Test
    void stopsWhenItGetsNoBetter() {
        LstmOptions impatient = new LstmOptions(8, 1, 50, 32, 0.5, 1, 0, 1, 2, List.of(), 1);

        LstmFit fit = train(impatient, lastTwo(1, 75, 0), lastTwo(2, 20, 0));

        assertThat(fit.epochs()).isLessThan(50).isEqualTo(fit.bestEpoch() + 2);
    }

    @Test
    void refusesDataThatDoNotFit() {
        assertThatThrownBy(() -> train(options(1, List.of(0.1, 0.9), 1), lastTwo(1, 5, 0), lastTwo(2, 5, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 outputs and 2 quantiles");
        assertThatThrownBy(() -> lastTwo(1, 5, Float.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The target of sample 0 has the value NaN");
        assertThatThrownBy(() -> new Sequences(new float[0][][], new float[0][][], new float[0][]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
