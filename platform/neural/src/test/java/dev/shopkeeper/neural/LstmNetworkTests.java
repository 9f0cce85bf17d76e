package dev.shopkeeper.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;

class LstmNetworkTests {

    private static LstmNetwork small() {
        return LstmExport.of(Networks.network(3, 5, 2, Activation.SIGMOID));
    }

    private static float[][] sequence(INDArray inputs, int sample) {
        float[][] sequence = new float[(int) inputs.size(2)][(int) inputs.size(1)];
        for (int t = 0; t < sequence.length; t++) {
            for (int k = 0; k < sequence[t].length; k++) {
                sequence[t][k] = inputs.getFloat(sample, k, t);
            }
        }
        return sequence;
    }

    @ParameterizedTest(name = "{1} steps with {0} features, {2} units")
    @CsvSource({"8, 28, 64", "3, 1, 5", "1, 90, 1", "13, 7, 30"})
    void answersLikeTheNetworkItWasMadeOf(int features, int steps, int units) {
        MultiLayerNetwork trained = Networks.network(features, units, 3, Activation.SIGMOID);
        INDArray inputs = Networks.array(5, 4, features, steps);
        INDArray expected = trained.output(inputs);

        LstmNetwork network = LstmNetwork.of(LstmExport.of(trained).bytes());

        for (int n = 0; n < 4; n++) {
            float[][] answers = network.forward(sequence(inputs, n));
            for (int t = 0; t < steps; t++) {
                for (int j = 0; j < 3; j++) {
                    assertThat(Math.abs(answers[t][j] - expected.getFloat(n, j, t)))
                            .isLessThan(1e-5f);
                }
            }
        }
    }

    @Test
    void answersTheSameAfterItWasWrittenAndRead() {
        LstmNetwork network = small();
        LstmNetwork read = LstmNetwork.of(network.bytes());
        float[][] sequence = sequence(Networks.array(1, 1, 3, 9), 0);

        assertThat(read.features()).isEqualTo(3);
        assertThat(read.outputs()).isEqualTo(2);
        assertThat(read.forward(sequence)).isDeepEqualTo(network.forward(sequence));
        assertThat(read.bytes()).isEqualTo(network.bytes());
    }

    @Test
    void refusesSequencesThatItWasNotTrainedFor() {
        LstmNetwork network = small();

        assertThatThrownBy(() -> network.forward(new float[0][3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no step");
        assertThatThrownBy(() -> network.forward(new float[][] {{1, 2, 3}, {1, 2}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Step 1 has 2 features, and the network takes 3");
    }

    @Test
    void isNotMadeOfANetworkThatItCannotAnswerFor() {
        MultiLayerNetwork other = Networks.network(3, 5, 2, Activation.HARDSIGMOID);

        assertThatThrownBy(() -> LstmExport.of(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("only LSTM with tanh and sigmoid");
    }

    @Nested
    class Reading {

        private final byte[] bytes = small().bytes();

        private void refused(byte[] file, String reason) {
            assertThatThrownBy(() -> LstmNetwork.of(file))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(reason);
        }

        @Test
        void refusesWhatIsNoSuchFile() {
            refused(new byte[0], "has 0 bytes");
            refused(new byte[100], "does not begin like one");
        }

        @Test
        void refusesALaterVersion() {
            refused(ByteBuffer.wrap(bytes.clone()).putInt(4, 2).array(), "has version 2, and this program reads 1");
        }

        @Test
        void refusesEveryFileThatWasCutOffOrHasMore() {
            for (int length = 0; length < bytes.length; length += 1 + length / 20) {
                refused(Arrays.copyOf(bytes, length), "bytes");
            }
            refused(Arrays.copyOf(bytes, bytes.length + 1), "Maybe it was cut off?");
        }

        @Test
        void refusesEveryDamagedByte() {
            for (int i = 16; i < bytes.length; i += 7) {
                byte[] damaged = bytes.clone();
                damaged[i] ^= 4;
                refused(damaged, "another checksum");
            }
        }
    }
}
