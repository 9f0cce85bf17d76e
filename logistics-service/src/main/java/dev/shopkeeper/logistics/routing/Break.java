package dev.shopkeeper.logistics.routing;

import java.util.List;

/**
 * A rest that a driver must take, wherever they are then; driving may go on after it.
 *
 * @param service seconds that it takes
 * @param windows when it may begin, in their order and apart; never none
 */
public record Break(String id, int service, List<TimeWindow> windows) {

    public Break {
        windows = List.copyOf(windows);
        if (windows.isEmpty()) {
            throw new IllegalArgumentException("Break '" + id + "' has no time window.");
        }
    }
}
