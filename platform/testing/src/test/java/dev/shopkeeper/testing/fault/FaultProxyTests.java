package dev.shopkeeper.testing.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FaultProxyTests {

    private EchoServer server;
    private FaultProxy proxy;

    @BeforeEach
    void start() throws IOException {
        server = new EchoServer();
        proxy = FaultProxy.before("127.0.0.1", server.port(), 42);
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        server.close();
    }

    @Test
    void passesEverythingOnWhenNothingIsWrong() throws IOException {
        byte[] sent = new byte[300_000];
        new Random(7).nextBytes(sent);

        try (Socket client = connect()) {
            Thread.ofVirtual().start(() -> write(client, sent));
            assertThat(client.getInputStream().readNBytes(sent.length)).isEqualTo(sent);
        }

        // Bytes are counted once they are passed on, and may have arrived by then.
        await().until(() -> proxy.forwardedBytes() >= 2L * sent.length);
        await().until(() -> proxy.open() == 0);
    }

    @Test
    void passesOnTheEndOfAStream() throws IOException {
        try (Socket client = connect()) {
            echo(client, "hello");
            client.shutdownOutput();

            assertThat(client.getInputStream().readAllBytes()).isEqualTo("bye".getBytes(UTF_8));
        }
        assertThat(server.ended()).isEqualTo(1);
    }

    @Test
    void cutsOpenConnectionsWithAResetAndServesNewOnes() throws IOException {
        try (Socket client = connect()) {
            echo(client, "hello");
            proxy.cut();

            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
            assertThat(server.ended()).isZero();
        }
        try (Socket client = connect()) {
            echo(client, "again");
        }
    }

    @Test
    void refusesUntilItIsHealed() throws IOException {
        proxy.refuse();
        try (Socket client = connect()) {
            assertThatThrownBy(() -> {
                        client.getOutputStream().write(1);
                        client.getInputStream().read();
                    })
                    .isInstanceOf(SocketException.class);
        }

        proxy.heal();
        try (Socket client = connect()) {
            echo(client, "hello");
        }
    }

    @Test
    void swallowsInABlackHoleAndDeliversWhenHealed() throws IOException {
        try (Socket client = connect()) {
            echo(client, "before");
            proxy.blackHole();
            write(client, "later".getBytes(UTF_8));
            client.setSoTimeout(200);
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

            proxy.heal();
            client.setSoTimeout(5000);
            assertThat(client.getInputStream().readNBytes(5)).isEqualTo("later".getBytes(UTF_8));
        }
    }

    @Test
    void aConnectionMadeIntoABlackHoleIsSilentToo() throws IOException {
        proxy.blackHole();
        try (Socket client = connect()) {
            write(client, "x".getBytes(UTF_8));
            client.setSoTimeout(200);
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            proxy.heal();
            client.setSoTimeout(5000);
            assertThat(client.getInputStream().read()).isEqualTo('x');
        }
    }

    @Test
    void delaysBothWays() throws IOException {
        try (Socket client = connect()) {
            echo(client, "warm");
            proxy.delay(Duration.ofMillis(100), Duration.ofMillis(20));

            long start = System.nanoTime();
            echo(client, "slow");

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        }
    }

    @Test
    void throttlesToTheRate() throws IOException {
        byte[] sent = new byte[20_000];
        try (Socket client = connect()) {
            proxy.throttle(40_000);

            long start = System.nanoTime();
            Thread.ofVirtual().start(() -> write(client, sent));
            client.getInputStream().readNBytes(sent.length);

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(450), Duration.ofSeconds(20));
        }
    }

    @Test
    void halfClosesTowardsTheClientAndKeepsTheOtherWayOpen() throws IOException {
        try (Socket client = connect()) {
            echo(client, "hello");
            proxy.halfClose(Direction.TO_CLIENT);

            assertThat(client.getInputStream().read()).isEqualTo(-1);
            write(client, "still heard".getBytes(UTF_8));
            client.shutdownOutput();
            await().until(() -> server.ended() == 1);
        }
    }

    @Test
    void halfClosesTowardsTheServer() throws IOException {
        try (Socket client = connect()) {
            echo(client, "hello");
            proxy.halfClose(Direction.TO_SERVER);

            assertThat(client.getInputStream().readAllBytes()).isEqualTo("bye".getBytes(UTF_8));
        }
    }

    @Test
    void cutsWhereTheSeedSays() throws IOException {
        List<Integer> first = cutPoints(42);
        List<Integer> again = cutPoints(42);
        List<Integer> other = cutPoints(43);

        assertThat(first).isEqualTo(again).isNotEqualTo(other);
        assertThat(first).allMatch(bytes -> bytes >= 1000 && bytes <= 2000);
    }

    @Test
    void aServerThatIsNotThereIsAReset() throws IOException {
        server.close();
        // its port listens until the thread that accepts has left it
        await().until(() -> !listens(server.port()));
        try (Socket client = connect()) {
            assertThatThrownBy(() -> {
                        write(client, new byte[] {1});
                        client.getInputStream().read();
                    })
                    .isInstanceOfAny(SocketException.class, IllegalStateException.class);
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    @Test
    void sendsNewConnectionsToAnotherServer() throws IOException {
        try (EchoServer other = new EchoServer()) {
            proxy.redirect("127.0.0.1", other.port());
            try (Socket client = connect()) {
                client.shutdownOutput();
                client.getInputStream().readAllBytes();
            }
            assertThat(other.ended()).isEqualTo(1);
        }
        assertThat(server.ended()).isZero();
    }

    /** Where one-way streams of zeros are cut, counted by the server's side. */
    private List<Integer> cutPoints(long seed) throws IOException {
        List<Integer> points = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            try (var sink = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    FaultProxy cutting = FaultProxy.before("127.0.0.1", sink.getLocalPort(), seed + i * 1000)) {
                cutting.cutAfter(1000);
                try (Socket client = new Socket(InetAddress.getLoopbackAddress(), cutting.port());
                        Socket accepted = sink.accept()) {
                    Thread.ofVirtual().start(() -> quietlyWrite(client, new byte[5000]));
                    await().until(() -> cutting.accepted() == 1 && cutting.open() == 0);
                    assertThat(accepted.isConnected()).isTrue();
                    points.add((int) cutting.forwardedBytes());
                }
            }
        }
        return points;
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    }

    private static void echo(Socket client, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        client.getOutputStream().write(bytes);
        assertThat(client.getInputStream().readNBytes(bytes.length)).isEqualTo(bytes);
    }

    private static void write(Socket client, byte[] bytes) {
        try {
            client.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void quietlyWrite(Socket client, byte[] bytes) {
        try {
            client.getOutputStream().write(bytes);
        } catch (IOException cut) {
            assertThat(cut).isInstanceOf(SocketException.class);
        }
    }
}
