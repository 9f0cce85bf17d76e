package dev.shopkeeper.learning.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shopkeeper.learning.DataSet;
import dev.shopkeeper.learning.Gate;
import dev.shopkeeper.learning.Hashes;
import dev.shopkeeper.learning.InsufficientDataException;
import dev.shopkeeper.learning.ModelDefinition;
import dev.shopkeeper.learning.Options;
import dev.shopkeeper.learning.Split;
import dev.shopkeeper.learning.TrainingProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.springframework.stereotype.Component;

/** A model whose metrics are those that the run's options say; its bytes are what it says of itself when loaded. */
@Component
class Coin implements ModelDefinition<Instant, Coin.Tossed> {

    static final String NAME = "coin";

    /** Counted down when a run with the option {@code slow} is being trained. */
    volatile CountDownLatch training = new CountDownLatch(1);

    /** What a model scores; a negative one cannot be loaded. */
    /** @param tossed from what; it makes the bytes of each data and figure different ones */
    record Tossed(double metric, String tossed) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Says of itself how good it is.";
    }

    @Override
    public Options options() {
        return Options.defaults(Map.of(
                "figure", "0.5",
                "as_champion", "0.5",
                "data_to", "2026-01-01T00:00:00Z",
                "split_at", "2026-01-01T00:00:00Z",
                "slow", "false",
                "fault", "none"));
    }

    @Override
    public void check(Options options) {
        options.decimal("figure", 0, 1);
    }

    @Override
    public Gate gate() {
        return new Gate("hits", true, 0.1);
    }

    @Override
    public DataSet<Instant> load(Options options) {
        if (options.text("fault").equals("too_little")) {
            throw new InsufficientDataException("There is one coin, and two are needed.");
        }
        Instant to = Instant.parse(options.text("data_to"));
        return new DataSet<>(
                to,
                to.minus(Duration.ofDays(30)),
                to,
                1,
                Hashes.of(to.toString().getBytes(UTF_8)));
    }

    @Override
    public Split<Instant> split(Instant data, Options options) {
        return new Split<>(data, data, Instant.parse(options.text("split_at")));
    }

    @Override
    public Tossed train(Instant data, Options options, long seed, TrainingProgress progress) {
        if (Boolean.parseBoolean(options.text("slow"))) {
            training.countDown();
            for (int step = 0; step < 3_000; step++) {
                pause();
                progress.report(step / 3_000.0);
            }
        }
        if (options.text("fault").equals("greedy")) {
            long[][] hoard = new long[1_000][];
            for (int i = 0; i < hoard.length; i++) {
                hoard[i] = new long[1_000_000];
            }
            return new Tossed(hoard.length, "hoard");
        }
        return new Tossed(options.decimal("figure", 0, 1), options.text("figure") + "@" + data);
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public Map<String, Double> evaluate(Tossed candidate, Split<Instant> split, TrainingProgress progress) {
        return Map.of("hits", candidate.metric(), "process", (double)
                ProcessHandle.current().pid());
    }

    @Override
    public Map<String, Double> evaluateBaseline(Split<Instant> split, TrainingProgress progress) {
        return Map.of("hits", 0.3);
    }

    @Override
    public Tossed refit(Tossed candidate, Instant data, Options options, long seed, TrainingProgress progress) {
        return new Tossed(
                "broken".equals(options.text("as_champion")) ? -1 : options.decimal("as_champion", 0, 1),
                candidate.tossed());
    }

    @Override
    public byte[] save(Tossed model) {
        return (model.metric() + " " + model.tossed()).getBytes(UTF_8);
    }

    @Override
    public Tossed load(byte[] bytes) {
        String[] words = new String(bytes, UTF_8).split(" ", 2);
        double metric = Double.parseDouble(words[0]);
        if (metric < 0) {
            throw new IllegalArgumentException("It fell on its edge");
        }
        return new Tossed(metric, words[1]);
    }
}
