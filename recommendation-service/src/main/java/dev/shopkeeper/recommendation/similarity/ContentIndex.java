package dev.shopkeeper.recommendation.similarity;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the items whose contents are most like those of one: the greatest cosine of vectors in which a term weighs
 *
 * <pre>weight of its kind · (1 + ln times in the item) · (ln((1 + items) / (1 + items that have it)) + 1)</pre>
 *
 * <p>An item has neighbours, and is one, as soon as {@link #put} returns. The two counts of items are those of the last
 * {@link #settle} (before the first, none), a term first met since then counting as one that no item has.
 *
 * <p><b>Common terms.</b> What more items have than {@link ContentOptions} says (as of the last {@link #settle}) adds to
 * a cosine as any other term, but finds nobody: items that share nothing but common terms are no neighbours. A question
 * therefore looks at no more items than the terms of one have together, each at most 1,000 or a twentieth of all.
 *
 * <p>One thread changes the index, in short holds of the lock, and settles it; any thread reads.
 */
public final class ContentIndex {

    /** More words than a text can have. */
    private static final int ALL = 1 << 20;

    private final ContentOptions options;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> ids = new ArrayList<>();
    private final List<Weights.@Nullable Vector> vectors = new ArrayList<>();
    private final IntArrayList freeItems = new IntArrayList();
    private final Map<ContentTerm, Integer> termNumbers = new HashMap<>();
    private final List<ContentTerm> terms = new ArrayList<>();
    private final List<Postings> postings = new ArrayList<>();
    private final IntArrayList freeTerms = new IntArrayList();
    private Weights weights;

    public ContentIndex(ContentOptions options) {
        this.options = options;
        this.weights = new Weights(options, 0, 0, 0);
    }

    /** Takes in an item, or what is said of it now. */
    public void put(ItemContent content) {
        Map<ContentTerm, Integer> counts = ContentTerms.of(content);
        lock.writeLock().lock();
        try {
            int item = number(content.itemId());
            Weights.Vector vector = vector(counts);
            Weights.Vector before = vectors.get(item);
            if (before != null) {
                leave(item, before, vector);
            }
            for (int i = 0; i < vector.terms().length; i++) {
                postings.get(vector.terms()[i]).put(item, vector.times()[i]);
            }
            vectors.set(item, vector);
            weights.measure(item, vector);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Forgets an item; one that is not known changes nothing. */
    public void remove(String itemId) {
        lock.writeLock().lock();
        try {
            Integer item = numbers.remove(itemId);
            Weights.Vector before = item == null ? null : vectors.get(item);
            if (item != null && before != null) {
                leave(item, before, new Weights.Vector(new int[0], new byte[0]));
                vectors.set(item, null);
                freeItems.add(item.intValue());
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /**
     * Counts anew how many items have each term, and forgets terms that none has. Reads go on meanwhile; O(terms of all
     * items). Called by the thread that changes the index, when something changed, not with each change.
     */
    public void settle() {
        Weights fresh = new Weights(options, numbers.size(), terms.size(), ids.size());
        IntArrayList unused = new IntArrayList();
        for (int term = 0; term < terms.size(); term++) {
            fresh.add(terms.get(term).kind(), postings.get(term).size());
            if (postings.get(term).size() == 0 && isTaken(term)) {
                unused.add(term);
            }
        }
        for (int item = 0; item < vectors.size(); item++) {
            Weights.Vector vector = vectors.get(item);
            if (vector != null) {
                fresh.measure(item, vector);
            }
        }
        lock.writeLock().lock();
        try {
            weights = fresh;
            for (int term : unused) {
                termNumbers.remove(terms.get(term));
                freeTerms.add(term);
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Whether the number still stands for its term, which it does until a settling finds that no item has it. */
    private boolean isTaken(int term) {
        Integer number = termNumbers.get(terms.get(term));
        return number != null && number == term;
    }

    /**
     * The items most like one, the greatest cosine first; equal ones by their ids.
     *
     * @param limit how many at most, at least 0
     * @param eligible which items may be named; asked of those alone that would be
     * @return empty too if the item is not known
     */
    public List<ContentNeighbour> near(String itemId, int limit, Predicate<String> eligible) {
        if (limit < 0) {
            throw new IllegalArgumentException("limit is " + limit + ", expected at least 0. Maybe 10?");
        }
        lock.readLock().lock();
        try {
            Integer item = numbers.get(itemId);
            if (item == null || limit == 0) {
                return List.of();
            }
            return best(item, limit, eligible).stream()
                    .map(found -> new ContentNeighbour(ids.get(found.item), found.units, shared(item, found.item)))
                    .toList();
        } finally {
            lock.readLock().unlock();
        }
    }

    /**
     * The items that somebody looks for, the best first: those that say all the words of the text (that are said of any item),
     * or whose brand or category is the whole text, before the others; among either those of which most is said, by how rare
     * it is. Of equally good ones those with less else in them come first, then the lesser ids.
     *
     * @param limit how many at most, at least 0
     * @param eligible which items may be named; asked of those alone that would be
     */
    public Found search(String text, int limit, Predicate<String> eligible) {
        Set<ContentTerm> wanted = new LinkedHashSet<>();
        String name = text.strip();
        wanted.add(new ContentTerm(ContentTerm.Kind.BRAND, name));
        wanted.add(new ContentTerm(ContentTerm.Kind.CATEGORY, name));
        Words.of(text, word -> {
            if (wanted.size() < ContentTerms.MOST) {
                wanted.add(new ContentTerm(ContentTerm.Kind.WORD, word));
            }
        });
        lock.readLock().lock();
        try {
            double[] said = new double[ids.size()];
            int[] words = new int[ids.size()];
            int asked = 0;
            IntArrayList met = new IntArrayList();
            for (ContentTerm term : wanted) {
                double[] best = new double[0];
                int[] numbered = numbers(term);
                boolean word = term.kind() == ContentTerm.Kind.WORD;
                asked += word && saidOfAny(numbered) ? 1 : 0;
                if (numbered.length > 1) {
                    best = new double[ids.size()];
                }
                for (int number : numbered) {
                    Postings having = postings.get(number);
                    for (int position = 0; position < having.size(); position++) {
                        int item = having.item(position);
                        if (said[item] == 0) {
                            met.add(item);
                        }
                        double weight = weights.weight(number, 1);
                        double before = best.length == 0 ? 0 : best[item];
                        if (before == 0) {
                            words[item] = word ? words[item] + 1 : ALL;
                        }
                        if (weight > before) {
                            said[item] += weight - before;
                            if (best.length > 0) {
                                best[item] = weight;
                            }
                        }
                    }
                }
            }
            int all = asked;
            Comparator<Integer> worstFirst = Comparator.<Integer, Boolean>comparing(item -> words[item] >= all)
                    .thenComparingDouble(item -> said[item])
                    .thenComparing(item -> -weights.length(item))
                    .thenComparing(ids::get, Comparator.reverseOrder());
            PriorityQueue<Integer> best = new PriorityQueue<>(worstFirst);
            for (int i = 0; i < met.size() && limit > 0; i++) {
                int item = met.getInt(i);
                boolean better = best.size() < limit || worstFirst.compare(item, best.element()) > 0;
                if (better && eligible.test(ids.get(item))) {
                    best.add(item);
                    if (best.size() > limit) {
                        best.poll();
                    }
                }
            }
            return new Found(
                    best.stream().sorted(worstFirst.reversed()).map(ids::get).toList(),
                    (int) best.stream().filter(item -> words[item] >= all).count());
        } finally {
            lock.readLock().unlock();
        }
    }

    private boolean saidOfAny(int[] numbered) {
        return Arrays.stream(numbered).anyMatch(number -> postings.get(number).size() > 0);
    }

    /**
     * What was looked for.
     *
     * @param complete so many, from the first, are all that was looked for
     */
    public record Found(List<String> itemIds, int complete) {}

    /** Of the term; where it is a single character of a script without blanks, of all pairs that it is in. */
    private int[] numbers(ContentTerm term) {
        boolean character = term.kind() == ContentTerm.Kind.WORD
                && term.text().codePointCount(0, term.text().length()) == 1;
        if (!character) {
            Integer number = termNumbers.get(term);
            return number == null ? new int[0] : new int[] {number};
        }
        return termNumbers.entrySet().stream()
                .filter(one -> one.getKey().kind() == ContentTerm.Kind.WORD
                        && one.getKey().text().contains(term.text())
                        && one.getKey()
                                        .text()
                                        .codePointCount(0, one.getKey().text().length())
                                <= 2)
                .mapToInt(Map.Entry::getValue)
                .toArray();
    }

    /** What the index holds, for operators. */
    public Size size() {
        lock.readLock().lock();
        try {
            return new Size(numbers.size(), termNumbers.size());
        } finally {
            lock.readLock().unlock();
        }
    }

    /**
     * Sizes.
     *
     * @param terms that an item has, or had at the last settling
     */
    public record Size(int items, int terms) {}

    private int number(String itemId) {
        Integer known = numbers.get(itemId);
        if (known != null) {
            return known;
        }
        int number = freeItems.isEmpty() ? ids.size() : freeItems.removeInt(freeItems.size() - 1);
        if (number == ids.size()) {
            ids.add(itemId);
            vectors.add(null);
        } else {
            ids.set(number, itemId);
        }
        numbers.put(itemId, number);
        return number;
    }

    private int number(ContentTerm term) {
        Integer known = termNumbers.get(term);
        if (known != null) {
            return known;
        }
        int number = freeTerms.isEmpty() ? terms.size() : freeTerms.removeInt(freeTerms.size() - 1);
        if (number == terms.size()) {
            terms.add(term);
            postings.add(new Postings());
            weights.add(term.kind(), 0);
        } else {
            terms.set(number, term);
            weights.set(number, term.kind(), 0);
        }
        termNumbers.put(term, number);
        return number;
    }

    private Weights.Vector vector(Map<ContentTerm, Integer> counts) {
        long[] packed = new long[counts.size()];
        int size = 0;
        for (Map.Entry<ContentTerm, Integer> entry : counts.entrySet()) {
            packed[size++] = ((long) number(entry.getKey()) << Byte.SIZE) | entry.getValue();
        }
        Arrays.sort(packed);
        int[] numbersOfTerms = new int[size];
        byte[] times = new byte[size];
        for (int i = 0; i < size; i++) {
            numbersOfTerms[i] = (int) (packed[i] >>> Byte.SIZE);
            times[i] = (byte) packed[i];
        }
        return new Weights.Vector(numbersOfTerms, times);
    }

    /** Takes an item out of the terms that it has no more. */
    private void leave(int item, Weights.Vector before, Weights.Vector now) {
        for (int term : before.terms()) {
            if (Arrays.binarySearch(now.terms(), term) < 0) {
                postings.get(term).remove(item);
            }
        }
    }

    private List<Liked> best(int item, int limit, Predicate<String> eligible) {
        Weights.Vector vector = vector(item);
        long[] sums = new long[ids.size()];
        IntArrayList met = new IntArrayList();
        double commonSquares = 0;
        int commonTerms = 0;
        for (int i = 0; i < vector.terms().length; i++) {
            int term = vector.terms()[i];
            int often = vector.times()[i];
            if (weights.isCommon(term)) {
                double weight = weights.weight(term, often);
                commonSquares += weight * weight;
                commonTerms++;
            } else {
                add(item, term, often, sums, met);
            }
        }
        // What common terms add is at most the part of the vector that they make up, by Cauchy and Schwarz.
        long mostOfCommon =
                commonTerms + (long) Math.ceil(Math.sqrt(commonSquares) / weights.length(item) * ContentNeighbour.UNIT);
        Comparator<Liked> worstFirst = Comparator.comparingLong(Liked::units)
                .thenComparing(found -> ids.get(found.item), Comparator.reverseOrder());
        PriorityQueue<Liked> best = new PriorityQueue<>(worstFirst);
        for (int i = 0; i < met.size(); i++) {
            int other = met.getInt(i);
            Liked worst = best.peek();
            if (best.size() < limit || worst == null || sums[other] + mostOfCommon >= worst.units) {
                long units = commonTerms == 0 ? sums[other] : units(item, other);
                Liked found = new Liked(other, units);
                boolean better = best.size() < limit || worst == null || worstFirst.compare(found, worst) > 0;
                if (better && eligible.test(ids.get(other))) {
                    best.add(found);
                    if (best.size() > limit) {
                        best.poll();
                    }
                }
            }
        }
        List<Liked> sorted = new ArrayList<>(best);
        sorted.sort(worstFirst.reversed());
        return sorted;
    }

    private void add(int item, int term, int often, long[] sums, IntArrayList met) {
        Postings having = postings.get(term);
        double part = weights.part(term, often, item);
        for (int position = 0; position < having.size(); position++) {
            int other = having.item(position);
            long units = other == item ? 0 : units(part * weights.part(term, having.times(position), other));
            if (units > 0) {
                if (sums[other] == 0) {
                    met.add(other);
                }
                sums[other] += units;
            }
        }
    }

    private Weights.Vector vector(int item) {
        Weights.Vector vector = vectors.get(item);
        if (vector == null) {
            throw new IllegalStateException("Item number " + item + " has no terms, and was found by one");
        }
        return vector;
    }

    private long units(int item, int other) {
        long[] sum = {0};
        forEachShared(item, other, (term, units) -> sum[0] += units);
        return sum[0];
    }

    private List<ContentNeighbour.Shared> shared(int item, int other) {
        List<ContentNeighbour.Shared> shared = new ArrayList<>();
        forEachShared(item, other, (term, units) -> {
            if (units > 0) {
                shared.add(new ContentNeighbour.Shared(terms.get(term), units));
            }
        });
        shared.sort(Comparator.comparingLong(ContentNeighbour.Shared::units)
                .reversed()
                .thenComparing(one -> one.term().kind())
                .thenComparing(one -> one.term().text()));
        return shared;
    }

    private void forEachShared(int item, int other, Visitor visitor) {
        Weights.Vector one = vector(item);
        Weights.Vector two = vector(other);
        for (int i = 0, j = 0; i < one.terms().length && j < two.terms().length; ) {
            int term = one.terms()[i];
            int order = Integer.compare(term, two.terms()[j]);
            if (order == 0) {
                double part = weights.part(term, one.times()[i], item);
                visitor.visit(term, units(part * weights.part(term, two.times()[j], other)));
            }
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
    }

    private static long units(double cosine) {
        return Math.round(cosine * ContentNeighbour.UNIT);
    }

    private interface Visitor {
        void visit(int term, long units);
    }

    private record Liked(int item, long units) {}
}
