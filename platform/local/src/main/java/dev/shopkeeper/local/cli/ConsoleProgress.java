package dev.shopkeeper.local.cli;

import dev.shopkeeper.local.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Progress as lines that begin with the seconds since the start. */
final class ConsoleProgress implements Progress {
    private final PrintStream out;
    private final Instant start = Instant.now();

    ConsoleProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public void say(String message) {
        line("  ", message);
    }

    @Override
    public void warn(String message) {
        line("! ", message);
    }

    double seconds() {
        return Duration.between(start, Instant.now()).toMillis() / 1000.0;
    }

    private synchronized void line(String mark, String message) {
        out.println(String.format(Locale.ROOT, "%7.1f s %s%s", seconds(), mark, message));
    }
}
