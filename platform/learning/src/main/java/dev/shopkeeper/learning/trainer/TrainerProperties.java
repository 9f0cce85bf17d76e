package dev.shopkeeper.learning.trainer;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.core.env.AbstractEnvironment;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The properties that this application was given over and above what a second one finds by itself: those of the command
 * line, of {@code SPRING_APPLICATION_JSON} and of a test. Files and environment variables are found again, and system
 * properties go with the flags.
 */
final class TrainerProperties {

    private static final Set<String> FOUND_AGAIN = Set.of(
            "configurationProperties", "server.ports", StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);

    private TrainerProperties() {}

    /** By name, as they were given: placeholders stay what they are. */
    static Map<String, Object> given(ConfigurableEnvironment environment) {
        Map<String, Object> given = new TreeMap<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source.getName().equals(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)) {
                break; // From here on they rank below those that will be handed on.
            }
            if (source instanceof EnumerablePropertySource<?> known && !FOUND_AGAIN.contains(source.getName())) {
                for (String name : known.getPropertyNames()) {
                    Object value = known.getProperty(name);
                    if (value != null) {
                        given.putIfAbsent(name, value.toString());
                    }
                }
            }
        }
        List<String> profiles = List.of(environment.getActiveProfiles());
        if (!profiles.isEmpty()) {
            given.put(AbstractEnvironment.ACTIVE_PROFILES_PROPERTY_NAME, String.join(",", profiles));
        }
        return given;
    }
}
