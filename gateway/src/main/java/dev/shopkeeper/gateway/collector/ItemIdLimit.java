package dev.shopkeeper.gateway.collector;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.shopkeeper.events.BehaviourItem;
import dev.shopkeeper.events.BehaviourRecorded;
import dev.shopkeeper.starter.problem.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Bounds how many different item ids one publishable key may bring up within an hour. Such a key stands in the source of
 * a page, so anybody can invent ids with it; each is a row that the log keeps for years. Ids that were met in the hour
 * always pass, so whoever uses a limit up stops nothing that the shop is selling just then.
 *
 * <p>Ids are remembered in a Bloom filter of sixteen bits an id under a secret of this process: of ids never met, fewer
 * than one in a thousand passes uncounted. Thread-safe; each replica of the gateway counts for itself.
 */
final class ItemIdLimit {

    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int BITS_PER_ID = 16;
    private static final int HASHES = 6;

    private final int limit;
    private final Clock clock;
    private final long secret = ThreadLocalRandom.current().nextLong();
    private final Cache<String, Met> callers = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterAccess(WINDOW.multipliedBy(2))
            .build();
    private final Counter refused;

    /** @param limit different ids a key and hour */
    ItemIdLimit(int limit, Clock clock, MeterRegistry meters) {
        this.limit = limit;
        this.clock = clock;
        this.refused = Counter.builder("shopkeeper.collector.item.ids.refused")
                .description("Events refused since their key brought up too many different item ids within an hour")
                .register(meters);
    }

    /**
     * Counts the ids of a batch, all or none.
     *
     * @throws ProblemException 429 if they would be too many
     */
    void take(String caller, List<BehaviourRecorded> events) {
        Met met = Objects.requireNonNull(callers.get(caller, key -> new Met()), "made if absent");
        Instant again = met.take(events);
        if (again != null) {
            refused.increment(events.size());
            throw new ProblemException(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "too-many-item-ids",
                    "This key has brought up " + limit
                            + " different item ids within the hour, the most it may; these events name others. It may"
                            + " again from " + again + ".",
                    List.of(),
                    "Maybe send imports with an operator's key, or raise shopkeeper.collector.item-ids-per-hour where"
                            + " the shop has more items?");
        }
    }

    private final class Met {
        private final int size = Integer.highestOneBit(Math.max(64, limit) * BITS_PER_ID - 1) * 2;
        private BitSet bits = new BitSet();
        private Instant began = Instant.MIN;
        private int count;

        /** Null if they were taken, else when to come again. */
        synchronized @Nullable Instant take(List<BehaviourRecorded> events) {
            Instant now = clock.instant();
            if (began.equals(Instant.MIN) || Duration.between(began, now).compareTo(WINDOW) >= 0) {
                bits = new BitSet();
                began = now;
                count = 0;
            }
            BitSet added = new BitSet();
            int fresh = 0;
            for (BehaviourRecorded event : events) {
                for (BehaviourItem item : event.items()) {
                    if (add(hash(item.itemId()), added)) {
                        fresh++;
                    }
                }
            }
            if (count + fresh > limit) {
                return began.plus(WINDOW);
            }
            bits.or(added);
            count += fresh;
            return null;
        }

        /** Whether the id was met neither before nor in this batch. */
        private boolean add(long hash, BitSet added) {
            int step = (int) (hash >>> 32) | 1;
            boolean fresh = false;
            for (int i = 0, place = (int) hash; i < HASHES; i++, place += step) {
                int bit = place & (size - 1);
                if (!bits.get(bit) && !added.get(bit)) {
                    fresh = true;
                    added.set(bit);
                }
            }
            return fresh;
        }
    }

    /** FNV-1a over the characters, begun with the secret and well mixed at the end. */
    private long hash(String id) {
        long hash = 0xcbf29ce484222325L ^ secret;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
            hash ^= hash >>> 29;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
