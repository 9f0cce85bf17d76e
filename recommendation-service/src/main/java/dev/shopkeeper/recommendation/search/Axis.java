package dev.shopkeeper.recommendation.search;

import java.util.List;
import java.util.function.BiFunction;

/**
 * One option among several, with the values it may take in an order in which neighbours are alike.
 *
 * @param <O> all options together, an immutable value
 * @param values from one end to the other
 * @param with the options with this one replaced
 */
public record Axis<O, V>(String name, List<V> values, BiFunction<O, V, O> with) {

    public Axis {
        values = List.copyOf(values);
    }

    O at(O options, int place) {
        return with.apply(options, values.get(place));
    }
}
