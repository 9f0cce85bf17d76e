package dev.shopkeeper.recommendation.deep;

import dev.shopkeeper.neural.nextitem.NextItemNetwork;
import dev.shopkeeper.neural.nextitem.NextItemTraining;
import dev.shopkeeper.recommendation.evaluation.FullRanking;
import dev.shopkeeper.recommendation.evaluation.RankingCase;
import dev.shopkeeper.recommendation.history.Histories;
import dev.shopkeeper.recommendation.search.CoordinateSearch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * Tries one option after the other and keeps it if it is better. A trial is trained until what was not met is ranked no better, and
 * then the level of what was met is set, if the cases may have any of it. Where the histories are many, trials learn from some
 * people, drawn by chance. It is counted how much was done, not by a clock, so that the same is found on any machine.
 */
final class DeepSearch {

    /** What all trials may cost together, in trainings with the options found. */
    static final int TRAININGS = 12;

    private static final int MOST_EPOCHS = 15;

    /** Epochs without a better value after which a trial ends. */
    private static final int PATIENCE = 3;

    private static final double MORE_DROPOUT = 0.5;
    private static final double TAUGHT = 0.5;
    private static final List<Double> LEVELS = List.of(2.0, 4.0, 6.0, 8.0, 10.0, 12.0, 14.0, 17.0, 20.0, 25.0, 30.0);

    private final DeepTrainer trainer;
    private final Histories past;
    private final Histories tried;
    private final long mostWork;
    private final List<RankingCase> cases;
    private final List<RankingCase> fresh;
    private final int most;
    private final String metric;
    private final DoubleConsumer progress;
    private final FullRanking ranking;
    private final boolean repeats;
    private final List<CoordinateSearch.Trial<DeepOptions>> done = new ArrayList<>();
    private DeepOptions best = DeepOptions.defaults();
    private double reached = -1;
    private long spent;
    private int level = LEVELS.size() / 2;

    DeepSearch(
            DeepTrainer trainer,
            Histories past,
            List<RankingCase> cases,
            int most,
            String metric,
            DoubleConsumer progress) {
        this.trainer = trainer;
        this.past = past;
        this.mostWork = trainer.mostWork() * 3 / 2;
        this.tried = trainer.tried(past);
        this.cases = cases;
        this.most = most;
        this.metric = metric;
        this.progress = progress;
        List<RankingCase> others = cases.stream()
                .filter(one -> fresh(one).length > 0)
                .map(one -> RankingCase.ofNew(one.history(), fresh(one)))
                .toList();
        this.fresh = others.isEmpty() ? cases : others;
        this.repeats = cases.stream().anyMatch(DeepSearch::repeats);
        this.ranking = new FullRanking(past.items(), List.of(10, 20));
    }

    CoordinateSearch.Found<DeepOptions> found() {
        boolean told = past.attributes().items().length > 0;
        better(best.withAttributes(told));
        better(best.with(one -> one.taught(TAUGHT)));
        if (best.attributes()) {
            better(best.withAttributes(false));
        }
        better(best.with(one -> one.backward(0)));
        better(best.with(one -> one.dropout(MORE_DROPOUT)));
        better(best.withFactors(false));
        better(best.with(one -> one.dimension(2 * best.dimension())));
        return new CoordinateSearch.Found<>(best, reached, List.copyOf(done));
    }

    /** What is wanted of it and was not met. */
    private static int[] fresh(RankingCase one) {
        return Arrays.stream(one.wanted())
                .filter(wanted -> !contains(one.history().items(), wanted))
                .toArray();
    }

    /** Whether anything that is wanted was met before, and may be shown again. */
    private static boolean repeats(RankingCase one) {
        return Arrays.stream(one.wanted())
                .anyMatch(wanted -> contains(one.history().items(), wanted) && !contains(one.hidden(), wanted));
    }

    private static boolean contains(int[] items, int item) {
        return Arrays.stream(items).anyMatch(one -> one == item);
    }

    /** Tries options, while trials and work are left: half of all for the first, and for each other its part of the rest. */
    private boolean better(DeepOptions options) {
        long work = done.isEmpty()
                ? mostWork / 2
                : Math.min(left(best), (mostWork - spent) / Math.max(1, most - done.size()));
        int epochs = (int) Math.min(MOST_EPOCHS, work / DeepTrainer.work(tried, options));
        if (done.size() >= most || epochs < 1) {
            return false;
        }
        CoordinateSearch.Trial<DeepOptions> trial = tried(options, epochs);
        done.add(trial);
        // A better one that is trained in less time leaves less for the search.
        if (trial.value() <= reached || left(trial.options()) < 0) {
            return false;
        }
        best = trial.options();
        reached = trial.value();
        return true;
    }

    private long left(DeepOptions found) {
        long training = Math.min(trainer.mostWork(), found.epochs() * DeepTrainer.work(past, found));
        return Math.min(mostWork, TRAININGS * training) - spent;
    }

    private CoordinateSearch.Trial<DeepOptions> tried(DeepOptions options, int epochs) {
        double from = (double) done.size() / most;
        int found = 0;
        double value = -1;
        try (NextItemTraining training = trainer.training(tried, options)) {
            NextItemNetwork network = training.network();
            for (int epoch = 1; epoch <= epochs && epoch - found <= PATIENCE; epoch++) {
                double before = epoch - 1;
                training.epoch(part -> progress.accept(from + (before + part) / MOST_EPOCHS / most));
                spent += DeepTrainer.work(tried, options);
                NextItemNetwork now = training.network();
                double reachedNow = value(fresh, now);
                if (reachedNow > value) {
                    value = reachedNow;
                    found = epoch;
                    network = now;
                }
            }
            return repeats
                    ? calibrated(options.withEpochs(found), network)
                    : new CoordinateSearch.Trial<>(options.withEpochs(found).withAgain(0), value);
        }
    }

    /** From the level that was best before, up or down while that is better. */
    private CoordinateSearch.Trial<DeepOptions> calibrated(DeepOptions options, NextItemNetwork network) {
        double value = value(cases, network.withAgain(LEVELS.get(level)));
        for (int way : new int[] {1, -1}) {
            boolean moved = false;
            while (level + way >= 0 && level + way < LEVELS.size()) {
                double more = value(cases, network.withAgain(LEVELS.get(level + way)));
                if (more <= value) {
                    break;
                }
                value = more;
                level += way;
                moved = true;
            }
            if (moved) {
                break;
            }
        }
        return new CoordinateSearch.Trial<>(options.withAgain(LEVELS.get(level)), value);
    }

    private double value(List<RankingCase> of, NextItemNetwork network) {
        return ranking.evaluate(of, new DeepModel(network), trainer.threads()).of(metric);
    }
}
