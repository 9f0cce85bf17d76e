package dev.shopkeeper.starter.defaults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ClassPathResource;

/**
 * Adds {@code shopkeeper-defaults.yaml} below every other property source, and {@code shopkeeper.service}: the
 * application's name without {@code -service}, as it appears in paths and database names.
 */
public final class DefaultsEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

    private static final String RESOURCE = "shopkeeper-defaults.yaml";

    /** After the application's own files, which name the application. */
    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 10;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        environment
                .getPropertySources()
                .addLast(new MapPropertySource("shopkeeper-derived-defaults", derived(environment)));
        try {
            new YamlPropertySourceLoader()
                    .load(
                            "shopkeeper-defaults",
                            new ClassPathResource(RESOURCE, getClass().getClassLoader()))
                    .forEach(source -> environment.getPropertySources().addLast(source));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + RESOURCE + ". Maybe the starter's jar is damaged?", e);
        }
    }

    private static Map<String, Object> derived(ConfigurableEnvironment environment) {
        Map<String, Object> derived = new LinkedHashMap<>();
        String name = environment.getProperty("spring.application.name", "application");
        derived.put("shopkeeper.service", name.endsWith("-service") ? name.substring(0, name.length() - 8) : name);
        String logFormat = environment.getProperty("SHOPKEEPER_LOG_FORMAT", "");
        if (!logFormat.isBlank()) {
            derived.put("logging.structured.format.console", logFormat);
        }
        return derived;
    }
}
