package dev.shopkeeper.learning.trainer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Writes what a trainer writes into this process's log, one event for one event, with its level and logger and the run it
 * belongs to. Lines that are no log events (a JVM's or a native library's) go there too, and the last of them are kept.
 */
final class TrainerLog {

    /** Logback's pattern of a line: level, logger, then the message with its stack trace, all on one line. */
    static final String PATTERN = "%level\t%logger\t%replace(%msg%n%ex){'[\\r\\n]+','\u2028'}%nopex%n";

    private static final Logger LOG = LoggerFactory.getLogger(TrainerLog.class);
    private static final char LINE_BREAK = '\u2028';
    private static final int KEPT = 3;
    private static final int LONGEST_KEPT = 300;

    private final String run;
    private final Deque<String> lastWords = new ArrayDeque<>();

    TrainerLog(String run) {
        this.run = run;
    }

    void line(String line) {
        if (line.isBlank()) {
            return;
        }
        String[] parts = line.split("\t", 3);
        Level level = parts.length == 3 ? level(parts[0]) : null;
        if (level == null) {
            keep(line.strip());
            LOG.info("Run {}: {}", run, line);
        } else {
            LoggerFactory.getLogger(parts[1])
                    .atLevel(level)
                    .log("Run {}: {}", run, parts[2].replace(LINE_BREAK, '\n').stripTrailing());
        }
    }

    private static @Nullable Level level(String name) {
        return switch (name) {
            case "ERROR" -> Level.ERROR;
            case "WARN" -> Level.WARN;
            case "INFO" -> Level.INFO;
            case "DEBUG" -> Level.DEBUG;
            case "TRACE" -> Level.TRACE;
            default -> null;
        };
    }

    private synchronized void keep(String line) {
        lastWords.addLast(line.length() <= LONGEST_KEPT ? line : line.substring(0, LONGEST_KEPT) + "...");
        if (lastWords.size() > KEPT) {
            lastWords.removeFirst();
        }
    }

    /** The last lines that were no log events. */
    synchronized List<String> lastWords() {
        return List.copyOf(lastWords);
    }
}
