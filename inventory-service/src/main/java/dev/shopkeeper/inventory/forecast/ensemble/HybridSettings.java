package dev.shopkeeper.inventory.forecast.ensemble;

import java.util.List;

/**
 * How the hybrid is trained.
 *
 * @param horizon buckets ahead
 * @param origins at how many moments of the past the experts are tried, at most
 * @param step buckets between two of them
 * @param window buckets of history that the network sees
 * @param levels of the quantiles, rising, each between 0 and 1
 */
public record HybridSettings(int horizon, int origins, int step, int window, List<Double> levels) {

    public HybridSettings {
        levels = List.copyOf(levels);
        if (horizon < 1 || origins < 2 || step < 1 || window < 1) {
            throw new IllegalArgumentException("A horizon of " + horizon + ", " + origins + " origins, a step of "
                    + step + " or a window of " + window + " is too little. Maybe take at least 1, 2, 1 and 1?");
        }
        double last = 0;
        for (double level : levels) {
            if (!(level > last && level < 1)) {
                throw new IllegalArgumentException(
                        "The levels of the quantiles are " + levels + ". Maybe let them rise between 0 and 1?");
            }
            last = level;
        }
    }
}
