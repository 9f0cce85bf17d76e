package dev.shopkeeper.benchmarks.serving;

import dev.shopkeeper.benchmarks.BenchOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the bench is asked to do.
 *
 * @param against another commit to compare with, or null for none
 * @param checkout a folder where that commit is checked out and built already, or null where the bench is to do it
 * @param rate requests a second of the open loop
 * @param seconds of the open loop
 * @param warm requests before anything is measured
 * @param answers requests of the closed loop
 * @param connections of the open loop
 * @param rounds how often each side is started and measured
 * @param frames how many frames of a profile are told; 0 for none
 */
record ServingOptions(
        @Nullable String against,
        @Nullable Path checkout,
        int items,
        int visitors,
        long seed,
        int rate,
        int seconds,
        int warm,
        int answers,
        int connections,
        int rounds,
        int offset,
        int frames) {

    static ServingOptions of(BenchOptions options) {
        String against = options.text("against").orElse(null);
        String checkout = options.text("checkout").orElse(null);
        if (checkout != null && against == null) {
            throw new IllegalArgumentException(
                    "--checkout is '" + checkout + "' without --against. Maybe name the commit that is there?");
        }
        return new ServingOptions(
                against,
                checkout == null ? null : Path.of(checkout).toAbsolutePath().normalize(),
                atLeast(50, options, "items", 2_000),
                atLeast(1, options, "visitors", 3_000),
                options.seed(),
                atLeast(1, options, "rate", 500),
                atLeast(1, options, "seconds", 30),
                atLeast(0, options, "warm", 5_000),
                atLeast(1, options, "answers", 5_000),
                atLeast(1, options, "connections", 32),
                atLeast(1, options, "rounds", against == null ? 1 : 2),
                options.number("offset", 13_500),
                atLeast(0, options, "frames", 0));
    }

    private static int atLeast(int least, BenchOptions options, String name, int fallback) {
        int value = options.number(name, fallback);
        if (value < least) {
            throw new IllegalArgumentException("--" + name + " is " + value + ", but must be at least " + least + ".");
        }
        return value;
    }
}
