package dev.shopkeeper.recommendation.deep;

import dev.shopkeeper.neural.nextitem.ItemSequence;
import dev.shopkeeper.neural.nextitem.NextItemNetwork;
import dev.shopkeeper.recommendation.evaluation.Chosen;
import dev.shopkeeper.recommendation.evaluation.ExplainedScorer;
import dev.shopkeeper.recommendation.history.History;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * A recurrent network that serves. The score of an item is the logarithm of how likely it is to come next, up to a constant for
 * all items, by which the mean over them is 0. Immutable; safe to be read by many threads.
 *
 * <p>The term of an event is by how much it moved the score when it came: what the network says after it, less what it said before.
 * The term without an event is what it says to somebody who met nothing. Events before the last fifty have no term.
 */
public final class DeepModel implements ExplainedScorer {

    private final NextItemNetwork network;

    DeepModel(NextItemNetwork network) {
        this.network = network;
    }

    public int items() {
        return network.items();
    }

    @Override
    public void score(History history, float factor, float[] scores) {
        network.score(sequence(history), factor, scores);
    }

    @Override
    public void explain(History history, Chosen chosen, Terms terms) {
        ask(history).explain(chosen, terms);
    }

    @Override
    public AskedNetwork ask(History history) {
        return new AskedNetwork(history, network.read(sequence(history)));
    }

    /**
     * The vector of an item that came after the training.
     *
     * @param attributes their numbers in training, at least one
     * @return {@code float[dimension + 1]}
     */
    public float[] vector(int... attributes) {
        return network.vector(attributes);
    }

    /** It tells of items that came after the training too, by their vectors. */
    public static final class AskedNetwork implements Asked {
        private final History history;
        private final NextItemNetwork.Reading reading;

        private AskedNetwork(History history, NextItemNetwork.Reading reading) {
            this.history = history;
            this.reading = reading;
        }

        @Override
        public void score(float factor, float[] scores) {
            reading.score(factor, scores);
        }

        /** What items score that came after the training, {@code double[items]}. */
        public double[] scores(float[][] vectors) {
            return reading.scores(vectors);
        }

        @Override
        public void explain(Chosen chosen, Terms terms) {
            int[] items = new int[chosen.size()];
            for (int place = 0; place < items.length; place++) {
                items[place] = chosen.item(place);
            }
            told(reading.course(items), terms);
        }

        /** As {@link #explain(Chosen, Terms)}, of items that came after the training. */
        public void explain(float[][] vectors, Terms terms) {
            told(reading.course(vectors), terms);
        }

        private void told(double[][] course, Terms terms) {
            int before = history.size() - (course.length - 1);
            for (int place = 0; place < course[0].length; place++) {
                terms.add(Terms.NO_EVENT, place, course[0][place]);
            }
            for (int events = 1; events < course.length; events++) {
                for (int place = 0; place < course[events].length; place++) {
                    terms.add(before + events - 1, place, course[events][place] - course[events - 1][place]);
                }
            }
        }
    }

    static ItemSequence sequence(History history) {
        return new ItemSequence(history.items(), history.steps(), history.strengths());
    }

    /** Writes it, for {@link #read}; equal models give equal bytes. */
    public void write(DataOutputStream out) throws IOException {
        network.write(out);
    }

    /** @throws IllegalArgumentException if the bytes are not those of such a model */
    public static DeepModel read(DataInputStream in) throws IOException {
        return new DeepModel(NextItemNetwork.read(in));
    }
}
