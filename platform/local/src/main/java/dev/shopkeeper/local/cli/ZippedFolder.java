package dev.shopkeeper.local.cli;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A folder as a zip that is made while it is sent, so that it takes neither memory nor disk. */
final class ZippedFolder {
    private static final int PIPE_BYTES = 1 << 18;

    private ZippedFolder() {}

    static BodyPublisher publisher(Path folder) {
        return BodyPublishers.ofInputStream(() -> {
            try {
                PipedInputStream in = new PipedInputStream(PIPE_BYTES);
                PipedOutputStream out = new PipedOutputStream(in);
                Thread.ofPlatform().daemon().name("zip").start(() -> write(folder, out));
                return in;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Files in the order of their names, so that the same folder always makes the same zip. */
    static void write(Path folder, PipedOutputStream out) {
        try (ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> walk = Files.walk(folder)) {
            zip.setLevel(Deflater.BEST_SPEED);
            List<Path> files = walk.filter(Files::isRegularFile).sorted().toList();
            for (Path file : files) {
                ZipEntry entry = new ZipEntry(folder.relativize(file).toString().replace('\\', '/'));
                entry.setTime(0);
                zip.putNextEntry(entry);
                Files.copy(file, zip);
                zip.closeEntry();
            }
        } catch (IOException e) {
            // The reader sees a pipe that ends early and the upload fails; there is nobody else to tell.
            throw new UncheckedIOException("Cannot zip " + folder, e);
        }
    }
}
