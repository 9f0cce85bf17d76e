package dev.shopkeeper.learning.trainer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * The folder in which one run keeps its temporary files, gone when it is closed. Whoever has it holds a lock on a file in
 * it, which the system takes away from a process that was killed: the folders of such are deleted by the next run. Its name tells whose trainer it is, by the
 * process id of the service.
 */
final class TrainerFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TrainerFolder.class);
    private static final String PREFIX = "shopkeeper-trainer-";
    /** The variable that names the process that started this one. */
    static final String PARENT_PID = "SHOPKEEPER_PARENT_PID";

    private static final String LOCK = "lock";
    /** Younger ones may belong to somebody who is about to take the lock. */
    private static final Duration YOUNG = Duration.ofMinutes(1);

    private final Path path;
    private final FileChannel lock;

    private TrainerFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** @throws UncheckedIOException if there is no room for one */
    static TrainerFolder create() {
        Path parent = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
        try {
            deleteForsaken(parent);
            Path path = Files.createTempDirectory(
                    parent, PREFIX + ProcessHandle.current().pid() + "-");
            FileChannel channel =
                    FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw new IOException("Another process holds the lock of the new folder " + path);
            }
            return new TrainerFolder(path, channel);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "There is no folder for the temporary files of a trainer in " + parent
                            + ". Maybe the disk is full?",
                    e);
        }
    }

    Path path() {
        return path;
    }

    /** In a trainer: deletes its folder at its end, if the process that would is gone by then. */
    static void deleteWhenForsaken() {
        Path own = Path.of(System.getProperty("java.io.tmpdir"));
        String parent = System.getenv(PARENT_PID);
        if (parent != null && own.getFileName().toString().startsWith(PREFIX)) {
            long pid = Long.parseLong(parent);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                if (ProcessHandle.of(pid).isEmpty()) {
                    delete(own);
                }
            }));
        }
    }

    private static void deleteForsaken(Path parent) throws IOException {
        List<Path> folders;
        try (Stream<Path> all = Files.list(parent)) {
            folders = all.filter(path -> path.getFileName().toString().startsWith(PREFIX))
                    .toList();
        }
        Instant latest = Instant.now().minus(YOUNG);
        for (Path folder : folders) {
            Path file = folder.resolve(LOCK);
            if (Files.exists(file)
                    && Files.getLastModifiedTime(file).toInstant().isBefore(latest)
                    && isForsaken(file)) {
                LOG.info("Deleting {}, which a trainer left behind", folder);
                delete(folder);
            }
        }
    }

    private static boolean isForsaken(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // A run of this very process.
        } catch (IOException e) {
            LOG.debug("{} is left alone", file, e);
            return false;
        }
    }

    private static void delete(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            LOG.warn("The folder {} of a trainer stays: {}", folder, e.getMessage());
        }
    }

    @Override
    public void close() {
        delete(path);
        try {
            lock.close();
        } catch (IOException e) {
            LOG.debug("The lock of {} was closed already", path, e);
        }
    }
}
