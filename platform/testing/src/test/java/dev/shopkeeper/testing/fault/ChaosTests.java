package dev.shopkeeper.testing.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ChaosTests {

    @Test
    void theSeedSaysWhichFaultsComeAndForHowLong() throws Exception {
        List<String> first = faults(42);

        assertThat(faults(42)).isEqualTo(first);
        assertThat(faults(43)).isNotEqualTo(first);
    }

    @Test
    void closingHealsTheProxy() throws Exception {
        try (EchoServer server = new EchoServer();
                FaultProxy proxy = FaultProxy.before("127.0.0.1", server.port(), 1)) {
            Chaos chaos = Chaos.start(proxy, 1, Duration.ofMillis(20));
            await().until(() -> chaos.describe().contains(" ms"));
            chaos.close();

            assertThat(chaos.describe()).startsWith("chaos of seed 1: ");
            assertThat(echoes(proxy)).isTrue();
        }
    }

    private static List<String> faults(long seed) throws Exception {
        try (EchoServer server = new EchoServer();
                FaultProxy proxy = FaultProxy.before("127.0.0.1", server.port(), 1);
                Chaos chaos = Chaos.start(proxy, seed, Duration.ofMillis(10))) {
            await().until(() -> chaos.describe().split(",").length >= 6);
            return List.of(chaos.describe().replaceFirst(".*: ", "").split(", "))
                    .subList(0, 6);
        }
    }

    private static boolean echoes(FaultProxy proxy) throws IOException {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            client.getOutputStream().write(7);
            return client.getInputStream().read() == 7;
        }
    }
}
