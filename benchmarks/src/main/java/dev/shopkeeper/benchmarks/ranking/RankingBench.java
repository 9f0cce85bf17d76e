package dev.shopkeeper.benchmarks.ranking;

import dev.shopkeeper.benchmarks.BenchCase;
import dev.shopkeeper.benchmarks.BenchOptions;
import dev.shopkeeper.recommendation.blend.Blend;
import dev.shopkeeper.recommendation.evaluation.FullRanking;
import dev.shopkeeper.recommendation.evaluation.RankingMetrics;
import dev.shopkeeper.recommendation.selection.Selection;
import dev.shopkeeper.recommendation.selection.SelectionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * {@code ./shop bench recommendation --data FOLDER [--seed N] [--set NAME] [--threads N]}: for every set of a known format
 * below the folder, searches options on the validation split, trains on all but the test, and ranks all items for the test
 * once.
 */
public final class RankingBench implements BenchCase {

    @Override
    public Map<String, Object> run(BenchOptions options) throws IOException {
        Path folder = Path.of(options.text("data")
                .orElseThrow(() -> new IllegalArgumentException(
                        "--data is missing. Maybe name the folder that holds the data sets?")));
        String wanted = options.text("set", "");
        int threads = options.number("threads", Runtime.getRuntime().availableProcessors());
        Map<String, Supplier<Trial>> trials = new Sets(options.seed()).find(folder);
        Map<String, Object> figures = new LinkedHashMap<>();
        trials.forEach((name, trial) -> {
            if (name.startsWith(wanted)) {
                figures.put(name, run(trial.get(), threads, options.seed()));
            }
        });
        if (figures.isEmpty()) {
            throw new IllegalArgumentException("No set " + wanted + " of a known format lies below " + folder
                    + ", only " + trials.keySet() + ". Maybe another folder?");
        }
        return Map.of("sets", figures);
    }

    private static Map<String, Object> run(Trial trial, int threads, long seed) {
        long began = System.nanoTime();
        int[] told = {0};
        Selection.Selected selected = new Selection(SelectionSettings.defaults(threads), seed)
                .select(trial.past(), trial.validation(), trial.traits(), done -> {
                    if ((int) (done * 20) > told[0]) {
                        told[0] = (int) (done * 20);
                        System.err.printf("%s: %d %% after %.0f s%n", trial.name(), told[0] * 5, seconds(began));
                    }
                });
        double searched = seconds(began);
        long refit = System.nanoTime();
        Blend blend = selected.train(trial.all());
        double trained = seconds(refit);
        long ranking = System.nanoTime();
        RankingMetrics reached =
                new FullRanking(trial.all().items(), List.of(10, 20)).evaluate(trial.test(), blend, threads);
        Map<String, Object> figures = new LinkedHashMap<>();
        trial.figures().forEach(name -> figures.put(name, rounded(reached.of(name))));
        figures.put("test_cases", reached.cases());
        Map<String, Object> validation = new LinkedHashMap<>();
        selected.found().alone().forEach((name, value) -> validation.put(name, rounded(value)));
        validation.put("blend", rounded(selected.found().value()));
        figures.put("validation_" + trial.traits().metric(), validation);
        figures.put("shares", selected.found().shares());
        Map<String, Object> chosen = new LinkedHashMap<>();
        selected.candidates()
                .forEach(candidate ->
                        chosen.put(candidate.name(), candidate.options() + " of " + candidate.trials() + " tried"));
        figures.put("options", chosen);
        figures.put("seconds_search", rounded(searched));
        figures.put("seconds_train", rounded(trained));
        figures.put("seconds_rank", rounded(seconds(ranking)));
        figures.put("peak_resident_mib", peakResidentMebibytes());
        System.err.println(trial.name() + ": " + figures);
        return figures;
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static double rounded(double value) {
        return Math.round(value * 1e5) / 1e5;
    }

    /** The greatest so far, of all sets run by this process. */
    private static long peakResidentMebibytes() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmHWM"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(-1);
        } catch (IOException e) {
            return -1;
        }
    }
}
