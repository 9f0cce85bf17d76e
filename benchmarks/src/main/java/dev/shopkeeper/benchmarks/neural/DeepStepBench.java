package dev.shopkeeper.benchmarks.neural;

import com.sun.management.OperatingSystemMXBean;
import dev.shopkeeper.benchmarks.BenchCase;
import dev.shopkeeper.benchmarks.BenchOptions;
import dev.shopkeeper.neural.nextitem.ItemSequence;
import dev.shopkeeper.neural.nextitem.NextItemData;
import dev.shopkeeper.neural.nextitem.NextItemNetwork;
import dev.shopkeeper.neural.nextitem.NextItemOptions;
import dev.shopkeeper.neural.nextitem.NextItemTraining;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * {@code ./shop bench deep-step [--rounds N] [--steps N]}: one step of training the network of next items, and one answer with the
 * scores of all items, beside PyTorch with the same shapes on one thread, one after the other in one run. Times are processor time
 * of the whole process, the least of all rounds; a step of ours has the drawing of its batch in it, PyTorch's has not.
 */
public final class DeepStepBench implements BenchCase {

    private record Shape(int items, int dimension, int sequences, int events, int negatives) {}

    private static final List<Shape> SHAPES =
            List.of(new Shape(40_000, 64, 204, 6, 1024), new Shape(40_000, 128, 204, 6, 1024));
    private static final Path SCRIPT = Path.of("benchmarks", "peers", "next_item_step.py");
    private static final int ANSWERED = 20;
    private static final int ANSWERS = 1000;

    @Override
    public Map<String, Object> run(BenchOptions options) throws IOException {
        if (!"1".equals(System.getenv("OMP_NUM_THREADS"))) {
            throw new IllegalArgumentException("OMP_NUM_THREADS is " + System.getenv("OMP_NUM_THREADS")
                    + ", and a trainer has 1: two threads on two cores wait for each other. Maybe set it?");
        }
        List<Map<String, Object>> shapes = new ArrayList<>();
        for (Shape shape : SHAPES) {
            shapes.add(measure(shape, options));
        }
        return Map.of("unit", "milliseconds of processor time", "shapes", shapes);
    }

    private static Map<String, Object> measure(Shape shape, BenchOptions options) throws IOException {
        int steps = options.number("steps", 10);
        int rounds = options.number("rounds", 5);
        SplittableRandom random = new SplittableRandom(options.seed());
        int positions = shape.sequences() * (shape.events() - 1);
        List<ItemSequence> sequences = Stream.generate(() -> sequence(random, shape.events(), shape.items()))
                .limit((long) steps * shape.sequences())
                .toList();
        NextItemData data = new NextItemData(shape.items(), sequences, new int[shape.items()][0], 0);
        NextItemOptions given = NextItemOptions.defaults().toBuilder()
                .dimension(shape.dimension())
                .fading(1)
                .ownDropout(0)
                .ahead(0)
                .negatives(shape.negatives())
                .positions(positions)
                .fullBelow(0)
                .build();
        double step = Double.POSITIVE_INFINITY;
        double answer = Double.POSITIVE_INFINITY;
        try (NextItemTraining training = new NextItemTraining(data, given, options.seed())) {
            int[] batches = {0};
            training.epoch(done -> batches[0]++);
            for (int round = 0; round < rounds; round++) {
                step = Math.min(step, time(batches[0], () -> training.epoch(done -> {})));
            }
            NextItemNetwork network = training.network().withAgain(5);
            ItemSequence history = sequence(random, ANSWERED, shape.items());
            float[] scores = new float[shape.items()];
            for (int round = 0; round <= rounds; round++) {
                answer = Math.min(answer, time(ANSWERS, () -> {
                    for (int n = 0; n < ANSWERS; n++) {
                        network.score(history, 1, scores);
                    }
                }));
            }
        }
        int candidates = shape.negatives()
                + (int) sequences.stream()
                        .limit(shape.sequences())
                        .flatMapToInt(one -> Arrays.stream(one.items()))
                        .distinct()
                        .count();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("shape", shape.toString());
        figures.put("candidates", candidates);
        figures.put("step", rounded(step));
        figures.put("answer_of_" + ANSWERED, rounded(answer));
        compare(figures, shape, candidates, steps, rounds, step, answer);
        return figures;
    }

    private static void compare(
            Map<String, Object> figures, Shape shape, int candidates, int steps, int rounds, double step, double answer)
            throws IOException {
        String python = Files.isExecutable(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3";
        List<String> command = new ArrayList<>(List.of(python, SCRIPT.toString()));
        for (int number : new int[] {
            shape.items(), shape.dimension(), shape.sequences(), shape.events() - 1, candidates, ANSWERED, steps, rounds
        }) {
            command.add(Integer.toString(number));
        }
        Process peer = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader reader = peer.inputReader(StandardCharsets.UTF_8)) {
            List<String> lines = reader.lines().toList();
            if (lines.size() != 3) {
                figures.put("skipped", python + " has no torch. Maybe install python3-torch?");
                return;
            }
            double theirStep = Double.parseDouble(lines.get(1));
            double theirAnswer = Double.parseDouble(lines.get(2));
            figures.put("pytorch", lines.get(0));
            figures.put("pytorch_step", rounded(theirStep));
            figures.put("pytorch_answer", rounded(theirAnswer));
            figures.put("step_by_pytorch", rounded(step / theirStep));
            figures.put("answer_by_pytorch", rounded(answer / theirAnswer));
        }
    }

    private static ItemSequence sequence(SplittableRandom random, int events, int items) {
        float[] strengths = new float[events];
        Arrays.fill(strengths, 1);
        return new ItemSequence(
                random.ints(events, 0, items).toArray(),
                IntStream.range(0, events).toArray(),
                strengths);
    }

    /** Milliseconds of the process, by so many. */
    private static double time(int times, Runnable call) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long began = system.getProcessCpuTime();
        call.run();
        return (system.getProcessCpuTime() - began) / 1e6 / times;
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
