package dev.shopkeeper.inventory.forecast.ensemble;

import java.util.List;

/**
 * How demand may repeat.
 *
 * @param period buckets after which the season repeats for the experts, 1 for none
 * @param cycles lengths in buckets of what the network is told of the calendar
 */
public record Frequency(int period, List<Double> cycles) {

    public Frequency {
        cycles = List.copyOf(cycles);
        if (period < 1) {
            throw new IllegalArgumentException("A period of " + period + " buckets is none. Maybe 1 for no season?");
        }
    }
}
