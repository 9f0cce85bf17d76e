package dev.shopkeeper.local.postgres;

import dev.shopkeeper.local.LocalStackException;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Unpacks the server's programs for this machine out of the class path. */
final class PostgresBinaries {
    private PostgresBinaries() {}

    /** The folder with {@code bin/postgres} in it; unpacked once for each version of the binaries. */
    static Path unpack(Path under) {
        byte[] archive = read();
        Path folder = under.resolve("pg-bin-" + fingerprint(archive));
        if (Files.isExecutable(folder.resolve("bin/postgres"))) {
            return folder;
        }
        Path unfinished = folder.resolveSibling(folder.getFileName() + ".unfinished");
        try {
            Folders.delete(unfinished);
            unpack(archive, unfinished);
            Folders.delete(folder);
            Files.move(unfinished, folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unpack PostgreSQL into " + folder + ". Maybe the disk is full.", e);
        }
    }

    private static byte[] read() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String hardware = System.getProperty("os.arch");
        String platform = system.startsWith("mac") ? "Darwin" : system.startsWith("linux") ? "Linux" : system;
        try (InputStream in = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(platform, hardware)) {
            return in.readAllBytes();
        } catch (IOException | IllegalStateException e) {
            throw new LocalStackException(
                    "There is no PostgreSQL for " + system + " on " + hardware
                            + " among the embedded binaries. Maybe use a server of your own: --infra postgres=URL",
                    e);
        }
    }

    private static void unpack(byte[] archive, Path into) throws IOException {
        Files.createDirectories(into);
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZCompressorInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = into.resolve(entry.getName()).normalize();
                if (!target.startsWith(into)) {
                    throw new IOException("The archive has an entry outside its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, target);
                    if ((entry.getMode() & 0111) != 0 && !target.toFile().setExecutable(true, false)) {
                        throw new IOException(
                                "Cannot make " + target + " executable. Maybe the disk is mounted noexec.");
                    }
                }
            }
        }
    }

    private static String fingerprint(byte[] archive) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(archive);
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
