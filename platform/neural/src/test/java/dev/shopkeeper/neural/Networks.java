package dev.shopkeeper.neural;

import java.util.Random;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
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

/** Networks of deeplearning4j and values for them, by a seed. */
final class Networks {

    private Networks() {}

    /** Two LSTM layers under a linear one. */
    static MultiLayerNetwork network(int features, int units, int outputs, Activation gates) {
        return network(features, units, outputs, gates, 0);
    }

    static MultiLayerNetwork network(int features, int units, int outputs, Activation gates, int truncated) {
        NeuralNetConfiguration.ListBuilder builder = new NeuralNetConfiguration.Builder()
                .seed(7)
                .dataType(DataType.FLOAT)
                .weightInit(WeightInit.XAVIER)
                .updater(new Adam(0.01))
                .list();
        for (int i = 0; i < 2; i++) {
            builder.layer(new LSTM.Builder()
                    .nIn(i == 0 ? features : units)
                    .nOut(units)
                    .activation(Activation.TANH)
                    .gateActivationFunction(gates)
                    .helperAllowFallback(false)
                    .build());
        }
        builder.layer(new RnnOutputLayer.Builder(LossFunctions.LossFunction.MSE)
                .nIn(units)
                .nOut(outputs)
                .activation(Activation.IDENTITY)
                .build());
        if (truncated > 0) {
            builder.backpropType(BackpropType.TruncatedBPTT).tBPTTLength(truncated);
        }
        MultiLayerConfiguration configuration = builder.build();
        MultiLayerNetwork network = new MultiLayerNetwork(configuration);
        network.init();
        // Biases that are 0, as they begin, would hide where they are.
        INDArray parameters = network.params();
        Random random = new Random(3);
        float[] values = new float[Math.toIntExact(parameters.length())];
        for (int i = 0; i < values.length; i++) {
            values[i] = parameters.getFloat(i) + 0.1f * (float) random.nextGaussian();
        }
        network.setParams(
                Nd4j.create(values, new long[] {1, values.length}, 'c').reshape(parameters.shape()));
        return network;
    }

    static INDArray array(long seed, int samples, int width, int steps) {
        Random random = new Random(seed);
        float[] values = new float[samples * width * steps];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Nd4j.create(values, new long[] {samples, width, steps}, 'c');
    }

    static double largest(INDArray array) {
        double largest = 0;
        for (float value : array.dup('c').data().asFloat()) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    static double largestDifference(INDArray a, INDArray b) {
        return largest(a.sub(b));
    }
}
