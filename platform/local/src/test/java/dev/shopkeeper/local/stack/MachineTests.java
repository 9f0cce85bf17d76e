package dev.shopkeeper.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.shopkeeper.local.LocalStackException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class MachineTests {
    @Test
    void namesThePortInUseAndWhoUsesIt() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(LocalStackException.class)
                    .isThrownBy(() -> Machine.checkPort("Kafka", taken.getLocalPort(), "SHOPKEEPER_PORT_KAFKA"))
                    .withMessageContaining("Port " + taken.getLocalPort())
                    .withMessageContaining("Kafka")
                    .withMessageContaining("process " + ProcessHandle.current().pid())
                    .withMessageContaining("SHOPKEEPER_PORT_KAFKA");
        }
    }

    @Test
    void acceptsAPortThatIsFree() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThatCode(() -> Machine.checkPort("Kafka", port, "X")).doesNotThrowAnyException();
    }

    @Test
    void saysHowMuchMemoryIsMissing() {
        assertThatExceptionOfType(LocalStackException.class)
                .isThrownBy(() -> Machine.checkMemory(700L * 1024 * 1024))
                .withMessageContaining("700 MiB")
                .withMessageContaining("3812 MiB, with 812 of them for training")
                .withMessageContaining("--force");
    }

    @Test
    void seesSomeMemoryOnThisMachine() {
        assertThat(Machine.availableMemory()).isPositive();
    }
}
