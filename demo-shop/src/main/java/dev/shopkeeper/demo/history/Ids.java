package dev.shopkeeper.demo.history;

import dev.shopkeeper.demo.world.Dice;
import java.util.Locale;
import java.util.UUID;

/** Identifiers in the order of events: the same seed counts the same way, so that what is told twice is known again. */
public final class Ids {

    private final Dice dice;
    private final String tag;
    private long next = 1;

    private Ids(Dice dice, String tag) {
        this.dice = dice;
        this.tag = tag;
    }

    /** A run of identifiers for one kind of thing; {@code tag} keeps shops of different seeds apart. */
    static Ids of(long seed, String kind) {
        return new Ids(Dice.of(seed, "ids-" + kind, 0), Long.toString(Math.floorMod(seed, 1_679_616L), 36));
    }

    /** A version 8 UUID (RFC 9562: made of what the application likes). */
    String uuid() {
        long high = dice.nextLong() & ~0xF000L | 0x8000L;
        long low = dice.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    /** {@code PREFIX-tag-000123}. */
    String numbered(String prefix) {
        return String.format(Locale.ROOT, "%s-%s-%06d", prefix, tag, next++);
    }
}
