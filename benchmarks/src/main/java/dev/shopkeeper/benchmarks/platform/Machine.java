package dev.shopkeeper.benchmarks.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a bench ran on. */
public final class Machine {

    private Machine() {}

    /** Cores, memory in MiB, and the JDK that runs this program and the platforms that it starts. */
    public static Map<String, Object> figures() throws IOException {
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("cores", Runtime.getRuntime().availableProcessors());
        machine.put(
                "memory_mebibytes",
                ProcessMemory.kibibytes("MemTotal", Files.readString(Path.of("/proc/meminfo"))) / 1024);
        machine.put("jdk", System.getProperty("java.vendor") + " " + Runtime.version());
        return machine;
    }
}
