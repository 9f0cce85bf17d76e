package dev.shopkeeper.inventory.imports.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Against a server that takes a bulk whole or not at all, as a transaction does. */
@Timeout(60)
class BulkClientTests {

    private static final Duration LONGEST_WAIT = Duration.ofMillis(5);

    /** The ids of each bulk that was asked for, and those that were taken. */
    private final List<List<String>> asked = new CopyOnWriteArrayList<>();

    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final List<String> waits = new CopyOnWriteArrayList<>();

    /** What the server answers to the ids of a bulk. */
    private volatile Function<List<String>, Integer> status = ids -> 200;

    private HttpServer server;
    private ExecutorService threads;

    @BeforeEach
    void open() throws IOException {
        threads = Executors.newVirtualThreadPerTaskExecutor();
        server = listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private HttpServer listen(InetSocketAddress address) throws IOException {
        HttpServer listening = HttpServer.create(address, 0);
        listening.setExecutor(threads);
        listening.createContext("/things", exchange -> {
            List<String> ids = new ArrayList<>();
            JsonNode body =
                    JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
            body.path("things").forEach(thing -> ids.add(thing.path("id").asString()));
            int answer = status.apply(ids);
            asked.add(ids);
            if (answer == 200) {
                taken.addAll(ids);
            }
            byte[] bytes = "{\"accepted\":%d,\"unchanged\":0,\"errors\":[]}"
                    .formatted(ids.size())
                    .getBytes(UTF_8);
            exchange.sendResponseHeaders(answer, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        listening.start();
        return listening;
    }

    private SinkAnswer post(int entities) throws InterruptedException {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        BulkClient client = new BulkClient("thing-service", url, Duration.ofSeconds(5), LONGEST_WAIT, () -> "token");
        return client.post("/things", "things", things(entities), waiting -> {
            if (waiting != null) {
                waits.add(waiting);
            }
        });
    }

    private static List<ObjectNode> things(int number) {
        return IntStream.range(0, number)
                .mapToObj(index -> JsonMapper.shared().createObjectNode().put("id", "t" + index))
                .toList();
    }

    private static List<String> ids(int number, Set<Integer> without) {
        return IntStream.range(0, number)
                .filter(index -> !without.contains(index))
                .mapToObj(index -> "t" + index)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void namesTheEntitiesThatNeverPassAndHandsOnAllOthersOnce(long seed) throws InterruptedException {
        // given
        Random random = new Random(seed);
        int size = 1 + random.nextInt(60);
        Set<Integer> poison = new TreeSet<>();
        for (int number = 1 + random.nextInt(3); number > 0; number--) {
            poison.add(random.nextInt(size));
        }
        status = ids -> poison.stream().anyMatch(index -> ids.contains("t" + index)) ? 409 : 200;

        // when
        SinkAnswer answer = post(size);

        // then
        assertThat(taken).as("seed %s", seed).containsExactlyElementsOf(ids(size, poison));
        assertThat(answer.errors())
                .as("seed %s", seed)
                .extracting(SinkError::index)
                .containsExactlyElementsOf(poison);
        assertThat(answer.errors()).allSatisfy(error -> {
            assertThat(error.reason()).isEqualTo("refused-by-thing-service");
            assertThat(error.message()).isEqualTo("thing-service answered 409 to it");
        });
    }

    @Test
    void sendsWhatCollidedAMomentAgoAgainAsItIs() throws InterruptedException {
        status = ids -> asked.size() < 2 ? 409 : 200;

        SinkAnswer answer = post(8);

        assertThat(answer.errors()).isEmpty();
        assertThat(asked).hasSize(3).allSatisfy(bulk -> assertThat(bulk).hasSize(8));
        assertThat(waits).containsOnly("thing-service answers 409");
    }

    @Test
    void hasMorePatienceWithAnEntityThatStandsAlone() throws InterruptedException {
        status = ids -> asked.size() < 4 ? 409 : 200;

        SinkAnswer answer = post(1);

        assertThat(answer.errors()).isEmpty();
        assertThat(taken).containsExactly("t0");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void waitsHoweverLongForAServiceThatAsksForPatience(int answered) throws InterruptedException {
        status = ids -> asked.size() < 30 ? answered : 200;

        SinkAnswer answer = post(3);

        assertThat(answer.errors()).isEmpty();
        assertThat(asked).hasSize(31).allSatisfy(bulk -> assertThat(bulk).hasSize(3));
        assertThat(waits).hasSize(30).containsOnly("thing-service answers " + answered);
    }

    @Test
    void waitsHoweverLongForAServiceThatCannotBeReached() throws Exception {
        // given
        InetSocketAddress address = server.getAddress();
        server.stop(0);

        // when
        Future<SinkAnswer> answer = threads.submit(() -> post(3));
        await().until(() -> waits.size() > 20);
        server = listen(address);

        // then
        assertThat(answer.get().errors()).isEmpty();
        assertThat(taken).containsExactly("t0", "t1", "t2");
        assertThat(waits).containsOnly("thing-service cannot be reached");
    }
}
