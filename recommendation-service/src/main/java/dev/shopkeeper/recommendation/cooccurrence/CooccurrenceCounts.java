package dev.shopkeeper.recommendation.cooccurrence;

import dev.shopkeeper.recommendation.hashing.StableHash;
import it.unimi.dsi.fastutil.ints.Int2IntMap;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectLinkedOpenHashMap;
import java.util.Arrays;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * In how many contexts each item, and each pair of items, is met. An item counts once per context however often it is
 * added, and no longer once it was taken away as often as it was added; so counts are the same in whatever order
 * additions and subtractions arrive, as long as no limit but {@link Limits#itemsPerContext()} is reached.
 *
 * <p>Items are numbers from zero, contexts 64-bit hashes. Not thread-safe.
 */
public final class CooccurrenceCounts {

    private static final float LOAD = 0.85f;

    private final Limits limits;
    private final IntToLongFunction itemHash;
    private final Long2ObjectLinkedOpenHashMap<Context> contexts = new Long2ObjectLinkedOpenHashMap<>();
    private @Nullable Int2IntOpenHashMap[] neighbours = new Int2IntOpenHashMap[64];
    private int[] occurrences = new int[64];
    private int pairs;
    private boolean exact = true;

    /** @param itemHash a hash of each item that is the same in every process, which its number need not be */
    public CooccurrenceCounts(Limits limits, IntToLongFunction itemHash) {
        this.limits = limits;
        this.itemHash = itemHash;
    }

    /**
     * Puts an item into a context, or takes it out.
     *
     * @param times how often; negative to take out
     */
    public void add(long context, int item, int times) {
        growTo(item);
        Context entry = contexts.getAndMoveToLast(context);
        if (entry == null) {
            entry = new Context();
            contexts.putAndMoveToLast(context, entry);
            if (contexts.size() > limits.contexts()) {
                contexts.removeFirst();
            }
        }
        int at = entry.indexOf(item);
        if (at < 0) {
            at = insert(context, entry, item);
            if (at < 0) {
                return;
            }
        }
        boolean before = entry.times[at] > 0;
        entry.times[at] += times;
        boolean after = entry.times[at] > 0;
        if (before != after) {
            count(entry, item, after ? 1 : -1);
        }
    }

    /** In how many contexts the item is. */
    public int occurrences(int item) {
        return item < occurrences.length ? occurrences[item] : 0;
    }

    /** In how many contexts both items are. */
    public int together(int first, int second) {
        Int2IntOpenHashMap row = row(first);
        return row == null ? 0 : row.get(second);
    }

    /** Visits every item met with this one, in no particular order. */
    public void forEachNeighbour(int item, PairVisitor visitor) {
        Int2IntOpenHashMap row = row(item);
        if (row != null) {
            row.int2IntEntrySet().fastForEach(entry -> visitor.visit(entry.getIntKey(), entry.getIntValue()));
        }
    }

    /** Distinct pairs counted. */
    public int pairs() {
        return pairs;
    }

    /** Contexts remembered. */
    public int contexts() {
        return contexts.size();
    }

    /** Whether no pair was ever dropped for memory. */
    public boolean exact() {
        return exact;
    }

    /** Sees an item and how many contexts hold it together with the one asked for. */
    @FunctionalInterface
    public interface PairVisitor {
        void visit(int item, int together);
    }

    private @Nullable Int2IntOpenHashMap row(int item) {
        return item < neighbours.length ? neighbours[item] : null;
    }

    /** Where the item was put, or -1 where the context's sample is full of items with smaller hashes. */
    private int insert(long context, Context entry, int item) {
        if (entry.size < limits.itemsPerContext()) {
            return entry.append(item);
        }
        long largest = hash(context, item);
        int evicted = -1;
        for (int i = 0; i < entry.size; i++) {
            long hash = hash(context, entry.items[i]);
            if (hash > largest) {
                largest = hash;
                evicted = i;
            }
        }
        if (evicted < 0) {
            return -1;
        }
        int old = entry.items[evicted];
        if (entry.times[evicted] > 0) {
            entry.times[evicted] = 0;
            count(entry, old, -1);
        }
        entry.items[evicted] = item;
        entry.times[evicted] = 0;
        return evicted;
    }

    private long hash(long context, int item) {
        return StableHash.mix(context ^ itemHash.applyAsLong(item));
    }

    private void count(Context entry, int item, int by) {
        occurrences[item] += by;
        for (int i = 0; i < entry.size; i++) {
            int other = entry.items[i];
            if (other != item && entry.times[i] > 0) {
                countPair(item, other, by);
            }
        }
        if (pairs > limits.pairs()) {
            prune();
        }
    }

    private void countPair(int first, int second, int by) {
        int count = addTo(first, second, by);
        addTo(second, first, by);
        if (by > 0 && count == 1) {
            pairs++;
        } else if (by < 0 && count == 0) {
            pairs--;
        }
    }

    /** The count afterwards, or -1 where a pair that was dropped would have to be counted down. */
    private int addTo(int row, int column, int by) {
        Int2IntOpenHashMap counts = neighbours[row];
        if (counts == null) {
            counts = new Int2IntOpenHashMap(8, LOAD);
            neighbours[row] = counts;
        }
        int count = counts.get(column) + by;
        if (count > 0) {
            counts.put(column, count);
        } else if (count == 0) {
            counts.remove(column);
        }
        return count;
    }

    private void prune() {
        exact = false;
        int target = limits.pairs() - limits.pairs() / 4;
        for (int least = 1; pairs > target; least++) {
            int dropped = 0;
            for (Int2IntOpenHashMap row : neighbours) {
                if (row != null) {
                    int before = row.size();
                    int threshold = least;
                    row.int2IntEntrySet().removeIf((Int2IntMap.Entry entry) -> entry.getIntValue() <= threshold);
                    dropped += before - row.size();
                    row.trim();
                }
            }
            pairs -= dropped / 2;
        }
    }

    private void growTo(int item) {
        if (item >= occurrences.length) {
            int size = Math.max(item + 1, occurrences.length * 2);
            occurrences = Arrays.copyOf(occurrences, size);
            neighbours = Arrays.copyOf(neighbours, size);
        }
    }

    private static final class Context {
        private int[] items = new int[4];
        private int[] times = new int[4];
        private int size;

        int indexOf(int item) {
            for (int i = 0; i < size; i++) {
                if (items[i] == item) {
                    return i;
                }
            }
            return -1;
        }

        int append(int item) {
            if (size == items.length) {
                items = Arrays.copyOf(items, size * 2);
                times = Arrays.copyOf(times, size * 2);
            }
            items[size] = item;
            return size++;
        }
    }
}
