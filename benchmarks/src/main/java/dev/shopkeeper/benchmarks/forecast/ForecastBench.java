package dev.shopkeeper.benchmarks.forecast;

import dev.shopkeeper.benchmarks.BenchCase;
import dev.shopkeeper.benchmarks.BenchOptions;
import dev.shopkeeper.inventory.forecast.ensemble.DemandClass;
import dev.shopkeeper.inventory.forecast.ensemble.Forecast;
import dev.shopkeeper.inventory.forecast.ensemble.GlobalLearner;
import dev.shopkeeper.inventory.forecast.ensemble.HybridModel;
import dev.shopkeeper.inventory.forecast.ensemble.HybridTrainer;
import dev.shopkeeper.inventory.forecast.ensemble.Panel;
import dev.shopkeeper.inventory.forecast.ensemble.Series;
import dev.shopkeeper.inventory.forecast.expert.ArimaPeer;
import dev.shopkeeper.inventory.forecast.expert.IntermittentDemand;
import dev.shopkeeper.inventory.forecast.expert.Seasons;
import dev.shopkeeper.inventory.forecast.metric.ForecastMetrics;
import dev.shopkeeper.inventory.network.LstmLearner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./shop bench forecast --data FOLDER [--seed N] [--set NAME] [--most N] [--split validation]
 * [--units N] [--epochs N]}: for every set of a known format below the folder, trains the hybrid on the histories and scores it once on what came after, beside each of its
 * experts alone. With {@code --split validation}, what came after is not looked at: the end of the histories is held out.
 */
public final class ForecastBench implements BenchCase {

    private static final int ARIMA_SERIES = 50;

    /** Quantiles that stock is kept by. */
    private static final List<Double> UPPER = List.of(0.5, 0.8, 0.9, 0.95);

    @Override
    public Map<String, Object> run(BenchOptions options) throws IOException {
        Path folder = Path.of(options.text("data")
                .orElseThrow(() -> new IllegalArgumentException(
                        "--data is missing. Maybe name the folder that holds the data sets?")));
        String wanted = options.text("set", "");
        int epochs = options.number("epochs", 30);
        GlobalLearner learner = epochs == 0 ? GlobalLearner.NONE : new LstmLearner(options.number("units", 40), epochs);
        boolean validation = options.text("split", "test").equals("validation");
        Map<String, Supplier<ForecastSet>> sets = ForecastSets.find(folder);
        Map<String, Object> figures = new LinkedHashMap<>();
        sets.forEach((name, set) -> {
            if (name.startsWith(wanted)) {
                ForecastSet whole = shortened(set.get(), options.number("most", Integer.MAX_VALUE));
                figures.put(name, run(validation ? whole.validation() : whole, learner, options.seed()));
                System.err.println(name + ": " + figures.get(name));
            }
        });
        if (figures.isEmpty()) {
            throw new IllegalArgumentException("No set " + wanted + " of a known format lies below " + folder
                    + ", only " + sets.keySet() + ". Maybe another folder?");
        }
        return Map.of("sets", figures);
    }

    private static ForecastSet shortened(ForecastSet set, int most) {
        int all = set.history().size();
        int size = Math.min(most, all);
        return new ForecastSet(
                set.name(),
                set.frequency(),
                set.settings(),
                IntStream.range(0, size)
                        .map(i -> (int) ((long) i * all / size))
                        .mapToObj(set.history()::get)
                        .toList(),
                IntStream.range(0, size)
                        .map(i -> (int) ((long) i * all / size))
                        .mapToObj(set.future()::get)
                        .toList(),
                set.score());
    }

