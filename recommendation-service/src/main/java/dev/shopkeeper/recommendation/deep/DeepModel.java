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
    public Asked ask(History history) {
        NextItemNetwork.Reading reading = network.read(sequence(history));
        return new Asked() {
            @Override
            public void score(float factor, float[] scores) {
                reading.score(factor, scores);
            }

            @Override
            public void explain(Chosen chosen, Terms terms) {
                int[] items = new int[chosen.size()];
                for (int place = 0; place < items.length; place++) {
                    items[place] = chosen.item(place);
                }
                double[][] course = reading.course(items);
                int before = history.size() - (course.length - 1);
                for (int place = 0; place < items.length; place++) {
                    terms.add(Terms.NO_EVENT, place, course[0][place]);
                }
                for (int events = 1; events < course.length; events++) {
                    for (int place = 0; place < items.length; place++) {
                        terms.add(before + events - 1, place, course[events][place] - course[events - 1][place]);
                    }
                }
            }
        };
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
