package dev.shopkeeper.local.kafka;

import dev.shopkeeper.local.LocalStackException;
import dev.shopkeeper.local.StackHome;
import dev.shopkeeper.local.process.ChildSpec;
import dev.shopkeeper.local.process.Group;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.AppInfoParser;

/** The broker as a child process of the launcher. */
public final class KafkaBroker {
    public static final String NAME = "kafka";

    private final StackHome home;
    private final int port;
    private final int controllerPort;

    public KafkaBroker(StackHome home, int port, int controllerPort) {
        this.home = home;
        this.port = port;
        this.controllerPort = controllerPort;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public ChildSpec prepare() {
        Path data = home.kafkaData();
        check(data);
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xms64m",
                "-Xmx256m",
                "-Xss512k",
                "-XX:MaxDirectMemorySize=96m",
                "-Xshare:auto",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.log.org.apache.kafka.common.utils.AppInfoParser=error",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerMain.class.getName(),
                data.toString(),
                Integer.toString(port),
                Integer.toString(controllerPort),
                Long.toString(ProcessHandle.current().pid()));
        return new ChildSpec(
                NAME,
                AppInfoParser.getVersion(),
                Group.BROKER,
                command,
                Map.of(),
                home.root(),
                home.log(NAME),
                "TERM",
                this::accepts,
                Duration.ofSeconds(120),
                Duration.ofSeconds(3));
    }

    /** A folder with data but without its identity cannot be used; one without data is formatted anew. */
    static void check(Path data) {
        if (!Files.isDirectory(data) || Files.exists(data.resolve("meta.properties"))) {
            return;
        }
        try (Stream<Path> entries = Files.list(data)) {
            if (entries.anyMatch(entry ->
                    Files.isDirectory(entry) && !entry.getFileName().toString().startsWith("__cluster_metadata"))) {
                throw new LocalStackException("The Kafka data in " + data
                        + " is incomplete: meta.properties is missing. Maybe restore it from a backup, or start anew"
                        + " with ./shop reset (which deletes it).");
            }
        } catch (IOException e) {
            throw new LocalStackException("Cannot read " + data + ": " + e.getMessage(), e);
        }
    }

    private boolean accepts() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
