package dev.shopkeeper.testing.infrastructure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The decision before an engine that is played by a small server. */
class ContainerEngineTests {

    private static final Map<String, String> NO_REAPER = Map.of("TESTCONTAINERS_RYUK_DISABLED", "true");

    @Test
    void nothingIsMissingWhereEngineImagesAndReaperAre() throws IOException {
        assertThat(missing(Map.of(), "postgres:18", "apache/kafka:4.2.1", ContainerEngine.REAPER_IMAGE))
                .isEmpty();
    }

    @Test
    void aMissingReaperCountsUnlessItIsDisabled() throws IOException {
        assertThat(missing(Map.of(), "postgres:18", "apache/kafka:4.2.1"))
                .hasValue("the engine has no image " + ContainerEngine.REAPER_IMAGE);
        assertThat(missing(NO_REAPER, "postgres:18", "apache/kafka:4.2.1")).isEmpty();
    }

    @Test
    void aMissingImageIsNamed() throws IOException {
        assertThat(missing(NO_REAPER, "postgres:18")).hasValue("the engine has no image apache/kafka:4.2.1");
    }

    @Test
    void anAddressWithoutAnEngineIsNoEngine() {
        var nobody = DockerAddress.find(Map.of("DOCKER_HOST", "unix:///nowhere/docker.sock"));

        assertThat(ContainerEngine.at(nobody, Map.of()).missing()).hasValue("no container engine");
        assertThat(ContainerEngine.at(Optional.empty(), Map.of()).missing()).hasValue("no container engine");
        assertThat(DockerAddress.find(Map.of("DOCKER_HOST", "ssh://somewhere"))).isEmpty();
    }

    private static Optional<String> missing(Map<String, String> environment, String... images) throws IOException {
        Set<String> present = Set.of(images);
        HttpServer engine = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        engine.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            boolean known = path.equals("/_ping")
                    || present.contains(path.replaceFirst("^/images/", "").replaceFirst("/json$", ""));
            byte[] body = "{}".getBytes(UTF_8);
            exchange.sendResponseHeaders(known ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        engine.start();
        try {
            String host = "tcp://127.0.0.1:" + engine.getAddress().getPort();
            return ContainerEngine.at(DockerAddress.find(Map.of("DOCKER_HOST", host)), environment)
                    .missing();
        } finally {
            engine.stop(0);
        }
    }
}
