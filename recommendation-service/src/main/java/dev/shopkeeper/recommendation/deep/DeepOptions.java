package dev.shopkeeper.recommendation.deep;

import dev.shopkeeper.neural.nextitem.NextItemOptions;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.function.UnaryOperator;

/**
 * Options of the recurrent network.
 *
 * @param network of the network itself and its steps
 * @param again the score of what was met, where an item that was not has 0 on average; 0 leaves it there
 * @param epochs through the data
 * @param attributes whether it is told what the items are
 * @param factors whether the vectors begin with those of implicit ALS
 */
public record DeepOptions(NextItemOptions network, double again, int epochs, boolean attributes, boolean factors) {

    /** @throws IllegalArgumentException naming the option that is out of its bounds */
    public DeepOptions {
        if (epochs < 1 || epochs > 1000) {
            throw new IllegalArgumentException("The option epochs is " + epochs + ", and may be 1 to 1000");
        }
        if (!Double.isFinite(again)) {
            throw new IllegalArgumentException("The option again is " + again + ", and is to be a number");
        }
    }

    public static DeepOptions defaults() {
        return new DeepOptions(
                NextItemOptions.defaults().toBuilder().backward(0.5).build(), 0, 6, true, true);
    }

    public void write(DataOutputStream out) throws IOException {
        network.write(out);
        out.writeDouble(again);
        out.writeInt(epochs);
        out.writeBoolean(attributes);
        out.writeBoolean(factors);
    }

    public static DeepOptions read(DataInputStream in) throws IOException {
        return new DeepOptions(
                NextItemOptions.read(in), in.readDouble(), in.readInt(), in.readBoolean(), in.readBoolean());
    }

    int dimension() {
        return network.dimension();
    }

    /** The same with another network. */
    DeepOptions with(UnaryOperator<NextItemOptions.Builder> change) {
        return new DeepOptions(change.apply(network.toBuilder()).build(), again, epochs, attributes, factors);
    }

    DeepOptions withAgain(double value) {
        return new DeepOptions(network, value, epochs, attributes, factors);
    }

    DeepOptions withEpochs(int value) {
        return new DeepOptions(network, again, value, attributes, factors);
    }

    DeepOptions withAttributes(boolean value) {
        return new DeepOptions(network, again, epochs, value, factors);
    }

    DeepOptions withFactors(boolean value) {
        return new DeepOptions(network, again, epochs, attributes, value);
    }
}
