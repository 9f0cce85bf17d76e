package dev.shopkeeper.benchmarks.startup;

import dev.shopkeeper.benchmarks.BenchCase;
import dev.shopkeeper.benchmarks.BenchOptions;
import dev.shopkeeper.local.Ports;
import dev.shopkeeper.local.Progress;
import dev.shopkeeper.local.StackOptions;
import dev.shopkeeper.local.postgres.Folders;
import dev.shopkeeper.local.process.Child;
import dev.shopkeeper.local.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Starts and stops the whole platform again and again in a home of its own, and says how busy others kept the machine
 * meanwhile: on a shared machine the processor time that the platform took is a fairer figure than the wall time.
 *
 * <p>Options: {@code --starts N} (3), {@code --idle SECONDS} before the memory is read (20), {@code --offset N} of the
 * ports (13500), {@code --home FOLDER} (a temporary one, deleted in the end). The caches are made after the first start, unless
 * {@code --warm no}. With {@code --against COMMIT} it compares with another commit instead.
 *
 * @see StartupComparison
 */
public final class StartupBench implements BenchCase {

    @Override
    public Map<String, Object> run(BenchOptions options) throws Exception {
        if (options.text("against").isPresent()) {
            return new StartupComparison().run(options);
        }
        Path home = options.text("home").isPresent()
                ? Path.of(options.text("home").get())
                : Files.createTempDirectory("shopkeeper-startup");
        StackOptions stack = StackOptions.of(Path.of(System.getProperty("shopkeeper.repository", ".")), home)
                .withPorts(Ports.offsetBy(options.number("offset", 13500)));
        try {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("first", start(stack, 0, options.text("warm", "yes").equals("yes")));
            List<Map<String, Object>> starts = new ArrayList<>();
            for (int i = 0; i < options.number("starts", 3); i++) {
                starts.add(start(stack, options.number("idle", 20), false));
            }
            figures.put("starts", starts);
            return figures;
        } finally {
            if (options.text("home").isEmpty()) {
                Folders.delete(home);
            }
        }
    }

    private static Map<String, Object> start(StackOptions options, int idleSeconds, boolean warm) throws Exception {
        Map<String, Object> figures = new LinkedHashMap<>();
        String load = Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
        MachineTime before = MachineTime.now();
        long begun = System.nanoTime();
        LocalStack stack = LocalStack.start(options, Progress.silent());
        try {
            double ready = seconds(begun);
            MachineTime used = MachineTime.now().since(before);
            figures.put("warm", stack.isWarm());
            figures.put("ready_seconds", ready);
            figures.put("platform_processor_seconds", rounded(processorSeconds(stack)));
            figures.put("machine_processor_seconds", rounded(used.busy()));
            figures.put("machine_idle_seconds", rounded(used.idle()));
            figures.put("load_before", Double.parseDouble(load));
            if (idleSeconds > 0) {
                Thread.sleep(Duration.ofSeconds(idleSeconds));
                figures.put("idle_pss_mebibytes", proportionalMebibytes(stack));
            }
            if (warm) {
                long warming = System.nanoTime();
                figures.put("warmed", stack.warm(false));
                figures.put("warming_seconds", seconds(warming));
            }
        } finally {
            long stopping = System.nanoTime();
            stack.close();
            figures.put("stopped_seconds", seconds(stopping));
        }
        return figures;
    }

    private static double processorSeconds(LocalStack stack) {
        return processes(stack)
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .mapToDouble(time -> time.toMillis() / 1000.0)
                .sum();
    }

    /** Shared pages divided among those who share them; the launcher, which is this program here, is not counted. */
    private static long proportionalMebibytes(LocalStack stack) {
        return processes(stack)
                        .map(process -> Path.of("/proc", Long.toString(process.pid()), "smaps_rollup"))
                        .flatMap(StartupBench::lines)
                        .filter(line -> line.startsWith("Pss:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
                        .sum()
                / 1024;
    }

    private static Stream<ProcessHandle> processes(LocalStack stack) {
        return stack.children().stream()
                .mapToLong(Child::pid)
                .mapToObj(ProcessHandle::of)
                .flatMap(process -> process.stream())
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()));
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static double seconds(long sinceNanos) {
        return rounded((System.nanoTime() - sinceNanos) / 1e9);
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
