package dev.shopkeeper.learning.life;

import dev.shopkeeper.learning.ModelDefinition;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The champions of this replica, in memory. A new one is loaded beside the old one and put in its place in one step; one
 * that cannot be loaded leaves the old one serving. Thread-safe.
 */
public class Champions {

    private static final Logger LOG = LoggerFactory.getLogger(Champions.class);

    private final Definitions definitions;
    private final ModelRegistry registry;
    private final Map<String, Champion<?>> loaded = new ConcurrentHashMap<>();

    Champions(Definitions definitions, ModelRegistry registry, MeterRegistry meters) {
        this.definitions = definitions;
        this.registry = registry;
        for (ModelDefinition<?, ?> definition : definitions.all()) {
            meters.gauge(
                    "shopkeeper.model.serving",
                    List.of(Tag.of("model", definition.name())),
                    loaded,
                    map -> map.containsKey(definition.name()) ? 1 : 0);
        }
    }

    /** The champion that this replica serves, or null while its fallback does. */
    @SuppressWarnings("unchecked") // refresh() loads each name with its own definition
    public <M> @Nullable Champion<M> current(ModelDefinition<?, M> definition) {
        return (Champion<M>) loaded.get(definition.name());
    }

    /** The version that this replica serves, {@code none} while its fallback does. */
    public String version(String model) {
        Champion<?> champion = loaded.get(model);
        return champion == null ? ModelRegistry.NONE : champion.version();
    }

    /** Loads what the registry says and this replica does not serve yet. */
    public synchronized void refresh() {
        for (ModelDefinition<?, ?> definition : definitions.all()) {
            String name = definition.name();
            String wanted = registry.champion(name);
            if (wanted.equals(version(name))) {
                continue;
            }
            try {
                if (wanted.equals(ModelRegistry.NONE)) {
                    loaded.remove(name);
                } else {
                    loaded.put(name, load(definition, wanted));
                }
                LOG.info("Model {} is served by version {} now", name, wanted);
            } catch (RuntimeException e) {
                LOG.error("Version {} of {} cannot be loaded; {} goes on", wanted, name, version(name), e);
            }
        }
    }

    private <M> Champion<M> load(ModelDefinition<?, M> definition, String version) {
        return new Champion<>(version, definition.load(registry.bytes(definition.name(), version)));
    }
}
