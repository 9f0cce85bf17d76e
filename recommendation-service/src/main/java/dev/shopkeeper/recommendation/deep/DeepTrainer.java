package dev.shopkeeper.recommendation.deep;

import dev.shopkeeper.neural.nextitem.ItemSequence;
import dev.shopkeeper.neural.nextitem.NextItemData;
import dev.shopkeeper.neural.nextitem.NextItemTraining;
import dev.shopkeeper.neural.nextitem.Teacher;
import dev.shopkeeper.recommendation.algebra.SparseRows;
import dev.shopkeeper.recommendation.evaluation.RankingCase;
import dev.shopkeeper.recommendation.history.Histories;
import dev.shopkeeper.recommendation.history.History;
import dev.shopkeeper.recommendation.ials.AlsOptions;
import dev.shopkeeper.recommendation.ials.AlsTrainer;
import dev.shopkeeper.recommendation.linear.CosineTrainer;
import dev.shopkeeper.recommendation.linear.Decay;
import dev.shopkeeper.recommendation.search.CoordinateSearch;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;

/**
 * Trains the recurrent network, on one thread: equal data, options and seed give equal bytes.
 *
 * @param threads to rank on while options are searched
 * @param seed of all that is drawn
 * @param mostWork what a training may cost, transitions times what grows with the dimension. Beyond it there are fewer epochs, and
 *     beyond one epoch fewer people. It is counted, so that the same comes of it on any machine
 */
public record DeepTrainer(int threads, long seed, long mostWork) {

    /** Least transitions from a step to the next; below, all that a network would learn is chance. */
    static final int LEAST_TRANSITIONS = 100;

    private static final double REGULARISATION = 0.003;
    private static final double UNOBSERVED = 0.1;
    private static final int ITERATIONS = 4;
    /** Items that an item speaks for as a teacher. */
    private static final int TAUGHT = 50;

    private static final int CASES_OF_AN_EPOCH = 2000;

    /**
     * What a training may cost, in {@link #work}: eight million transitions at 64 dimensions. How long that takes
     * on a million events was not measured to the end.
     */
    private static final long MOST_WORK = 8_000_000L * (64 + 32);

    /** What a transition costs beside what grows with the dimension, in dimensions. */
    private static final int FIXED = 32;

    /** Of the work of a training, what a trial's epoch may cost: some 300,000 transitions at 64 dimensions. */
    private static final int EPOCHS_OF_TRIALS = 26;

    /** One whose training costs at most some minutes. */
    public DeepTrainer(int threads, long seed) {
        this(threads, seed, MOST_WORK);
    }

    /**
     * Trains with given options, or fewer epochs where the histories are so many that it would cost too much.
     *
     * @param progress told how much is done, 0 to 1; what it throws ends the training and is thrown on
     * @throws IllegalArgumentException if the histories have too few transitions to learn from
     */
    public DeepModel fit(Histories past, DeepOptions options, DoubleConsumer progress) {
        Histories learned = drawn(past, Math.max(LEAST_TRANSITIONS, mostWork / cost(options)));
        int epochs = (int) Math.clamp(mostWork / Math.max(1, work(learned, options)), 1, options.epochs());
        try (NextItemTraining training = training(learned, options)) {
            for (int epoch = 0; epoch < epochs; epoch++) {
                double from = epoch;
                training.epoch(done -> progress.accept((from + done) / epochs));
            }
            return new DeepModel(training.network().withAgain(options.again()));
        }
    }

    /**
     * Searches few options, see {@link DeepSearch}. It costs at most {@value DeepSearch#TRAININGS} times what the training with
     * what it finds does, and never more than one and a half times the most that a training may cost.
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

    /** What trials learn from: all where that is little. */
    Histories tried(Histories past) {
        long most = mostWork / (EPOCHS_OF_TRIALS * cost(DeepOptions.defaults()));
        return drawn(past, Math.max(2 * LEAST_TRANSITIONS, most));
    }

    /** What an epoch costs: transitions times what grows with the dimension. */
    static long work(Histories past, DeepOptions options) {
        return transitions(past) * cost(options);
    }

    static long cost(DeepOptions options) {
        return options.dimension() + FIXED;
    }

    /** Histories drawn with the seed until they have about so many transitions, in the order that they have; all if they are few. */
    Histories drawn(Histories past, long most) {
        if (transitions(past) <= most) {
            return past;
        }
        SplittableRandom random = new SplittableRandom(seed);
        int[] order = IntStream.range(0, past.all().size()).toArray();
        BitSet taken = new BitSet();
        long left = most;
        for (int place = 0; place < order.length && left > 0; place++) {
            int other = place + random.nextInt(order.length - place);
            int person = order[other];
            order[other] = order[place];
            long own = transitions(past.all().get(person));
            if (own > 0 && own <= left) {
                taken.set(person);
                left -= own;
            }
        }
        return past.with(taken.stream().mapToObj(past.all()::get).toList());
    }

    private static long transitions(Histories past) {
        long transitions = 0;
        for (History history : past.all()) {
            transitions += transitions(history);
        }
        return transitions;
    }

    private static long transitions(History history) {
        long transitions = 0;
        for (int event = 1; event < history.size(); event++) {
            if (history.steps()[event] != history.steps()[event - 1]) {
                transitions++;
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
                options.network().taught() > 0 ? teacher(past) : null,
                seed);
        if (options.factors()) {
            training.begin(factors(past, options.dimension()));
        }
        return training;
    }

    /** The damped cosine, which is what the network has to beat: it is not to have to find that out from the data first. */
    private Teacher teacher(Histories past) {
        SparseRows weights = new CosineTrainer(threads, TAUGHT)
                .fit(past, new Decay(1), done -> {})
                .weights();
        int[][] others = new int[weights.rows()][];
        float[][] values = new float[weights.rows()][];
        for (int item = 0; item < others.length; item++) {
            others[item] = Arrays.copyOfRange(weights.columns(), weights.starts()[item], weights.starts()[item + 1]);
            values[item] = Arrays.copyOfRange(weights.values(), weights.starts()[item], weights.starts()[item + 1]);
        }
        return new Teacher(others, values);
    }

    private float[][] factors(Histories past, int dimension) {
        AlsOptions options = new AlsOptions(dimension, REGULARISATION, UNOBSERVED, ITERATIONS);
        return new AlsTrainer(threads, seed).fit(past, options, done -> {}).vectors();
    }
}
