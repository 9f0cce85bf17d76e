package dev.shopkeeper.order.triage;

/**
 * A part of a text.
 *
 * @param from its first character
 * @param to behind its last
 */
public record Span(int from, int to) {

    public Span {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("A part of a text from " + from + " to " + to + " is none.");
        }
    }

    boolean overlaps(Span other) {
        return from < other.to && other.from < to;
    }
}
