package dev.shopkeeper.benchmarks.startup;

import dev.shopkeeper.benchmarks.BenchCase;
import dev.shopkeeper.benchmarks.BenchOptions;
import dev.shopkeeper.benchmarks.platform.Machine;
import dev.shopkeeper.benchmarks.platform.ProcessMemory;
import dev.shopkeeper.benchmarks.platform.ProcessStat;
import dev.shopkeeper.local.postgres.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts the platform of this checkout and that of another commit in turn, each time in a new home, so that every start does
 * the same: makes the databases and the topics, and starts PostgreSQL, Kafka and the seven applications. No AOT caches on
 * either side, and no demo shop. Linux only, since it reads /proc.
 *
 * <p>Options: {@code --against COMMIT}, {@code --rounds N} (2, the least), {@code --idle SECONDS} before the memory is read
 * (30), {@code --offset N} of the ports (13500). What it makes, it removes, also when it fails or is interrupted.
 */
final class StartupComparison implements BenchCase {

    @Override
    public Map<String, Object> run(BenchOptions options) throws Exception {
        Path repository = Path.of(System.getProperty("shopkeeper.repository", "."))
                .toAbsolutePath()
                .normalize();
        String commit = OtherCheckout.commit(repository, options.text("against").orElseThrow());
        String present = OtherCheckout.commit(repository, "HEAD");
        boolean changed = OtherCheckout.isChanged(repository);
        int rounds = atLeast(2, "rounds", options.number("rounds", 2));
        Duration idle = Duration.ofSeconds(atLeast(0, "idle", options.number("idle", 30)));
        int offset = options.number("offset", 13500);
        try (Cleanup cleanup = new Cleanup()) {
            Path folder = Files.createTempDirectory("shopkeeper-startup");
            cleanup.add(() -> Folders.delete(folder));
            OtherCheckout other = new OtherCheckout(repository, folder.resolve("other"));
            other.build(commit, cleanup);
            List<Start> ours = new ArrayList<>();
            List<Start> theirs = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                ours.add(start(repository, folder.resolve("this-" + round), offset, idle, cleanup));
                theirs.add(start(other.folder(), folder.resolve("other-" + round), offset, idle, cleanup));
            }
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("machine", Machine.figures());
            figures.put("aot_caches", "none");
            figures.put("homes", "new");
            figures.put("this", side(present, ours));
            figures.put("this_changed", changed);
            figures.put("other", side(commit, theirs));
            figures.put("this_by_other", Start.ratios(ours, theirs));
            return figures;
        }
    }

    private static Start start(Path checkout, Path home, int offset, Duration idle, Cleanup cleanup) throws Exception {
        Path log = home.resolveSibling(home.getFileName() + ".log");
        int before = cleanup.size();
        try {
            cleanup.add(() -> Folders.delete(home));
            return measure(checkout, home, log, offset, idle, cleanup);
        } catch (IllegalStateException e) {
            String said = Files.exists(log) ? Files.readString(log) : "nothing";
            throw new IOException(
                    home.getFileName() + " did not start: " + e.getMessage() + ". It said: "
                            + said.replace(home.toString(), "HOME").replace(checkout.toString(), "."),
                    e);
        } finally {
            cleanup.undoTo(before);
        }
    }

    private static Start measure(Path checkout, Path home, Path log, int offset, Duration idle, Cleanup cleanup)
            throws IOException, InterruptedException {
        MachineTime before = MachineTime.now();
        long begun = System.nanoTime();
        RunningPlatform platform = RunningPlatform.start(checkout, home, log, offset);
        cleanup.add(platform::stop);
        platform.awaitReady();
        double wall = (System.nanoTime() - begun) / 1e9;
        double taken = ProcessStat.processorSeconds(platform.processes());
        double others = MachineTime.now().since(before).busy() - taken;
        Thread.sleep(idle);
        return new Start(taken, others, wall, ProcessMemory.of(platform.processes()));
    }

    private static Map<String, Object> side(String commit, List<Start> starts) {
        Map<String, Object> side = new LinkedHashMap<>();
        side.put("commit", commit);
        side.put("starts", starts.stream().map(Start::figures).toList());
        return side;
    }

    private static int atLeast(int least, String name, int value) {
        if (value < least) {
            throw new IllegalArgumentException("--" + name + " is " + value + ", but must be at least " + least + ".");
        }
        return value;
    }
}
