package dev.shopkeeper.local.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A child to run.
 *
 * @param name what people call it
 * @param version of the program
 * @param command asked for at each start, so that a later one may use what there was not at the first
 * @param stopSignal name of the signal that asks it to end in good order
 * @param ready whether it does its work now; asked again and again
 * @param patience how long it may take until it is ready
 * @param stopWithin how long it may take to end before it is killed
 */
public record ChildSpec(
        String name,
        String version,
        Group group,
        Supplier<List<String>> command,
        Map<String, String> environment,
        Path directory,
        Path log,
        String stopSignal,
        BooleanSupplier ready,
        Duration patience,
        Duration stopWithin) {
    public ChildSpec {
        environment = Map.copyOf(environment);
    }

    /** With the same command at each start. */
    public ChildSpec(
            String name,
            String version,
            Group group,
            List<String> command,
            Map<String, String> environment,
            Path directory,
            Path log,
            String stopSignal,
            BooleanSupplier ready,
            Duration patience,
            Duration stopWithin) {
        this(
                name,
                version,
                group,
                always(List.copyOf(command)),
                environment,
                directory,
                log,
                stopSignal,
                ready,
                patience,
                stopWithin);
    }

    private static Supplier<List<String>> always(List<String> command) {
        return () -> command;
    }
}
