package dev.shopkeeper.inventory.replenishment.replay;

import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What lies there, oldest first. Not thread-safe. */
final class Shelf {

    private record Batch(long expires, long units) {}

    private final @Nullable Integer shelfLife;
    private final ArrayDeque<Batch> batches = new ArrayDeque<>();
    private long onHand;

    /** @param shelfLife in buckets; null where nothing expires */
    Shelf(@Nullable Integer shelfLife) {
        this.shelfLife = shelfLife;
    }

    void receive(long units, int bucket) {
        if (units > 0) {
            onHand = Math.addExact(onHand, units);
            batches.addLast(new Batch(shelfLife == null ? Long.MAX_VALUE : (long) bucket + shelfLife, units));
        }
    }

    /** Takes away what can no longer be sold in a bucket. */
    long expire(int bucket) {
        long wasted = 0;
        Batch oldest = batches.peekFirst();
        while (oldest != null && oldest.expires() <= bucket) {
            wasted += oldest.units();
            batches.removeFirst();
            oldest = batches.peekFirst();
        }
        onHand -= wasted;
        return wasted;
    }

    /** Takes as much as is there of what is wanted. */
    long take(long wanted) {
        long taken = Math.min(wanted, onHand);
        onHand -= taken;
        for (long left = taken; left > 0; ) {
            Batch oldest = Objects.requireNonNull(batches.pollFirst(), "What is on hand lies in batches");
            if (oldest.units() > left) {
                batches.addFirst(new Batch(oldest.expires(), oldest.units() - left));
            }
            left -= Math.min(left, oldest.units());
        }
        return taken;
    }

    long onHand() {
        return onHand;
    }
}
