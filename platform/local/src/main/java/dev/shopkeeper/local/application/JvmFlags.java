package dev.shopkeeper.local.application;

import dev.shopkeeper.local.Application;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How an application's JVM is set. An AOT cache is bound to the flags it was made with, so they all stand here. */
final class JvmFlags {
    private JvmFlags() {}

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Flags on which an AOT cache depends. */
    static List<String> bound() {
        return List.of(
                "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
    }

    static List<String> of(Application application) {
        List<String> flags = new ArrayList<>(bound());
        if (application.light()) {
            flags.add("-XX:TieredStopAtLevel=1");
        }
        flags.add("-Xms32m");
        flags.add("-Xmx" + application.heapMebibytes() + "m");
        flags.add("-Xss512k");
        flags.add("-XX:MaxDirectMemorySize=64m");
        flags.add("-XX:+ExitOnOutOfMemoryError");
        // Give memory back after a burst: seven of these share the machine.
        flags.add("-XX:MinHeapFreeRatio=10");
        flags.add("-XX:MaxHeapFreeRatio=30");
        flags.add("-Duser.timezone=UTC");
        flags.add("-Dfile.encoding=UTF-8");
        return flags;
    }
}
