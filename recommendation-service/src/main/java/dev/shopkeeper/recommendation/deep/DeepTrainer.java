package dev.shopkeeper.recommendation.deep;

import dev.shopkeeper.neural.nextitem.ItemSequence;
import dev.shopkeeper.neural.nextitem.NextItemData;
import dev.shopkeeper.neural.nextitem.NextItemTraining;
import dev.shopkeeper.recommendation.evaluation.FullRanking;
import dev.shopkeeper.recommendation.evaluation.RankingCase;
import dev.shopkeeper.recommendation.history.Histories;
import dev.shopkeeper.recommendation.history.History;
import dev.shopkeeper.recommendation.search.CoordinateSearch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;

/**
 * Trains the recurrent network, on one thread: equal data, options and seed give equal bytes.
 *
 * @param threads to rank on while options are searched
 * @param seed of all that is drawn
 */
public record DeepTrainer(int threads, long seed) {

    /** Least transitions from a step to the next; below, all that a network would learn is chance. */
    static final int LEAST_TRANSITIONS = 100;

    private static final int MOST_EPOCHS = 12;

    /** Epochs without a better value after which a trial ends. */
    private static final int PATIENCE = 3;

    private static final int CASES_OF_AN_EPOCH = 2000;
    private static final List<Double> AGAIN = List.of(0.0, 1.5, 3.0, 5.0, 8.0, 12.0, 18.0);
    private static final int MIDDLE = 64;
    private static final int SMALL = 32;

    /**
     * Trains with given options.
     *
     * @param progress told how much is done, 0 to 1; what it throws ends the training and is thrown on
     * @throws IllegalArgumentException if the histories have too few transitions to learn from
     */
    public DeepModel fit(Histories past, DeepOptions options, DoubleConsumer progress) {
        try (NextItemTraining training = training(past, options)) {
            for (int epoch = 0; epoch < options.epochs(); epoch++) {
                double from = epoch;
                training.epoch(done -> progress.accept((from + done) / options.epochs()));
            }
            return new DeepModel(training.network(options.again()));
        }
    }

    /**
     * Searches few options, each trial trained until the validation cases are ranked no better: first the defaults, then without
     * attributes where there are some, more or less dropout, a lower rate, smaller dimensions; each is kept if it is better. With
     * the most of {@value #MOST_EPOCHS} epochs a trial, it takes at most {@code trials} trainings.
     *
     * @param trials most options tried
     * @param metric that is to be as great as possible, at a depth of 10 or 20
     * @throws IllegalArgumentException if there are no cases, or too few transitions to learn from
     */
    public CoordinateSearch.Found<DeepOptions> search(
            Histories past, List<RankingCase> validation, int trials, String metric, DoubleConsumer progress) {
        if (validation.isEmpty() || trials < 1) {
            throw new IllegalArgumentException("There are " + validation.size() + " validation cases and " + trials
                    + " trials. Maybe the histories are too short to be split?");
        }
        Trials search = new Trials(past, thinned(validation), trials, metric, progress);
        search.run();
        progress.accept(1);
        return search.found();
    }

    private static List<RankingCase> thinned(List<RankingCase> cases) {
        return cases.size() <= CASES_OF_AN_EPOCH
                ? cases
                : IntStream.range(0, CASES_OF_AN_EPOCH)
                        .mapToObj(i -> cases.get((int) ((long) i * cases.size() / CASES_OF_AN_EPOCH)))
                        .toList();
    }

