package dev.shopkeeper.benchmarks.ranking;

import dev.shopkeeper.benchmarks.BenchCase;
import dev.shopkeeper.benchmarks.BenchOptions;
import dev.shopkeeper.recommendation.blend.Blend;
import dev.shopkeeper.recommendation.evaluation.FullRanking;
import dev.shopkeeper.recommendation.evaluation.RankingMetrics;
import dev.shopkeeper.recommendation.evaluation.Scorer;
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
 * {@code ./shop bench recommendation --data FOLDER [--seed N] [--set NAME] [--threads N] [--only deep]
 * [--trials N] [--split validation]}: for every set of a known format
 * below the folder, searches options on the validation split, trains on all but the test, and ranks all items for the test
 * once. With {@code --only deep} the recurrent network alone, see {@link DeepBench}, and then with {@code --split
 * validation} the test is not looked at.
 */
public final class RankingBench implements BenchCase {

    private static final int DEEP_TRIALS = 6;

    @Override
    public Map<String, Object> run(BenchOptions options) throws IOException {
        Path folder = Path.of(options.text("data")
                .orElseThrow(() -> new IllegalArgumentException(
                        "--data is missing. Maybe name the folder that holds the data sets?")));
        String wanted = options.text("set", "");
        int threads = options.number("threads", Runtime.getRuntime().availableProcessors());
        String only = options.text("only", "");
        if (!only.isEmpty() && !only.equals("deep")) {
            throw new IllegalArgumentException("--only is " + only + ", and may be deep");
        }
        String split = options.text("split", "test");
        if (!split.equals("test") && !(split.equals("validation") && only.equals("deep"))) {
            throw new IllegalArgumentException(
                    "--split is " + split + ", and may be test, or with --only deep validation");
        }
        int deepTrials = options.number("trials", DEEP_TRIALS);
        Map<String, Supplier<Trial>> trials = new Sets(options.seed()).find(folder);
        Map<String, Object> figures = new LinkedHashMap<>();
        trials.forEach((name, trial) -> {
            if (name.startsWith(wanted)) {
                figures.put(
                        name,
                        only.equals("deep")
                                ? DeepBench.run(
                                        trial.get(), threads, options.seed(), deepTrials, split.equals("validation"))
                                : run(trial.get(), threads, options.seed()));
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
        SelectionSettings settings = SelectionSettings.defaults(threads);
        Selection.Selected selected = new Selection(settings, seed)
                .select(trial.past(), trial.validation(), trial.traits(), done -> {
                    if ((int) (done * 20) > told[0]) {
                        told[0] = (int) (done * 20);
                        System.err.printf("%s: %d %% after %.0f s%n", trial.name(), told[0] * 5, seconds(began));
                    }
                });
        double searched = seconds(began);
        long refit = System.nanoTime();
        Blend blend = selected.recipe().train(trial.all(), settings, seed, done -> {});
        double trained = seconds(refit);
        FullRanking ranking = new FullRanking(trial.all().items(), List.of(10, 20));
        long begun = System.nanoTime();
        RankingMetrics reached = ranking.evaluate(trial.test(), blend, threads);
        double ranked = seconds(begun);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.putAll(shown(trial, reached));
        figures.put("alone", alone(trial, selected, blend, settings, seed, ranking));
        figures.put("test_cases", reached.cases());
        Map<String, Object> validation = new LinkedHashMap<>();
        selected.found().alone().forEach((name, value) -> validation.put(name, rounded(value)));
        validation.put("blend", rounded(selected.found().value()));
        figures.put("validation_" + trial.traits().metric(), validation);
        figures.put("shares", selected.found().shares());
        Map<String, Object> chosen = new LinkedHashMap<>();
        selected.candidates()
                .forEach(candidate -> chosen.put(
                        candidate.ingredient().name(),
                        candidate.ingredient() + " of " + candidate.trials() + " tried"));
        figures.put("options", chosen);
        figures.put("seconds_search", rounded(searched));
        figures.put("seconds_train", rounded(trained));
        figures.put("seconds_rank", rounded(ranked));
        figures.put("peak_resident_mib", peakResidentMebibytes());
        System.err.println(trial.name() + ": " + figures);
        return figures;
    }

    private static Map<String, Object> shown(Trial trial, RankingMetrics reached) {
        Map<String, Object> shown = new LinkedHashMap<>();
        trial.figures().forEach(name -> shown.put(name, rounded(reached.of(name))));
        return shown;
    }

    /** What every model would have reached by itself, with the options that were found for it; those without a share too. */
    private static Map<String, Object> alone(
            Trial trial,
            Selection.Selected selected,
            Blend blend,
            SelectionSettings settings,
            long seed,
            FullRanking ranking) {
        Map<String, Object> alone = new LinkedHashMap<>();
        for (Selection.Candidate candidate : selected.candidates()) {
            String name = candidate.ingredient().name();
            Scorer model = blend.parts().stream()
                    .filter(part -> part.name().equals(name))
                    .map(part -> (Scorer) part.model())
                    .findFirst()
                    .orElseGet(() -> candidate.ingredient().train(trial.all(), settings, seed, done -> {}));
            alone.put(name, shown(trial, ranking.evaluate(trial.test(), model, settings.threads())));
        }
        return alone;
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
