package dev.shopkeeper.testing.infrastructure;

import dev.shopkeeper.testing.fault.FaultProxy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** A Kafka broker and controller (KRaft) in this JVM, with a log directory that is removed at the end. */
final class EmbeddedKafka {

    private static final int ATTEMPTS = 3;

    private EmbeddedKafka() {}

    static KafkaServer start() {
        return start(null);
    }

    /** With a proxy, the broker tells its clients the proxy's address, so that all they say goes through it. */
    static KafkaServer start(@Nullable FaultProxy proxy) {
        // a port that was free a moment ago may be another's by now
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(proxy);
            } catch (IllegalStateException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static KafkaServer attempt(@Nullable FaultProxy proxy) {
        try {
            Path directory = Files.createTempDirectory("shopkeeper-kafka");
            int[] ports = freePorts();
            Map<String, String> properties = properties(directory, ports[0], ports[1]);
            if (proxy != null) {
                properties.put("advertised.listeners", "PLAINTEXT://" + proxy.address());
                proxy.redirect("127.0.0.1", ports[0]);
            }
            KafkaConfig config = new KafkaConfig(properties, false);
            format(directory);
            KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
            server.startup();
            Shutdown.afterContexts(() -> {
                server.shutdown();
                server.awaitShutdown();
                FileSystemUtils.deleteRecursively(directory);
            });
            return new KafkaServer(proxy == null ? "127.0.0.1:" + ports[0] : proxy.address());
        } catch (Exception e) {
            throw new IllegalStateException("The embedded Kafka broker does not start: " + e.getMessage(), e);
        }
    }

    private static void format(Path directory) throws Exception {
        new Formatter()
                .setPrintStream(new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(1)
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(directory.toString())
                .addDirectory(directory.toString())
                .setReleaseVersion(MetadataVersion.latestProduction())
                .run();
    }

    private static Map<String, String> properties(Path directory, int port, int controllerPort) {
        Map<String, String> properties = new HashMap<>();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("log.dirs", directory.toString());
        properties.put("auto.create.topics.enable", "false");
        properties.put("offsets.topic.num.partitions", "1");
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("transaction.state.log.num.partitions", "1");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("share.coordinator.state.topic.num.partitions", "1");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("broker.session.timeout.ms", "6000");
        properties.put("broker.heartbeat.interval.ms", "500");
        properties.put("log.cleaner.enable", "false");
        return properties;
    }

    private static int[] freePorts() throws IOException {
        try (ServerSocket first = new ServerSocket(0);
                ServerSocket second = new ServerSocket(0)) {
            return new int[] {first.getLocalPort(), second.getLocalPort()};
        }
    }
}