    private static Map<String, Object> run(ForecastSet set, GlobalLearner learner, long seed) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("series", set.history().size());
        figures.put("horizon", set.settings().horizon());
        long began = System.nanoTime();
        int[] told = {0};
        HybridModel model = new HybridTrainer(Panel.all(), set.frequency(), set.settings(), learner)
                .train(set.history(), seed, fraction -> {
                    if ((int) (fraction * 20) > told[0]) {
                        told[0] = (int) (fraction * 20);
                        System.err.printf("%s: %d %% after %.0f s%n", set.name(), told[0] * 5, seconds(began));
                    }
                });
        figures.put("seconds_train", rounded(seconds(began)));
        long forecasting = System.nanoTime();
        List<Forecast> forecasts = forecasts(model, set, Panel.all());
        figures.put("milliseconds_forecast", rounded(1000 * seconds(forecasting) / forecasts.size()));
        Map<String, Double> shares = new TreeMap<>();
        Map<String, Double> shrinkages = new TreeMap<>();
        for (DemandClass kind : DemandClass.values()) {
            shares.put(kind.name().toLowerCase(Locale.ROOT), model.networkShare(kind));
            shrinkages.put(kind.name().toLowerCase(Locale.ROOT), model.shrinkage(kind));
        }
        figures.put("network_share", shares);
        figures.put("shrinkage", shrinkages);
        figures.put("weights", weights(forecasts));
        if (set.score() == ForecastSet.Score.QUANTILES) {
            quantiles(set, forecasts, figures, seed);
        } else {
            means(set, forecasts, figures);
        }
        figures.put("coverage", coverage(set, forecasts));
        if (set.score() == ForecastSet.Score.MEAN && set.frequency().period() == 12) {
            figures.put("arima", arima(set, seed));
        }
        return figures;
    }

    /** Estimates beside those of statsmodels, on fifty series drawn by the seed. */
    private static Map<String, Object> arima(ForecastSet set, long seed) {
        List<double[]> drawn = new ArrayList<>();
        new Random(seed)
                .ints(0, set.history().size())
                .distinct()
                .limit(Math.min(ARIMA_SERIES, set.history().size()))
                .forEach(i -> drawn.add(set.history().get(i).values()));
        try {
            return ArimaPeer.compare(
                    drawn,
                    set.frequency().period(),
                    Path.of("benchmarks", "peers", "arima_fit.py"),
                    ArimaPeer.python());
        } catch (IOException e) {
            return Map.of("skipped", "the peer cannot be started: " + e.getMessage());
        }
    }

    private static List<Forecast> forecasts(HybridModel model, ForecastSet set, Panel panel) {
        return IntStream.range(0, set.history().size())
                .parallel()
                .mapToObj(i -> model.forecast(set.history().get(i), panel))
                .toList();
    }

    private static Map<String, Object> weights(List<Forecast> forecasts) {
        Map<String, Object> mean = new LinkedHashMap<>();
        forecasts
                .getFirst()
                .shares()
                .forEach(share -> mean.put(
                        share.name(),
                        rounded(forecasts.stream()
                                .flatMap(forecast -> forecast.shares().stream())
                                .filter(one -> one.name().equals(share.name()))
                                .mapToDouble(Forecast.Share::weight)
                                .average()
                                .orElse(0))));
        return mean;
    }

    /**
     * Errors of the means: of the hybrid, of all that it is made of, and of the M4 competition's Naive 2, which stands in where a
     * history does not suit a part.
     */
    private static void means(ForecastSet set, List<Forecast> forecasts, Map<String, Object> figures) {
        List<double[]> naive2 = new ArrayList<>();
        for (Series series : set.history()) {
            naive2.add(Seasons.naive2(
                    series.values(), set.frequency().period(), set.settings().horizon()));
        }
        Map<String, List<double[]>> paths = new LinkedHashMap<>();
        paths.put("hybrid", forecasts.stream().map(Forecast::mean).toList());
        for (Forecast.Share share : forecasts.getFirst().shares()) {
            paths.put(
                    share.name(),
                    IntStream.range(0, forecasts.size())
                            .mapToObj(i ->
                                    Objects.requireNonNullElse(says(forecasts.get(i), share.name()), naive2.get(i)))
                            .toList());
        }
        double[] reference = scores(set, naive2);
        figures.put("naive2", figures(reference, reference));
        paths.forEach((name, own) -> figures.put(name, figures(scores(set, own), reference)));
        Map<String, Object> silent = new LinkedHashMap<>();
        for (Forecast.Share share : forecasts.getFirst().shares()) {
            long times = forecasts.stream()
                    .filter(forecast -> says(forecast, share.name()) == null)
                    .count();
            if (times > 0) {
                silent.put(share.name(), times);
            }
        }
        figures.put("silent", silent);
    }

    /** What a part of a forecast says alone; null where the history does not suit it. */
    private static double @Nullable [] says(Forecast forecast, String name) {
        return forecast.shares().stream()
                .filter(one -> one.name().equals(name))
                .filter(one -> one.weight() > 0 || Arrays.stream(one.path()).anyMatch(units -> units > 0))
                .map(Forecast.Share::path)
                .findFirst()
                .orElse(null);
    }

    private static Map<String, Object> figures(double[] scores, double[] reference) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("smape", rounded(scores[0]));
        figures.put("mase", rounded(scores[1]));
        figures.put("owa", rounded((scores[0] / reference[0] + scores[1] / reference[1]) / 2));
        figures.put("wape", rounded(scores[2]));
        return figures;
    }

    /** sMAPE and MASE, means over the series, and all errors over all demand. */
    private static double[] scores(ForecastSet set, List<double[]> paths) {
        double smape = 0;
        double mase = 0;
        double errors = 0;
        double demand = 0;
        int scaled = 0;
        for (int i = 0; i < paths.size(); i++) {
            double[] actual = set.future().get(i);
            smape += ForecastMetrics.smape(actual, paths.get(i)) / paths.size();
            errors += ForecastMetrics.mae(actual, paths.get(i)) * actual.length;
            demand += Arrays.stream(actual).sum();
            double one = ForecastMetrics.mase(
                    set.history().get(i).values(),
                    actual,
                    paths.get(i),
                    set.frequency().period());
            if (!Double.isNaN(one)) {
                mase += one;
                scaled++;
            }
        }
        return new double[] {smape, mase / scaled, errors / demand};
    }

    /** Loss of the quantiles, beside those of each method for intermittent demand by the same calibration. */
    private static void quantiles(ForecastSet set, List<Forecast> forecasts, Map<String, Object> figures, long seed) {
        figures.put("hybrid", pinball(set, forecasts));
        for (IntermittentDemand.Method method : IntermittentDemand.Method.values()) {
            IntermittentDemand alone = new IntermittentDemand(method);
            Panel panel = new Panel(List.of(alone));
            HybridModel model = new HybridTrainer(panel, set.frequency(), set.settings(), GlobalLearner.NONE)
                    .train(set.history(), seed, fraction -> {});
            figures.put(alone.name(), pinball(set, forecasts(model, set, panel)));
        }
    }

    private static Map<String, Object> pinball(ForecastSet set, List<Forecast> forecasts) {
        List<Double> levels = set.settings().levels();
        double[] sums = new double[levels.size()];
        int count = 0;
        for (int i = 0; i < forecasts.size(); i++) {
            double[] actual = set.future().get(i);
            for (int h = 0; h < actual.length; h++) {
                if (!Double.isNaN(actual[h])) {
                    count++;
                    for (int l = 0; l < sums.length; l++) {
                        sums[l] += ForecastMetrics.pinball(
                                actual[h], forecasts.get(i).quantiles()[l][h], levels.get(l));
                    }
                }
            }
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        double mean = 0;
        for (int l = 0; l < sums.length; l++) {
            if (UPPER.contains(levels.get(l))) {
                mean += sums[l] / count / UPPER.size();
                figures.put("pinball_" + levels.get(l), rounded(sums[l] / count));
            }
        }
        figures.put("pinball", rounded(mean));
        return figures;
    }

    /** The share of what came that lies within the central intervals of 80 % and 95 %, and at or below each quantile. */
    private static Map<String, Object> coverage(ForecastSet set, List<Forecast> forecasts) {
        List<Double> levels = set.settings().levels();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("interval_80", within(set, forecasts, levels.indexOf(0.1), levels.indexOf(0.9)));
        figures.put("interval_95", within(set, forecasts, levels.indexOf(0.025), levels.indexOf(0.975)));
        for (int l = 0; l < levels.size(); l++) {
            figures.put(Double.toString(levels.get(l)), within(set, forecasts, -1, l));
        }
        return figures;
    }

    /** @param low a level, or -1 for no lower end */
    private static double within(ForecastSet set, List<Forecast> forecasts, int low, int high) {
        int within = 0;
        int count = 0;
        for (int i = 0; i < forecasts.size(); i++) {
            double[] actual = set.future().get(i);
            double[][] quantiles = forecasts.get(i).quantiles();
            for (int h = 0; h < actual.length; h++) {
                if (!Double.isNaN(actual[h])) {
                    count++;
                    within += actual[h] <= quantiles[high][h] && (low < 0 || actual[h] >= quantiles[low][h]) ? 1 : 0;
                }
            }
        }
        return rounded((double) within / count);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static double rounded(double value) {
        return Math.round(value * 1e5) / 1e5;
    }
}
