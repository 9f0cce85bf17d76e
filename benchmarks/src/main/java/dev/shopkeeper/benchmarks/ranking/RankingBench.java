package dev.shopkeeper.benchmarks.ranking;

import dev.shopkeeper.benchmarks.BenchCase;
import dev.shopkeeper.benchmarks.BenchOptions;
import dev.shopkeeper.recommendation.blend.Blend;
import dev.shopkeeper.recommendation.evaluation.ExplainedScorer;
import dev.shopkeeper.recommendation.evaluation.FullRanking;
import dev.shopkeeper.recommendation.evaluation.RankingMetrics;
import dev.shopkeeper.recommendation.selection.Ingredient;
import dev.shopkeeper.recommendation.selection.Selection;
import dev.shopkeeper.recommendation.selection.SelectionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * {@code ./shop bench recommendation --data FOLDER [--seed N] [--set NAME] [--threads N] [--only deep]
 * [--trials N] [--split validation|test]}: for every set of a known format
 * below the folder, searches options on the validation split, trains on all but the test, and ranks all items for the test
 * once: by the blend, by each model alone, and by the blend that is found without the network. With {@code --split validation}
 * nothing is learned from the validation and nothing looks at the test. With {@code --only deep} the recurrent network alone, see
 * {@link DeepBench}.
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
        if (!split.equals("test") && !split.equals("validation")) {
            throw new IllegalArgumentException("--split is " + split + ", and may be test or validation");
        }
        int deepTrials = options.number("trials", DEEP_TRIALS);
        Map<String, Supplier<Trial>> trials = new Sets(options.seed()).find(folder);
        Map<String, Object> figures = new LinkedHashMap<>();
        trials.forEach((name, trial) -> {
            if (name.startsWith(wanted)) {
                Trial one = split.equals("test") ? trial.get() : trial.get().validated();
                figures.put(
                        name,
                        only.equals("deep")
                                ? DeepBench.run(one, threads, options.seed(), deepTrials)
                                : run(one, threads, options.seed()));
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
        Map<String, ExplainedScorer> models = models(trial, selected, blend, settings, seed);
        Map<String, Object> alone = new LinkedHashMap<>();
        models.forEach((name, model) -> alone.put(name, shown(trial, ranking.evaluate(trial.test(), model, threads))));
        figures.put("alone", alone);
        selected.without().forEach((name, recipe) -> {
            Blend without = new Blend(recipe.shares().stream()
                    .map(share -> {
                        String part = share.ingredient().name();
                        return new Blend.Part(part, Objects.requireNonNull(models.get(part)), share.factor());
                    })
                    .toList());
            figures.put("without_" + name, shown(trial, ranking.evaluate(trial.test(), without, threads)));
        });
        figures.put("test_cases", reached.cases());
        Map<String, Object> validation = new LinkedHashMap<>();
        selected.found().alone().forEach((name, value) -> validation.put(name, rounded(value)));
        validation.put("blend", rounded(selected.found().blend().value()));
        selected.found()
                .without()
                .forEach((name, mixture) -> validation.put("without_" + name, rounded(mixture.value())));
        selected.found().worth().forEach((name, worth) -> {
            validation.put("gain_of_" + name, rounded(worth.gain()));
            validation.put("standard_error_of_" + name, rounded(worth.standardError()));
        });
        figures.put("validation_" + trial.traits().metric(), validation);
        figures.put("shares", selected.found().blend().shares());
        Map<String, Object> chosen = new LinkedHashMap<>();
        selected.candidates()
                .forEach(candidate -> chosen.put(
                        candidate.ingredient().name(),
                        candidate.ingredient() + " of " + candidate.trials() + " tried"));
        figures.put("options", chosen);
        figures.put("seconds_search", rounded(searched));
        figures.put("seconds_train", rounded(trained));
        figures.put("seconds_train_alone", trainings(trial, selected, settings, seed));
        figures.put("search_by_train", rounded(searched / trained));
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

    /** Every model with the options that were found for it, those without a share too. */
    private static Map<String, ExplainedScorer> models(
            Trial trial, Selection.Selected selected, Blend blend, SelectionSettings settings, long seed) {
        Map<String, ExplainedScorer> models = new LinkedHashMap<>();
        for (Selection.Candidate candidate : selected.candidates()) {
            String name = candidate.ingredient().name();
            models.put(
                    name,
                    blend.parts().stream()
                            .filter(part -> part.name().equals(name))
                            .map(Blend.Part::model)
                            .findFirst()
                            .orElseGet(() -> candidate.ingredient().train(trial.all(), settings, seed, done -> {})));
        }
        return models;
    }

    /** How long one training of each model with its options takes, but of the network: what is left of the whole is its. */
    private static Map<String, Double> trainings(
            Trial trial, Selection.Selected selected, SelectionSettings settings, long seed) {
        Map<String, Double> trainings = new LinkedHashMap<>();
        for (Selection.Candidate candidate : selected.candidates()) {
            if (!(candidate.ingredient() instanceof Ingredient.Deep)) {
                long began = System.nanoTime();
                candidate.ingredient().train(trial.all(), settings, seed, done -> {});
                trainings.put(candidate.ingredient().name(), rounded(seconds(began)));
            }
        }
        return trainings;
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
