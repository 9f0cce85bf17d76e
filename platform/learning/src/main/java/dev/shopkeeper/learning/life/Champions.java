package dev.shopkeeper.learning.life;

import dev.shopkeeper.learning.ModelDefinition;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
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
    private final List<Translation<?, ?>> translations = new ArrayList<>();

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

    /**
     * Has a model's champions translated into what requests use, each once, before it serves. A champion that cannot be
     * translated does not serve: the one before goes on.
     *
     * @param translation called by one thread at a time
     */
    public synchronized <M, S> Served<S> serve(ModelDefinition<?, M> definition, Function<M, S> translation) {
        Translation<M, S> added = new Translation<>(definition, translation, new Served<>());
        Champion<M> present = current(definition);
        if (present != null) {
            added.prepared(present).run();
        }
        translations.add(added);
        return added.served();
    }

    /** The version that this replica serves, {@code none} while its fallback does. */
    public String version(String model) {
        Champion<?> champion = loaded.get(model);
        return champion == null ? ModelRegistry.NONE : champion.version();
    }

    /** The promotion that the registry has, whatever this replica serves; none while the fallback does. */
    public Optional<Promotion> promotion(String model) {
        return registry.promotion(model);
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
                    of(definition).forEach(Translation::withdraw);
                } else {
                    take(definition, wanted);
                }
                LOG.info("Model {} is served by version {} now", name, wanted);
            } catch (RuntimeException e) {
                LOG.error("Version {} of {} cannot be loaded; {} goes on", wanted, name, version(name), e);
            }
        }
    }

    /** Translates all before it swaps any. */
    private <M> void take(ModelDefinition<?, M> definition, String version) {
        Champion<M> champion = load(definition, version);
        List<Runnable> swaps = new ArrayList<>();
        this.<M>of(definition).forEach(translation -> swaps.add(translation.prepared(champion)));
        loaded.put(definition.name(), champion);
        swaps.forEach(Runnable::run);
    }

    @SuppressWarnings("unchecked") // serve() pairs each definition with a translation of its own model
    private <M> List<Translation<M, ?>> of(ModelDefinition<?, M> definition) {
        List<Translation<M, ?>> own = new ArrayList<>();
        for (Translation<?, ?> translation : translations) {
            if (translation.definition().name().equals(definition.name())) {
                own.add((Translation<M, ?>) translation);
            }
        }
        return own;
    }

    /** How champions of a model become what is served. */
    private record Translation<M, S>(ModelDefinition<?, M> definition, Function<M, S> translate, Served<S> served) {

        /** Translates, and returns what puts the result in place. */
        Runnable prepared(Champion<M> champion) {
            Served.Current<S> next =
                    new Served.Current<>(definition.name(), champion.version(), translate.apply(champion.model()));
            return () -> served.swap(next);
        }

        void withdraw() {
            served.swap(null);
        }
    }

    /**
     * A stored version, champion or not, read anew each time.
     *
     * @throws RuntimeException if there is none, or it cannot be read
     */
    public <M> Champion<M> stored(ModelDefinition<?, M> definition, String version) {
        return load(definition, version);
    }

    private <M> Champion<M> load(ModelDefinition<?, M> definition, String version) {
        return new Champion<>(version, definition.load(registry.bytes(definition.name(), version)));
    }
}
