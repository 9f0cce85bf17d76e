package dev.shopkeeper.local.application;

import dev.shopkeeper.local.Application;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What the JVM learnt from one start of an application, so that the next start is twice as fast. Bound to the exact jar,
 * flags and JDK, all of which are in its name.
 */
public record AotCache(Path file) {
    static AotCache of(Application application, UnpackedJar unpacked, Path run) {
        String bound = Integer.toHexString((JvmFlags.bound() + Runtime.version().toString()).hashCode());
        return new AotCache(
                run.resolve("aot").resolve(application.module() + "-" + unpacked.fingerprint() + "-" + bound + ".aot"));
    }

    void ifUsable(Consumer<String> flags) {
        if (Files.exists(file)) {
            flags.accept("-XX:AOTCache=" + file);
        }
    }
}
