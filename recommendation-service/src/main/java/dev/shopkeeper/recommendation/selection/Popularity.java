package dev.shopkeeper.recommendation.selection;

import dev.shopkeeper.recommendation.evaluation.Scorer;
import dev.shopkeeper.recommendation.history.Histories;
import dev.shopkeeper.recommendation.history.History;

/** How many histories each item occurs in, as a share of the greatest; the same for everybody. */
final class Popularity implements Scorer {

    private final float[] shares;

    Popularity(Histories past) {
        this.shares = new float[past.items()];
        float most = 1;
        for (History history : past.all()) {
            for (int item : java.util.Arrays.stream(history.items()).distinct().toArray()) {
                most = Math.max(most, ++shares[item]);
            }
        }
        for (int item = 0; item < shares.length; item++) {
            shares[item] /= most;
        }
    }

    @Override
    public void score(History history, float[] scores) {
        for (int item = 0; item < scores.length; item++) {
            scores[item] += shares[item];
        }
    }
}
