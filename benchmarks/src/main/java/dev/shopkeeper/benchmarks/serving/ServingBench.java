package dev.shopkeeper.benchmarks.serving;

import dev.shopkeeper.benchmarks.BenchCase;
import dev.shopkeeper.benchmarks.BenchOptions;
import dev.shopkeeper.benchmarks.platform.Machine;
import dev.shopkeeper.benchmarks.startup.Cleanup;
import dev.shopkeeper.benchmarks.startup.OtherCheckout;
import dev.shopkeeper.local.postgres.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./shop bench serving [--against COMMIT] [--items N] [--seed N] [--rate R] [--seconds S]}: what a recommendation costs, of this
 * checkout and, in the same run, of another commit. Each side is started in a home of its own, told the same planted shop through its
 * gateway and trains its model on it; then the sides are measured in turn. Linux only, since it reads /proc.
 *
 * <p>More options: {@code --visitors N} (3,000), {@code --warm N} requests before anything counts (5,000), {@code --answers N} of the
 * closed loop (5,000), {@code --connections N} of the open loop (32), {@code --rounds N} (2; 1 without another commit),
 * {@code --frames N} of a profile after the last round (0: none), {@code --offset N} of the ports (13500), {@code --checkout FOLDER}
 * where the other commit is checked out and built already. What the bench makes, it removes, also when it fails or is interrupted.
 */
public final class ServingBench implements BenchCase {

    @Override
    public Map<String, Object> run(BenchOptions given) throws Exception {
        ServingOptions options = ServingOptions.of(given);
        Path repository = Path.of(System.getProperty("shopkeeper.repository", "."))
                .toAbsolutePath()
                .normalize();
        String present = OtherCheckout.commit(repository, "HEAD");
        boolean changed = OtherCheckout.isChanged(repository);
        String against = options.against() == null ? null : OtherCheckout.commit(repository, options.against());
        Instant until = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        PlantedShop shop = new PlantedShop(options.seed(), options.items(), options.visitors(), until);
        try (Cleanup cleanup = new Cleanup()) {
            Path folder = Files.createTempDirectory("shopkeeper-serving");
            cleanup.add(() -> Folders.delete(folder));
            Side ours = new Side("this", repository, folder.resolve("this"), options, shop);
            Path place = against == null ? null : other(options, repository, against, folder, cleanup);
            Side theirs = place == null ? null : new Side("other", place, folder.resolve("other-home"), options, shop);
            boolean otherChanged = place != null && OtherCheckout.isChanged(place);
            for (int round = 0; round < options.rounds(); round++) {
                ours.measure(cleanup);
                if (theirs != null) {
                    theirs.measure(cleanup);
                }
            }
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("machine", Machine.figures());
            figures.put("history_until", until.toString());
            figures.put("aot_caches", "none");
            figures.put("this", ours.figures(present, changed));
            if (theirs != null && against != null) {
                figures.put("other", theirs.figures(against, otherChanged));
                figures.put("both_by_a_trained_model", ours.trained() && theirs.trained());
                figures.put("this_by_other", Figures.ratios(ours.compared(), theirs.compared()));
            }
            return figures;
        }
    }

    private static Path other(ServingOptions options, Path repository, String commit, Path folder, Cleanup cleanup)
            throws Exception {
        @Nullable Path built = options.checkout();
        if (built == null) {
            OtherCheckout other = new OtherCheckout(repository, folder.resolve("other"));
            other.build(commit, cleanup);
            return other.folder();
        }
        String there = OtherCheckout.commit(built, "HEAD");
        if (!there.equals(commit)) {
            throw new IllegalArgumentException("--checkout is at commit " + there + ", and not at " + commit + ".");
        }
        return built;
    }
}
