package dev.shopkeeper.logistics.routing;

/**
 * A time in which something may begin, both ends included.
 *
 * @param from seconds
 * @param to seconds
 */
public record TimeWindow(long from, long to) {

    /** Any time from 0 on. */
    public static final TimeWindow ALWAYS = new TimeWindow(0, Long.MAX_VALUE / 4);

    public TimeWindow {
        if (from > to) {
            throw new IllegalArgumentException("A time window ends before it begins: " + from + " to " + to + ".");
        }
    }
}
