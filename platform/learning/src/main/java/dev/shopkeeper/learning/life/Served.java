package dev.shopkeeper.learning.life;

import org.jspecify.annotations.Nullable;

/**
 * A champion in the form in which requests use it. It is translated once, when this replica takes the champion over, and
 * swapped in one step: a request that takes {@link #current} once is answered by one version throughout. Thread-safe.
 *
 * @param <S> what requests use; safe to be read by many threads
 */
public final class Served<S> {

    private volatile @Nullable Current<S> current;

    Served() {}

    /** Of a service that keeps no models: never anything but the fallback. */
    public static <S> Served<S> nothing() {
        return new Served<>();
    }

    /** What serves now, or null while the fallback does. */
    public @Nullable Current<S> current() {
        return current;
    }

    void swap(@Nullable Current<S> next) {
        current = next;
    }

    /**
     * A champion, translated.
     *
     * @param model its name
     * @param version its version
     */
    public record Current<S>(String model, String version, S use) {}
}
