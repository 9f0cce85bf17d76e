package dev.shopkeeper.testing.infrastructure;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a Docker engine listens, and whether it says yes to a question. */
record DockerAddress(SocketAddress socket) {

    /** What {@code DOCKER_HOST} names, or a socket at one of the usual places; empty where there is none. */
    static Optional<DockerAddress> find(Map<String, String> environment) {
        String host = environment.get("DOCKER_HOST");
        if (host != null && !host.isBlank()) {
            return named(host);
        }
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "/run/user/0");
        return Stream.of(
                        Path.of("/var/run/docker.sock"),
                        Path.of(System.getProperty("user.home"), ".docker/run/docker.sock"),
                        Path.of(runtime, "docker.sock"))
                .filter(Files::exists)
                .findFirst()
                .map(path -> new DockerAddress(UnixDomainSocketAddress.of(path)));
    }

    private static Optional<DockerAddress> named(String host) {
        URI uri = URI.create(host);
        return switch (String.valueOf(uri.getScheme())) {
            case "unix" -> Optional.of(new DockerAddress(UnixDomainSocketAddress.of(uri.getPath())));
            case "tcp", "http" ->
                Optional.of(new DockerAddress(
                        new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? 2375 : uri.getPort())));
            default -> Optional.empty();
        };
    }

    /** Whether the engine answers 200 to this path of its API; false too if it does not answer at all. */
    boolean answers(String path) {
        try (SocketChannel channel = SocketChannel.open(socket)) {
            String request = "GET " + path + " HTTP/1.0\r\nHost: docker\r\n\r\n";
            channel.write(ByteBuffer.wrap(request.getBytes(US_ASCII)));
            ByteBuffer start = ByteBuffer.allocate(12);
            while (start.hasRemaining() && channel.read(start) >= 0) {
                Thread.onSpinWait();
            }
            return new String(start.array(), US_ASCII).endsWith(" 200");
        } catch (IOException nobodyThere) {
            return false;
        }
    }
}
