package dev.shopkeeper.local.kafka;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** The broker's process: {@code BrokerMain DATA PORT CONTROLLER_PORT PARENT}. Ends when the parent process is gone. */
public final class BrokerMain {
    private BrokerMain() {}

    public static void main(String[] args) throws Exception {
        Path data = Path.of(args[0]);
        watchParent(Long.parseLong(args[3]));
        if (!Files.exists(data.resolve("meta.properties"))) {
            format(data);
        }
        Properties properties = BrokerProperties.of(data, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shutdown"));
        server.startup();
        server.awaitShutdown();
    }

    private static void format(Path data) throws Exception {
        Files.createDirectories(data);
        Formatter formatter = new Formatter();
        formatter.setPrintStream(System.out);
        formatter.setClusterId(Uuid.randomUuid().toString());
        formatter.setNodeId(BrokerProperties.NODE);
        formatter.setDirectories(java.util.Set.of(data.toString()));
        formatter.setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER);
        formatter.setMetadataLogDirectory(data.toString());
        formatter.setReleaseVersion(MetadataVersion.latestProduction());
        formatter.run();
    }

    private static void watchParent(long pid) {
        ProcessHandle parent = ProcessHandle.of(pid).orElse(null);
        if (parent == null) {
            Runtime.getRuntime().halt(1);
            return;
        }
        var unused = parent.onExit().thenRun(() -> System.exit(0));
    }
}
