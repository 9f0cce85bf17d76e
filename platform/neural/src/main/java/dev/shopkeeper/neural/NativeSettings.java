package dev.shopkeeper.neural;

import java.nio.file.Path;
import java.util.List;

/**
 * Flags of a JVM that trains with deeplearning4j, for {@code shopkeeper.learning.trainer.jvm-flags}, which has all others
 * already; and {@code OMP_NUM_THREADS=1} in its environment, as a trainer's process has it.
 */
public final class NativeSettings {

    private static final long LEAST_MEGABYTES = 256;

    private NativeSettings() {}

    /**
     * The flags.
     *
     * @param cache where the native libraries are unpacked, 400 MB, once for all processes that name the same folder;
     *     without it each user has one in the home folder, and a process that may not write there unpacks them into its
     *     temporary files, each time
     * @param megabytes the most that the process may take, its heap included: below what its container may, since
     *     beyond it an {@link OutOfMemoryError} is thrown, and beyond that of the container the process is killed
     */
    public static List<String> flags(Path cache, long megabytes) {
        if (megabytes < LEAST_MEGABYTES) {
            throw new IllegalArgumentException("The limit of memory is " + megabytes + " MB, and at least "
                    + LEAST_MEGABYTES + " are needed. Maybe it is meant in gigabytes?");
        }
        return List.of(
                "-Dorg.bytedeco.javacpp.cachedir=" + cache.toAbsolutePath(),
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=" + megabytes + "m");
    }
}
