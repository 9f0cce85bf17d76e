package dev.shopkeeper.recommendation.relevance;

import io.github.metarank.lightgbm4j.LGBMBooster;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Loads LightGBM's native library once a process. It is unpacked into a folder of its own, for lightgbm4j would take one by a
 * fixed name in {@code java.io.tmpdir}, and another process that writes there over a library in use ends this one.
 */
final class NativeLightGbm {

    private static final String OPENMP = "libgomp.so.1";

    private static boolean loaded;

    private NativeLightGbm() {}

    /** @throws IllegalStateException if it cannot be loaded on this system */
    static synchronized void load() {
        // Not asked of LGBMBooster, which loads as soon as it is mentioned.
        if (loaded) {
            return;
        }
        try {
            Path folder = Files.createTempDirectory("lightgbm");
            String before = System.setProperty("java.io.tmpdir", folder.toString());
            try {
                openMp(folder);
                LGBMBooster.loadNative();
            } finally {
                if (before != null) {
                    System.setProperty("java.io.tmpdir", before);
                }
                forget(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("LightGBM's native library cannot be unpacked", e);
        } catch (LinkageError e) {
            throw unusable(e);
        }
        loaded = LGBMBooster.isNativeLoaded();
        if (!loaded) {
            throw unusable(null);
        }
    }

    private static IllegalStateException unusable(@Nullable Throwable cause) {
        return new IllegalStateException(
                "LightGBM's native library cannot be loaded on " + System.getProperty("os.name") + " "
                        + System.getProperty("os.arch") + ". Maybe " + OPENMP + " is missing (package libgomp1)?",
                cause);
    }

    /** Where the system has no OpenMP, that which the network library brings will do. */
    @SuppressWarnings("restricted")
    private static void openMp(Path folder) throws IOException {
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux")) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            SymbolLookup.libraryLookup(OPENMP, arena);
        } catch (IllegalArgumentException missing) {
            String platform = System.getProperty("os.arch", "").equals("aarch64") ? "linux-arm64" : "linux-x86_64";
            unpacked(folder, "/org/nd4j/linalg/cpu/nativecpu/bindings/" + platform + "/" + OPENMP);
        }
    }

    @SuppressWarnings("restricted")
    private static void unpacked(Path folder, String resource) throws IOException {
        try (InputStream in = NativeLightGbm.class.getResourceAsStream(resource)) {
            if (in != null) {
                Path file = folder.resolve(OPENMP);
                Files.copy(in, file);
                System.load(file.toString());
            }
        }
    }

    /** What is loaded stays so on Linux and macOS when its file goes; elsewhere it is left to the system. */
    private static void forget(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            files.map(Path::toFile).forEach(file -> {
                if (!file.delete()) {
                    file.deleteOnExit();
                }
            });
        }
        if (!folder.toFile().delete()) {
            folder.toFile().deleteOnExit();
        }
    }
}
