package dev.shopkeeper.recommendation.blend;

import dev.shopkeeper.recommendation.evaluation.Chosen;
import dev.shopkeeper.recommendation.evaluation.ExplainedScorer;
import dev.shopkeeper.recommendation.history.Histories;
import dev.shopkeeper.recommendation.history.History;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/** How many histories each item occurs in, as a share of the greatest; the same for everybody. Immutable by agreement. */
public final class Popularity implements ExplainedScorer {

    private final float[] shares;

    /** @param shares {@code float[items]} */
    private Popularity(float[] shares) {
        this.shares = shares;
    }

    /** Counts. */
    public static Popularity of(Histories past) {
        float[] shares = new float[past.items()];
        float most = 1;
        for (History history : past.all()) {
            for (int item : Arrays.stream(history.items()).distinct().toArray()) {
                most = Math.max(most, ++shares[item]);
            }
        }
        for (int item = 0; item < shares.length; item++) {
            shares[item] /= most;
        }
        return new Popularity(shares);
    }

    public void write(DataOutputStream out) throws IOException {
        out.writeInt(shares.length);
        for (float share : shares) {
            out.writeFloat(share);
        }
    }

    public static Popularity read(DataInputStream in) throws IOException {
        float[] shares = new float[in.readInt()];
        for (int item = 0; item < shares.length; item++) {
            shares[item] = in.readFloat();
        }
        return new Popularity(shares);
    }

    @Override
    public void score(History history, float factor, float[] scores) {
        for (int item = 0; item < scores.length; item++) {
            scores[item] += factor * shares[item];
        }
    }

    @Override
    public void explain(History history, Chosen chosen, Terms terms) {
        for (int place = 0; place < chosen.size(); place++) {
            terms.add(Terms.NO_EVENT, place, shares[chosen.item(place)]);
        }
    }
}
