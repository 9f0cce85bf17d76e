package dev.shopkeeper.logistics.routing;

import java.util.List;
import java.util.Set;

/**
 * A stop to be made by one vehicle.
 *
 * @param location its row of the matrix
 * @param service seconds that it takes
 * @param delivery what is brought there from the vehicle's start, by dimension; as many dimensions as vehicles have
 * @param pickup what is taken from there to the vehicle's end, by dimension
 * @param skills what the vehicle must have
 * @param priority 0 to 100; where not every job can be done, those of the highest are
 * @param windows when it may begin, in their order and apart; never none
 */
public record Job(
        String id,
        int location,
        int service,
        List<Long> delivery,
        List<Long> pickup,
        Set<Integer> skills,
        int priority,
        List<TimeWindow> windows) {

    public Job {
        delivery = List.copyOf(delivery);
        pickup = List.copyOf(pickup);
        skills = Set.copyOf(skills);
        windows = List.copyOf(windows);
        if (windows.isEmpty()) {
            throw new IllegalArgumentException("Job '" + id + "' has no time window.");
        }
        for (int i = 1; i < windows.size(); i++) {
            if (windows.get(i).from() <= windows.get(i - 1).to()) {
                throw new IllegalArgumentException("The time windows of job '" + id + "' overlap or are out of order.");
            }
        }
    }
}
