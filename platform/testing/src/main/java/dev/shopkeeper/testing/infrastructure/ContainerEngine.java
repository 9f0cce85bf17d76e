package dev.shopkeeper.testing.infrastructure;

import com.github.dockerjava.api.exception.NotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;

/** What a container engine on this machine lacks for our tests. */
interface ContainerEngine {

    /** Why containers cannot be used, or empty if they can. */
    Optional<String> missing();

    /** The engine that Testcontainers finds. */
    static ContainerEngine local() {
        return () -> {
            if (!socketLikely() || !DockerClientFactory.instance().isDockerAvailable()) {
                return Optional.of("no container engine");
            }
            for (String image : new String[] {ContainerPostgres.IMAGE, ContainerKafka.IMAGE}) {
                if (!hasImage(image)) {
                    return Optional.of("the engine has no image " + image);
                }
            }
            return Optional.empty();
        };
    }

    /** Looks before asking: Testcontainers' own search takes seconds and logs a stack trace where nothing is. */
    private static boolean socketLikely() {
        Map<String, String> environment = System.getenv();
        Path home = Path.of(System.getProperty("user.home"));
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "/run/user/0");
        return environment.containsKey("DOCKER_HOST")
                || System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows")
                || Files.exists(home.resolve(".testcontainers.properties"))
                || Files.exists(Path.of("/var/run/docker.sock"))
                || Files.exists(home.resolve(".docker/run/docker.sock"))
                || Files.exists(Path.of(runtime, "docker.sock"));
    }

    private static boolean hasImage(String image) {
        try {
            DockerClientFactory.lazyClient().inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException absent) {
            return false;
        }
    }
}
