package dev.shopkeeper.demo.world;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** The shop's word lists, read from the class path. */
public final class Resources {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private Resources() {}

    /** Reads {@code /dev/shopkeeper/demo/NAME}. */
    public static <T> T read(String name, Class<T> type) {
        try (InputStream in = Resources.class.getResourceAsStream("/dev/shopkeeper/demo/" + name)) {
            if (in == null) {
                throw new IllegalStateException(
                        "resource " + name + " is missing. Maybe the jar was built without it?");
            }
            return MAPPER.readValue(in, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
