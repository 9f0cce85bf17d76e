package dev.shopkeeper.learning.trainer;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A trainer that runs. For use by one thread; closing it ends the process, if need be by force, and deletes its folder. A
 * trainer has nothing to lose: all that counts is written by the process that listens to it.
 */
public final class TrainerProcess implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TrainerProcess.class);
    private static final int LONGEST_LINE = 64 * 1024;
    private static final Duration END_OF_A_KILLED_PROCESS = Duration.ofSeconds(10);

    private final Process process;
    private final TrainerFolder folder;
    private final TrainerSettings settings;
    private final TrainerLog log;
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final List<Thread> readers;

    TrainerProcess(Process process, TrainerFolder folder, TrainerSettings settings, String run) {
        this.process = process;
        this.folder = folder;
        this.settings = settings;
        this.log = new TrainerLog(run);
        this.readers = List.of(
                read("out", process.getInputStream(), this::standardOutput),
                read("err", process.getErrorStream(), log::line));
    }

    private void standardOutput(String line) {
        if (line.startsWith(ParentChannel.MARK)) {
            told.add(line.substring(ParentChannel.MARK.length()));
        } else {
            log.line(line);
        }
    }

    private Thread read(String name, InputStream stream, Consumer<String> lines) {
        return Thread.ofPlatform()
                .name("trainer-" + process.pid() + "-" + name)
                .daemon()
                .start(() -> {
                    try (Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
                        readLines(reader, lines);
                    } catch (IOException e) {
                        LOG.debug("The output of trainer {} broke off", process.pid(), e);
                    }
                });
    }

    /** A line that is too long is cut into several: nobody knows what a native library prints. */
    private static void readLines(Reader reader, Consumer<String> lines) throws IOException {
        char[] buffer = new char[8192];
        StringBuilder line = new StringBuilder();
        for (int read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
            for (int i = 0; i < read; i++) {
                if (buffer[i] != '\n') {
                    line.append(buffer[i]);
                }
                if (buffer[i] == '\n' || line.length() == LONGEST_LINE) {
                    lines.accept(line.toString());
                    line.setLength(0);
                }
            }
        }
        if (!line.isEmpty()) {
            lines.accept(line.toString());
        }
    }

    public long pid() {
        return process.pid();
    }

    /** Where the trainer's temporary files lie, until this is closed. */
    public Path folder() {
        return folder.path();
    }

    /** The next line that the trainer told; null if it told none in that time. */
    public @Nullable String next(Duration most) throws InterruptedException {
        return told.poll(most.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Whether it is gone and all that it told was taken. */
    public boolean isOver() {
        return !process.isAlive() && readers.stream().noneMatch(Thread::isAlive) && told.isEmpty();
    }

    /** What it ended with, once it is over. */
    public int exitCode() {
        return process.exitValue();
    }

    /** How it ended, for people, if it told of no result. */
    public String endInWords() {
        return TrainerEnd.inWords(process.exitValue(), process.pid(), settings, log.lastWords());
    }

    /** Ends the process; at once if the calling thread is interrupted. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            if (!interrupted && process.isAlive()) {
                process.destroy();
                process.waitFor(settings.grace());
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        process.destroyForcibly();
        try {
            if (!process.waitFor(END_OF_A_KILLED_PROCESS)) {
                LOG.error("Trainer {} was killed and does not end", process.pid());
            }
            for (Thread reader : readers) {
                reader.join(Duration.ofSeconds(1));
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        folder.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
