package dev.shopkeeper.local.cli;

import dev.shopkeeper.local.Application;
import dev.shopkeeper.local.LocalStackException;
import dev.shopkeeper.local.Progress;
import dev.shopkeeper.local.key.DevelopmentKeys;
import dev.shopkeeper.local.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

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

    /**
     * Runs it to its end with the terminal of this process.
     *
     * @param userTokenSecret with which it signs for whoever is signed in; none where empty
     */
    static int run(List<String> arguments, String userTokenSecret) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command(arguments)).inheritIO();
            builder.environment().put(DevelopmentKeys.USER_TOKEN_SECRET, userTokenSecret);
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
            return process.waitFor();
        } catch (IOException e) {
            throw new LocalStackException("Cannot start the demo shop: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.FAILED;
        }
    }

    /** Ctrl-C reaches both; this one ends with what the other has to say. */
    private static void end(Process process) {
        if (!process.isAlive()) {
            return;
        }
        process.destroy();
        try {
            if (process.waitFor(8, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(process.exitValue());
            }
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
