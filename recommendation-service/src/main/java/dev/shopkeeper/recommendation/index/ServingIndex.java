package dev.shopkeeper.recommendation.index;

import dev.shopkeeper.recommendation.cooccurrence.CooccurrenceCounts;
import dev.shopkeeper.recommendation.cooccurrence.Similarity;
import dev.shopkeeper.recommendation.interaction.InteractionLog.Followed;
import dev.shopkeeper.recommendation.interaction.Kind;
import dev.shopkeeper.recommendation.popularity.DailyWeights;
import dev.shopkeeper.recommendation.popularity.DecayedPopularity;
import dev.shopkeeper.recommendation.popularity.Ranking;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Popularity and co-occurrence of everything in the interaction log up to now. One thread applies rows, in short holds
 * of the lock; any thread reads.
 */
@Component
public class ServingIndex implements Neighbours {

    /** Rows applied per hold of the lock, so that a request never waits long. */
    private static final int HOLD = 128;

    /** The window of what gains where none is named. */
    private static final int TRENDING_DAYS = 7;

    private final IndexSettings settings;
    private final Clock clock;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final ItemNumbers numbers = new ItemNumbers();
    private final DecayedPopularity popularity;
    private final DailyWeights daily;
    private final DailyWeights sold;
    private final CooccurrenceCounts counts;
    private final CooccurrenceCounts orders;
    private final Similarity similarity;
    private volatile Ranking ranking = Ranking.EMPTY;
    private final AtomicLong rows = new AtomicLong();
    private volatile @Nullable Instant newest;

    public ServingIndex(IndexSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.popularity = new DecayedPopularity(settings.halfLife());
        this.daily = new DailyWeights(settings.windowDays() + 1);
        this.sold = new DailyWeights(settings.windowDays() + 1);
        this.counts = new CooccurrenceCounts(settings.limits(), numbers::hash);
        this.orders = new CooccurrenceCounts(settings.orderLimits(), numbers::hash);
        this.similarity = new Similarity(settings.shrinkage());
    }

    /** Takes in the next rows of the log. */
    public void apply(List<Followed> followed) {
        for (int from = 0; from < followed.size(); from += HOLD) {
            lock.writeLock().lock();
            try {
                followed.subList(from, Math.min(followed.size(), from + HOLD)).forEach(this::apply);
            } finally {
                lock.writeLock().unlock();
            }
        }
        followed.stream()
                .map(Followed::occurredAt)
                .max(Comparator.naturalOrder())
                .ifPresent(this::heardOf);
        rows.addAndGet(followed.size());
    }

    /** Called by the one thread that applies. */
    private void heardOf(Instant time) {
        Instant known = newest;
        if (known == null || time.isAfter(known)) {
            newest = time;
        }
    }

    /** When the newest interaction taken in happened; null before the first. */
    public @Nullable Instant newest() {
        return newest;
    }

    private void apply(Followed row) {
        int item = numbers.number(row.itemId());
        double weight = row.times() * settings.weightOf(row.kind());
        popularity.add(item, row.occurredAt().toEpochMilli(), weight);
        long day = Math.floorDiv(row.occurredAt().getEpochSecond(), 86_400L);
        if (day <= today()) {
            daily.add(item, day, weight);
            if (row.kind() == Kind.PURCHASE) {
                sold.add(item, day, row.times());
            }
        }
        Long context = row.context();
        if (context != null) {
            counts.add(context, item, row.times());
            if (row.kind() == Kind.PURCHASE) {
                orders.add(context, item, row.times());
            }
        }
    }

    /** Ranks by popularity anew; {@link #popular} stays as it was until then. */
    public void settle() {
        lock.readLock().lock();
        try {
            ranking = popularity.ranking();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Item numbers by decayed popularity, as of the last {@link #settle}. */
    public Ranking popular() {
        return ranking;
    }

    /**
     * Item numbers by weight, or by orders, in the last days, today included.
     *
     * @param board whether orders alone count, and whether it is the gain that is ranked
     * @param days of the window; null for the whole time held
     * @param halfLifeDays after so many days a day counts half; null for days that count alike
     */
    public Ranking board(Board board, @Nullable Integer days, @Nullable Double halfLifeDays) {
        lock.readLock().lock();
        try {
            long today = today();
            DailyWeights weights = board == Board.BEST_SELLERS ? sold : daily;
            if (board == Board.TRENDING) {
                return weights.rising(today, days == null ? TRENDING_DAYS : days);
            }
            return halfLifeDays == null
                    ? weights.ranking(today - (days == null ? settings.windowDays() : days) + 1, today)
                    : weights.decayed(today, halfLifeDays);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Lists that are the same for everybody. */
    public enum Board {
        /** What is done with items, weighted. */
        POPULAR,
        /** How many orders hold an item. */
        BEST_SELLERS,
        /** What gains. */
        TRENDING
    }

    /** The number by which this replica knows an item, or -1. */
    public int number(String itemId) {
        return numbers.find(itemId);
    }

    /** The number by which this replica knows an item from now on. */
    public int intern(String itemId) {
        return numbers.number(itemId);
    }

    /** How many items this replica has numbered. */
    public int items() {
        return numbers.size();
    }

    public String id(int number) {
        return numbers.id(number);
    }

    @Override
    public void forEach(int item, Visitor visitor) {
        forEach(counts, item, visitor);
    }

    /** Which items are bought in one order with an item. */
    public Neighbours boughtTogether() {
        return (item, visitor) -> forEach(orders, item, visitor);
    }

    private void forEach(CooccurrenceCounts counted, int item, Visitor visitor) {
        lock.readLock().lock();
        try {
            int occurrences = counted.occurrences(item);
            counted.forEachNeighbour(
                    item,
                    (other, together) ->
                            visitor.visit(other, similarity.of(together, occurrences, counted.occurrences(other))));
        } finally {
            lock.readLock().unlock();
        }
    }

    /** What the index holds, for operators. */
    public Size size() {
        lock.readLock().lock();
        try {
            return new Size(rows.get(), numbers.size(), counts.pairs(), counts.contexts(), counts.exact());
        } finally {
            lock.readLock().unlock();
        }
    }

    /**
     * Sizes.
     *
     * @param rows of the log taken in
     * @param exact whether no pair was dropped for memory
     */
    public record Size(long rows, int items, int pairs, int contexts, boolean exact) {}

    private long today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toEpochDay();
    }
}
