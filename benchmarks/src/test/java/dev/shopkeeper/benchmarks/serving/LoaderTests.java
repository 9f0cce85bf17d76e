package dev.shopkeeper.benchmarks.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoaderTests {

    private final Set<String> paths = ConcurrentHashMap.newKeySet();
    private final Set<Integer> ports = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requests = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            int number = requests.incrementAndGet();
            String path = exchange.getRequestURI().toString();
            paths.add(path);
            ports.add(exchange.getRemoteAddress().getPort());
            if (path.equals("/stall")) {
                sleep(300);
            }
            if (path.equals("/close")) {
                exchange.getResponseHeaders().add("Connection", "close");
            }
            byte[] body = ("{\"degraded\":" + (number % 2 == 0) + "}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(path.startsWith("/refuse") ? 429 : 200, number % 3 == 0 ? 0 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void sendsEveryRequestOnceOverAFewConnections() throws IOException {
        Load load = loader(4).run(Pace.AT_ONCE, 300, number -> "/item/" + number);

        assertThat(load.answers()).isEqualTo(300);
        assertThat(paths)
                .isEqualTo(IntStream.range(0, 300)
                        .mapToObj(number -> "/item/" + number)
                        .collect(Collectors.toSet()));
        assertThat(ports).hasSize(4);
        assertThat(load.figures()).containsEntry("degraded", 150).containsEntry("unanswered", 0);
    }

    @Test
    void countsRefusalsByStatus() throws IOException {
        Load load = loader(2).run(Pace.perSecond(1_000), 20, number -> number < 5 ? "/refuse" : "/");

        assertThat(load.answers()).isEqualTo(15);
        assertThat(load.figures().get("refused_by_status")).isEqualTo(Map.of(429, 5));
    }

    @Test
    void opensConnectionsAgainThatAreClosed() throws IOException {
        Load load = loader(2).run(Pace.AT_ONCE, 20, number -> "/close");

        assertThat(load.answers()).isEqualTo(20);
        assertThat(ports).hasSizeGreaterThan(10);
    }

    @Test
    void countsFromWhenARequestWasDueHoweverLateItIsSent() throws IOException {
        // given: the only connection waits for 300 ms for the first answer
        // when: the others are due every millisecond meanwhile
        Load load = loader(1).run(Pace.perSecond(1_000), 100, number -> number == 0 ? "/stall" : "/");

        // then: none of them is told as quick as the server found it
        assertThat(load.answers()).isEqualTo(100);
        assertThat(load.latencies().quantile(0.01)).isGreaterThan(100);
        assertThat(load.figures().get("most_late_at_once")).isEqualTo(98);
    }

    private Loader loader(int connections) {
        return new Loader(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "key", connections);
    }

    private static void sleep(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
