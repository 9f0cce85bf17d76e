package dev.shopkeeper.recommendation.deep;

import dev.shopkeeper.neural.nextitem.ItemSequence;
import dev.shopkeeper.neural.nextitem.NextItemData;
import dev.shopkeeper.neural.nextitem.NextItemTraining;
import dev.shopkeeper.recommendation.evaluation.RankingCase;
import dev.shopkeeper.recommendation.history.Histories;
import dev.shopkeeper.recommendation.history.History;
import dev.shopkeeper.recommendation.ials.AlsOptions;
import dev.shopkeeper.recommendation.ials.AlsTrainer;
import dev.shopkeeper.recommendation.search.CoordinateSearch;
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

    private static final double REGULARISATION = 0.003;
    private static final double UNOBSERVED = 0.1;
    private static final int ITERATIONS = 4;
    private static final int CASES_OF_AN_EPOCH = 2000;

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
            return new DeepModel(training.network().withAgain(options.again()));
        }
    }

    /**
     * Searches few options, see {@link DeepSearch}. It takes at most {@value DeepSearch#TRAININGS} times as long as the training with
     * what it finds, counted in epochs.
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
        CoordinateSearch.Found<DeepOptions> found =
                new DeepSearch(this, past, thinned(validation), trials, metric, progress).found();
        progress.accept(1);
        return found;
    }

    private static List<RankingCase> thinned(List<RankingCase> cases) {
        return cases.size() <= CASES_OF_AN_EPOCH
                ? cases
                : IntStream.range(0, CASES_OF_AN_EPOCH)
                        .mapToObj(i -> cases.get((int) ((long) i * cases.size() / CASES_OF_AN_EPOCH)))
                        .toList();
    }

    /** Whether there are enough transitions from a step to the next to learn from. */
    public static boolean canLearn(Histories past) {
        return transitions(past) >= LEAST_TRANSITIONS;
    }

    private static long transitions(Histories past) {
        long transitions = 0;
        for (History history : past.all()) {
            for (int event = 1; event < history.size(); event++) {
                if (history.steps()[event] != history.steps()[event - 1]) {
                    transitions++;
                }
            }
        }
        return transitions;
    }

    NextItemTraining training(Histories past, DeepOptions options) {
        List<ItemSequence> sequences =
                past.all().stream().map(DeepModel::sequence).toList();
        long transitions = transitions(past);
        if (transitions < LEAST_TRANSITIONS) {
            throw new IllegalArgumentException(past.all().size() + " histories have " + transitions
                    + " transitions from one step to the next, and a network needs at least " + LEAST_TRANSITIONS
                    + ". Maybe read a longer time, or leave it to the other models?");
        }
        boolean told = options.attributes();
        NextItemTraining training = new NextItemTraining(
                new NextItemData(
                        past.items(),
                        sequences,
                        told ? past.attributes().ofItem() : new int[past.items()][0],
                        told ? past.attributes().items().length : 0),
                options.network(),
                seed);
        if (options.factors()) {
            training.begin(factors(past, options.dimension()));
        }
        return training;
    }

    private float[][] factors(Histories past, int dimension) {
        AlsOptions options = new AlsOptions(dimension, REGULARISATION, UNOBSERVED, ITERATIONS);
        return new AlsTrainer(threads, seed).fit(past, options, done -> {}).vectors();
    }
}
