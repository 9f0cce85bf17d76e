package dev.shopkeeper.local.cli;

import dev.shopkeeper.local.Ports;
import dev.shopkeeper.local.StackHome;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a command runs.
 *
 * @param out what a program may read
 * @param err what is for people: progress, problems
 */
record Context(Path repository, Map<String, String> environment, PrintStream out, PrintStream err) {
    Context {
        environment = Map.copyOf(environment);
    }

    StackHome home() {
        String chosen = environment.getOrDefault("SHOPKEEPER_HOME", "");
        return new StackHome(chosen.isBlank() ? repository.resolve(".shop") : Path.of(chosen));
    }

    Ports ports() {
        try {
            return Ports.from(environment);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
