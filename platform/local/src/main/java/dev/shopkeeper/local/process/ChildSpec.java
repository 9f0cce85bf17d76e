package dev.shopkeeper.local.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * A child to run.
 *
 * @param name what people call it
 * @param version of the program
 * @param stopSignal name of the signal that asks it to end in good order
 * @param ready whether it does its work now; asked again and again
 * @param patience how long it may take until it is ready
 * @param stopWithin how long it may take to end before it is killed
 */
public record ChildSpec(
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
    public ChildSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
