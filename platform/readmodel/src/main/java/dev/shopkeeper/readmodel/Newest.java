package dev.shopkeeper.readmodel;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/** Makes one row of each key of a batch of news. */
final class Newest {

    private Newest() {}

    /**
     * The news that stands of each key, by key: a statement must not touch a row twice, and two must lock rows in one order.
     *
     * @param supersedes whether news stands before other news, which was heard earlier
     */
    static <T> List<T> of(Collection<T> news, Comparator<T> key, BiPredicate<T, T> supersedes) {
        Map<T, T> newest = new TreeMap<>(key);
        for (T next : news) {
            newest.merge(next, next, (known, same) -> supersedes.test(same, known) ? same : known);
        }
        return List.copyOf(newest.values());
    }
}
