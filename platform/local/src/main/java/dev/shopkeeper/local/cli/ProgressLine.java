package dev.shopkeeper.local.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;

/** One line that changes in place on a terminal; without one, a line every ten seconds. */
final class ProgressLine {
    private final PrintStream out;
    private final boolean terminal =
            System.console() != null && System.console().isTerminal();
    private Instant next = Instant.EPOCH;
    private int width;

    ProgressLine(PrintStream out) {
        this.out = out;
    }

    void show(String text) {
        if (terminal) {
            out.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
            out.flush();
            width = text.length();
        } else if (Instant.now().isAfter(next)) {
            out.println(text);
            next = Instant.now().plus(Duration.ofSeconds(10));
        }
    }

    void end() {
        if (terminal && width > 0) {
            out.println();
        }
    }

    static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableException("Interrupted", e);
        }
    }
}
