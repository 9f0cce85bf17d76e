package dev.shopkeeper.recommendation.linear;

import dev.shopkeeper.recommendation.history.Histories;
import dev.shopkeeper.recommendation.history.History;

/**
 * Where each item occurs: item i in the histories and at the positions from {@code starts[i]} to {@code starts[i + 1]}.
 */
record Occurrences(int[] starts, int[] histories, int[] positions) {

    static Occurrences of(Histories data) {
        int[] starts = new int[data.items() + 1];
        int[] counts = data.counts();
        for (int item = 0; item < data.items(); item++) {
            starts[item + 1] = Math.addExact(starts[item], counts[item]);
        }
        int[] next = starts.clone();
        int[] histories = new int[starts[data.items()]];
        int[] positions = new int[starts[data.items()]];
        for (int number = 0; number < data.all().size(); number++) {
            History history = data.all().get(number);
            for (int position = 0; position < history.size(); position++) {
                int at = next[history.items()[position]]++;
                histories[at] = number;
                positions[at] = position;
            }
        }
        return new Occurrences(starts, histories, positions);
    }
}
