package dev.shopkeeper.local.application;

import dev.shopkeeper.local.Application;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What the JVM learnt from one start of an application, so that the next start is twice as fast. Bound to the exact jar,
 * flags and JDK, all of which are in its name.
 */
public record AotCache(Path file, String module) {
    static AotCache of(Application application, UnpackedJar unpacked, Path run) {
        String bound = Integer.toHexString((JvmFlags.bound() + Runtime.version().toString()).hashCode());
        return new AotCache(
                run.resolve("aot").resolve(application.module() + "-" + unpacked.fingerprint() + "-" + bound + ".aot"),
                application.module());
    }

    public boolean exists() {
        return Files.exists(file);
    }

    /** What a first start leaves behind; input of the cache. */
    public Path recording() {
        return file.resolveSibling(file.getFileName() + ".recording");
    }

    /** The cache while it is being written; it gets its name when it is whole. */
    public Path unfinished() {
        return file.resolveSibling(file.getFileName() + ".unfinished");
    }

    /** Caches of other builds of the application are of no use any more, and large; so is what was never finished. */
    public void deleteOthers() throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        try (Stream<Path> others = Files.list(file.resolveSibling(""))) {
            for (Path other : others.filter(
                            path -> path.getFileName().toString().startsWith(module + "-") && !path.equals(file))
                    .toList()) {
                Files.delete(other);
            }
        }
    }

    void ifUsable(Consumer<String> flags) {
        if (exists()) {
            flags.accept("-XX:AOTCache=" + file);
        }
    }
}