    private NextItemTraining training(Histories past, DeepOptions options) {
        List<ItemSequence> sequences = new ArrayList<>(past.all().size());
        long transitions = 0;
        for (History history : past.all()) {
            sequences.add(DeepModel.sequence(history));
            for (int event = 1; event < history.size(); event++) {
                if (history.steps()[event] != history.steps()[event - 1]) {
                    transitions++;
                }
            }
        }
        if (transitions < LEAST_TRANSITIONS) {
            throw new IllegalArgumentException(past.all().size() + " histories have " + transitions
                    + " transitions from one step to the next, and a network needs at least " + LEAST_TRANSITIONS
                    + ". Maybe read a longer time, or leave it to the other models?");
        }
        boolean told = options.attributes();
        return new NextItemTraining(
                new NextItemData(
                        past.items(),
                        sequences,
                        told ? past.attributes().ofItem() : new int[past.items()][0],
                        told ? past.attributes().items().length : 0),
                options.network(),
                seed);
    }

    /** One option after the other. */
    private final class Trials {
        private final Histories past;
        private final List<RankingCase> cases;
        private final int most;
        private final String metric;
        private final DoubleConsumer progress;
        private final FullRanking ranking;
        private final boolean repeats;
        private final List<CoordinateSearch.Trial<DeepOptions>> done = new ArrayList<>();
        private DeepOptions best;
        private double reached = -1;

        Trials(Histories past, List<RankingCase> cases, int most, String metric, DoubleConsumer progress) {
            this.past = past;
            this.cases = cases;
            this.most = most;
            this.metric = metric;
            this.progress = progress;
            this.repeats = cases.stream().anyMatch(DeepTrainer::repeats);
            this.ranking = new FullRanking(past.items(), List.of(10, 20));
            boolean told = past.attributes().items().length > 0;
            this.best = DeepOptions.defaults().withAttributes(told);
        }

        void run() {
            better(best);
            if (best.attributes()) {
                better(best.withAttributes(false));
            }
            if (!better(best.withDropout(0.5))) {
                better(best.withDropout(0.1));
            }
            better(best.withLearningRate(best.learningRate() / 3));
            if (better(best.withDimension(MIDDLE))) {
                better(best.withDimension(SMALL));
            }
        }

        CoordinateSearch.Found<DeepOptions> found() {
            return new CoordinateSearch.Found<>(best, reached, List.copyOf(done));
        }

        /** Tries options, while there are trials left. */
        private boolean better(DeepOptions options) {
            if (done.size() >= most) {
                return false;
            }
            CoordinateSearch.Trial<DeepOptions> trial = tried(options);
            done.add(trial);
            if (trial.value() <= reached) {
                return false;
            }
            best = trial.options();
            reached = trial.value();
            return true;
        }

        /** With the number of epochs that was best, and what is to be added to what is met again. */
        private CoordinateSearch.Trial<DeepOptions> tried(DeepOptions options) {
            double from = (double) done.size() / most;
            DeepOptions found = options.withEpochs(1);
            double value = -1;
            int place = 0;
            try (NextItemTraining training = training(past, options)) {
                for (int epoch = 1; epoch <= MOST_EPOCHS && epoch - found.epochs() <= PATIENCE; epoch++) {
                    double before = epoch - 1;
                    training.epoch(part -> progress.accept(from + (before + part) / MOST_EPOCHS / most));
                    double now = value(training, place);
                    // It only rises, as training comes to know its sequences by heart.
                    while (repeats && place + 1 < AGAIN.size()) {
                        double more = value(training, place + 1);
                        if (more <= now) {
                            break;
                        }
                        now = more;
                        place++;
                    }
                    if (now > value) {
                        value = now;
                        found = options.withEpochs(epoch).withAgain(AGAIN.get(place));
                    }
                }
            }
            return new CoordinateSearch.Trial<>(found, value);
        }

        private double value(NextItemTraining training, int place) {
            return ranking.evaluate(cases, new DeepModel(training.network(AGAIN.get(place))), threads)
                    .of(metric);
        }
    }

    /** Whether anything that is wanted was met before, and may be shown again. */
    private static boolean repeats(RankingCase one) {
        return Arrays.stream(one.wanted())
                .anyMatch(wanted -> Arrays.stream(one.history().items()).anyMatch(met -> met == wanted)
                        && Arrays.stream(one.hidden()).noneMatch(hidden -> hidden == wanted));
    }
}
