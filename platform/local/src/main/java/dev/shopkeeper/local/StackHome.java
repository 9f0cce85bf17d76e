package dev.shopkeeper.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that holds everything a local stack keeps: data, logs, keys, unpacked programs. */
public record StackHome(Path root) {
    public StackHome {
        root = root.toAbsolutePath().normalize();
    }

    /** The PostgreSQL cluster; the major version is in the name, since another major cannot read it. */
    public Path postgresData(int major) {
        return root.resolve("pg" + major + "-data");
    }

    public Path kafkaData() {
        return root.resolve("kafka-data");
    }

    /** What can be made again at any time: unpacked jars and binaries, AOT caches. */
    public Path run() {
        return root.resolve("run");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path log(String process) {
        return logs().resolve(process + ".log");
    }

    /** One file for each running child, {@code NAME.pid}, for scripts. */
    public Path pids() {
        return root.resolve("pids");
    }

    public Path keysFile() {
        return root.resolve("keys.env");
    }

    public Path apiKeysFile() {
        return root.resolve("api-keys.json");
    }

    public Path lockFile() {
        return root.resolve("lock");
    }

    /** Which processes run, for {@code ./shop status} and for the clean-up after a crash. */
    public Path stateFile() {
        return root.resolve("state.json");
    }

    /** There once the demo shop has been loaded. */
    public Path demoMarker() {
        return root.resolve("demo-loaded");
    }

    /** There once the models have been trained on the demo shop. */
    public Path trainedMarker() {
        return root.resolve("models-trained");
    }

    /** What of the demo shop has been told, so that it goes on after an interruption. */
    public Path demoState() {
        return root.resolve("demo-shop.json");
    }

    /**
     * Makes its folders where they are not there yet.
     *
     * @throws UncheckedIOException if one cannot be made
     */
    public void create() {
        try {
            Files.createDirectories(run());
            Files.createDirectories(logs());
            Files.createDirectories(pids());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create " + root + ". Maybe it belongs to another user.", e);
        }
    }
}
