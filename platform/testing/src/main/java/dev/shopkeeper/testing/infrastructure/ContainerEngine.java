package dev.shopkeeper.testing.infrastructure;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a container engine on this machine lacks for our tests. */
interface ContainerEngine {

    /** What Testcontainers starts beside every container, to clean up after it. */
    String REAPER_IMAGE = "testcontainers/ryuk:0.14.0";

    /** Why containers cannot be used, or empty if they can. */
    Optional<String> missing();

    /** The engine that the environment names, or the one at its usual place. */
    static ContainerEngine local() {
        return at(DockerAddress.find(System.getenv()), System.getenv());
    }

    /**
     * The engine at an address. It is asked directly and not by Testcontainers, which would pull a missing reaper image
     * for minutes before it said anything.
     */
    static ContainerEngine at(Optional<DockerAddress> address, Map<String, String> environment) {
        return () -> {
            if (address.isEmpty() || !address.get().answers("/_ping")) {
                return Optional.of("no container engine");
            }
            boolean reaped = !Boolean.parseBoolean(environment.get("TESTCONTAINERS_RYUK_DISABLED"));
            List<String> images = reaped
                    ? List.of(ContainerPostgres.IMAGE, ContainerKafka.IMAGE, REAPER_IMAGE)
                    : List.of(ContainerPostgres.IMAGE, ContainerKafka.IMAGE);
            return images.stream()
                    .filter(image -> !address.get().answers("/images/" + image + "/json"))
                    .findFirst()
                    .map(image -> "the engine has no image " + image);
        };
    }
}
