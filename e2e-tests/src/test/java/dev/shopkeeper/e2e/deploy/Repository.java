package dev.shopkeeper.e2e.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files of this repository. */
final class Repository {

    /** The applications, by their modules. */
    static final List<String> APPLICATIONS = List.of(
            "gateway",
            "inventory-service",
            "logistics-service",
            "membership-service",
            "order-service",
            "pricing-service",
            "recommendation-service");

    private Repository() {}

    /** The folder that has {@code docker-compose.yml}, from wherever the tests run. */
    static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("docker-compose.yml"))) {
                return folder;
            }
        }
        throw new IllegalStateException(
                "no docker-compose.yml above " + Path.of("").toAbsolutePath());
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> files(String folder, String suffix) {
        try (Stream<Path> files = Files.walk(root().resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The documents of a YAML file; a key that occurs twice is refused. */
    static List<Map<String, Object>> yaml(Path file) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        List<Map<String, Object>> documents = new ArrayList<>();
        for (Object document : new Yaml(new SafeConstructor(options)).loadAll(text(file))) {
            documents.add(map(document));
        }
        return documents;
    }

    @SuppressWarnings("unchecked") // the keys of these files are strings
    static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
