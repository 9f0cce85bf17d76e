package dev.shopkeeper.learning.life;

import dev.shopkeeper.learning.DataSet;
import dev.shopkeeper.learning.Split;
import java.time.Instant;

/**
 * What a run learns from.
 *
 * @param from the earliest thing in it
 * @param to the latest thing in it
 * @param splitAt where the hold-out begins
 */
record TrainingData(Instant from, Instant to, long rows, String contentHash, Instant splitAt) {

    static TrainingData of(DataSet<?> data, Split<?> split) {
        return new TrainingData(data.from(), data.to(), data.rows(), data.contentHash(), split.at());
    }
}
