package dev.shopkeeper.learning.life;

import dev.shopkeeper.learning.ModelDefinition;
import dev.shopkeeper.starter.problem.ProblemException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The models of this service, by name. */
final class Definitions {

    private final Map<String, ModelDefinition<?, ?>> byName = new TreeMap<>();

    Definitions(List<ModelDefinition<?, ?>> definitions) {
        for (ModelDefinition<?, ?> definition : definitions) {
            String name = definition.name();
            if (!name.matches("[a-z][a-z0-9-]{0,63}")) {
                throw new IllegalStateException(
                        "A model is named '" + name + "'. Maybe use lower-case letters, digits and hyphens?");
            }
            if (byName.put(name, definition) != null) {
                throw new IllegalStateException("Two models are named '" + name + "'. Maybe rename one?");
            }
        }
    }

    Collection<ModelDefinition<?, ?>> all() {
        return byName.values();
    }

    Optional<ModelDefinition<?, ?>> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** @throws ProblemException 404 if there is none */
    ModelDefinition<?, ?> get(String name) {
        return find(name).orElseThrow(() -> ProblemException.notFound("model", name));
    }
}
