package dev.shopkeeper.gateway.collector;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.shopkeeper.events.BehaviourItem;
import dev.shopkeeper.events.BehaviourRecorded;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Bounds how many different item ids one publishable key may bring up within an hour. Such a key stands in the source of
 * a page, so anybody can invent ids with it; each is a row that the log keeps for years. Ids that were met in this hour or
 * the one before always pass uncounted, so that whoever uses a limit up does not stop what the shop is selling.
 *
 * <p>A person who signs in with a token of their own is a caller too, and has a hundredth of the limit. Ids are remembered
 * as 64-bit hashes under a secret of this process. Thread-safe; each replica of the gateway counts for itself.
 */
final class ItemIdLimit {

    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int PERSONS_SHARE = 100;
    private static final int LEAST = 1_000;
    private static final String PERSON = "user:";

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
     * @throws TooManyItemIdsException if they would be too many
     */
    void take(String caller, List<BehaviourRecorded> events) {
        int most = caller.startsWith(PERSON) ? Math.min(limit, Math.max(LEAST, limit / PERSONS_SHARE)) : limit;
        Met met = Objects.requireNonNull(callers.get(caller, key -> new Met()), "made if absent");
        Duration wait = met.take(events, most);
        if (wait.isPositive()) {
            refused.increment(events.size());
            throw new TooManyItemIdsException(most, wait);
        }
    }

    private final class Met {
        private LongHashes before = new LongHashes();
        private LongHashes now = new LongHashes();
        private Instant began = Instant.MIN;
        private int count;

        /** Zero if they were taken, else how long to wait before coming again. */
        synchronized Duration take(List<BehaviourRecorded> events, int most) {
            Instant instant = clock.instant();
            if (began.equals(Instant.MIN) || !began.plus(WINDOW).isAfter(instant)) {
                boolean follows = !began.equals(Instant.MIN)
                        && began.plus(WINDOW.multipliedBy(2)).isAfter(instant);
                before = follows ? now : new LongHashes();
                now = new LongHashes();
                began = instant;
                count = 0;
            }
            LongHashes fresh = new LongHashes();
            LongHashes known = new LongHashes();
            for (BehaviourRecorded event : events) {
                for (BehaviourItem item : event.items()) {
                    long hash = hash(item.itemId());
                    if (before.contains(hash)) {
                        known.add(hash);
                    } else if (!now.contains(hash)) {
                        fresh.add(hash);
                    }
                }
            }
            if (count + fresh.size() > most) {
                return Duration.between(instant, began.plus(WINDOW));
            }
            known.forEach(now::add);
            fresh.forEach(now::add);
            count += fresh.size();
            return Duration.ZERO;
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
