package dev.shopkeeper.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The golden samples and schemas of the contract, read from the class path. */
final class Samples {

    /** One sample file of a type. */
    record Sample(EventType<?> type, String file, JsonNode json) {
        @Override
        public String toString() {
            return type.name() + "/" + file;
        }
    }

    private Samples() {}

    static Stream<Sample> all() {
        return EventTypes.all().stream().flatMap(type -> of(type).stream());
    }

    static List<Sample> of(EventType<?> type) {
        try (Stream<Path> files = Files.list(path("/samples/" + type.name()))) {
            return files.sorted()
                    .map(file -> new Sample(type, file.getFileName().toString(), read(file)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode schema(String resource) {
        return read(path(resource));
    }

    static Path path(String resource) {
        URL url = Objects.requireNonNull(Samples.class.getResource(resource), resource);
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode read(Path file) {
        return EventJson.mapper().readTree(file.toFile());
    }
}
