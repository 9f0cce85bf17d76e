package dev.shopkeeper.local.cli;

import dev.shopkeeper.local.Application;
import dev.shopkeeper.local.LocalStack;
import dev.shopkeeper.local.LocalStackException;
import dev.shopkeeper.local.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The demo shop's program, a client of the gateway like any other. */
final class DemoShop {
    private static final String MAIN = "dev.shopkeeper.demo.DemoShop";

    private DemoShop() {}

    static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                MAIN));
        command.addAll(arguments);
        return command;
    }

    /** Loads the history on the first run; a stack without gateway or inventory has nobody to tell it to. */
    static void loadOnce(LocalStack stack, Optional<String> scale, Progress progress) {
        Path marker = stack.options().home().demoMarker();
        if (Files.exists(marker) || stack.options().applications().size() < Application.values().length) {
            return;
        }
        progress.say("Loading the demo shop (once; --no-demo leaves it out)");
        List<String> arguments = new ArrayList<>(List.of(
                "seed",
                "--gateway",
                stack.gateway().toString(),
                "--key",
                stack.keys().operator(),
                "--state",
                stack.options().home().demoState().toString()));
        scale.ifPresent(value -> arguments.addAll(List.of("--scale", value)));
        int code = stack.runBeside(command(arguments), progress::say);
        if (code != 0) {
            progress.warn("The demo shop could not be loaded (code " + code
                    + "). The platform runs; ./shop seed tries again.");
            return;
        }
        try {
            Files.createFile(marker);
        } catch (IOException e) {
            throw new LocalStackException("Cannot write " + marker + ": " + e.getMessage(), e);
        }
        progress.say("The demo shop is loaded.");
    }
}
