package dev.shopkeeper.recommendation.relevance;

import dev.shopkeeper.learning.InsufficientDataException;
import dev.shopkeeper.recommendation.relevance.trees.Trees;
import dev.shopkeeper.recommendation.search.Axis;
import dev.shopkeeper.recommendation.search.CoordinateSearch;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleConsumer;

/**
 * Learns a {@link RelevanceModel} from what was shown, clicked and bought, by lambdarank over the lists.
 *
 * <p>Two things hide what people want. Which items were shown: where places were drawn by chance, an item counts by the inverse
 * of its propensity, at most {@value #HEAVIEST} times (Ionides, JCGS 2008). And where they stood: the logarithm of {@link
 * Examination} is added to the score while trees grow, beside the blend's own, and left out when serving; under the
 * position-based model the pairs of lambdarank then compare what is wanted alone. LightGBM can estimate such terms itself (field
 * {@code position}, since 4.1), but does not write them into the model, where evaluation needs them, and while it grows trees
 * cannot tell them from the rank, which nearly is the position. As a feature among others the position would be part of the
 * reasons told.
 *
 * <p>The same lists and seed give the same bytes.
 *
 * @param leastRows items shown in lists with a click, below which nothing is learned
 * @param leastLists lists with a click, below which nothing is learned
 * @param trials options tried, at most
 * @param seed shuffles the items of each list, since LightGBM takes equal scores in the order of rows
 */
public record RelevanceTrainer(int leastRows, int leastLists, int trials, long seed) {

    static final int HEAVIEST = 10;

    private static final double VALIDATION_SHARE = 0.15;
    /** The share of the work that is searching. */
    private static final double SEARCHING = 0.9;

    private static final int MOST_TREES = 300;
    private static final int AT_ONCE = 20;
    private static final int PATIENCE = 60;

    private static final List<Axis<RelevanceOptions, ?>> AXES = List.of(
            new Axis<>("leaves", List.of(4, 8, 16), RelevanceOptions::withLeaves),
            new Axis<>("rows per leaf", List.of(20, 50, 100, 200), RelevanceOptions::withRowsPerLeaf),
            new Axis<>("learning rate", List.of(0.05, 0.1, 0.2), RelevanceOptions::withLearningRate));

    /**
     * Searches the options and the number of trees on the last part of the lists, by NDCG at 10, then learns from all.
     *
     * @param progress from 0 to 1
     * @throws InsufficientDataException if there are too few lists or rows
     */
    public RelevanceModel train(ShownLists lists, DoubleConsumer progress) {
        requireEnough(lists);
        int at = lists.at(1 - VALIDATION_SHARE);
        int size = lists.all().size();
        if (at == 0 || at == size) {
            throw new InsufficientDataException("All " + size
                    + " lists with a click were shown at once, so that none is left to choose options on.");
        }
        List<ShownList> past = lists.all().subList(0, at);
        Examination examination = Examination.of(past);
        TrainingRows rows = rows(past, examination);
        Validation validation = new Validation(lists.all().subList(at, size), examination, usual(rows));
        Map<RelevanceOptions, Integer> sizes = new HashMap<>();
        RelevanceOptions best = new CoordinateSearch(trials)
                .climb(RelevanceOptions.START, AXES, options -> {
                    double done = SEARCHING * sizes.size() / trials;
                    Stopped stopped = stopped(
                            rows, options, validation, part -> progress.accept(done + part * SEARCHING / trials));
                    sizes.put(options, stopped.trees());
                    return stopped.ndcg();
                })
                .options();
        return fit(
                lists, best, sizes.getOrDefault(best, 0), part -> progress.accept(SEARCHING + part * (1 - SEARCHING)));
    }

    /**
     * Learns with given options.
     *
     * @param trees how many
     * @param progress from 0 to 1
     * @throws InsufficientDataException if there are too few lists or rows
     */
    public RelevanceModel fit(ShownLists lists, RelevanceOptions options, int trees, DoubleConsumer progress) {
        requireEnough(lists);
        Examination examination = Examination.of(lists.all());
        TrainingRows rows = rows(lists.all(), examination);
        try (LambdaRank training = training(rows, options)) {
            for (int grown = 0; grown < trees; grown += AT_ONCE) {
                progress.accept((double) grown / trees);
                training.grow(Math.min(AT_ONCE, trees - grown));
            }
            progress.accept(1);
            return new RelevanceModel(training.trees(), examination, options, usual(rows));
        }
    }

    /** @throws InsufficientDataException if there are too few lists or rows to learn from */
    public void requireEnough(ShownLists lists) {
        if (lists.all().size() < leastLists || lists.rows() < leastRows) {
            throw new InsufficientDataException(
                    "There are " + lists.all().size() + " lists with a click, of "
                            + lists.rows() + " items shown; at least " + leastLists + " of " + leastRows
                            + " are needed. Maybe wait until more was shown, or send impressions and clicks with their ranking_id?");
        }
    }

    private record Stopped(int trees, double ndcg) {}

    /** The number of trees that is best on the validation lists; of equal ones the fewest. */
    private Stopped stopped(
            TrainingRows rows, RelevanceOptions options, Validation validation, DoubleConsumer progress) {
        double reached = validation.reset();
        int best = 0;
        int grown = 0;
        try (LambdaRank training = training(rows, options)) {
            boolean more = true;
            while (more && grown < MOST_TREES && grown - best < PATIENCE) {
                progress.accept((double) grown / MOST_TREES);
                more = training.grow(AT_ONCE);
                Trees trees = training.trees();
                while (grown < trees.size()) {
                    double ndcg = validation.with(trees, grown++);
                    if (ndcg > reached) {
                        reached = ndcg;
                        best = grown;
                    }
                }
            }
        }
        return new Stopped(best, reached);
    }

    private LambdaRank training(TrainingRows rows, RelevanceOptions options) {
        return new LambdaRank(
                rows,
                Feature.LEARNT.stream().map(Feature::wireName).toArray(String[]::new),
                options.parameters(),
                seed);
    }

    private TrainingRows rows(List<ShownList> lists, Examination examination) {
        int columns = Feature.LEARNT.size();
        int size = lists.stream().mapToInt(list -> list.items().size()).sum();
        double[] values = new double[size * columns];
        float[] labels = new float[size];
        float[] weights = new float[size];
        double[] offsets = new double[size];
        int[] groups = new int[lists.size()];
        SplittableRandom random = new SplittableRandom(seed);
        int row = 0;
        for (int group = 0; group < groups.length; group++) {
            ShownList.Item[] items = lists.get(group).items().toArray(new ShownList.Item[0]);
            shuffle(items, random);
            groups[group] = items.length;
            for (ShownList.Item item : items) {
                System.arraycopy(item.features().row(), 0, values, row * columns, columns);
                labels[row] = item.outcome().ordinal();
                weights[row] = (float) Math.min(HEAVIEST, 1 / item.propensity());
                offsets[row] = examination.perPoint() * item.features().blendScore()
                        + StrictMath.log(examination.at(item.position()));
                row++;
            }
        }
        return new TrainingRows(columns, values, labels, groups, weights, offsets);
    }

    private static void shuffle(ShownList.Item[] items, SplittableRandom random) {
        for (int place = items.length - 1; place > 0; place--) {
            int other = random.nextInt(place + 1);
            ShownList.Item kept = items[place];
            items[place] = items[other];
            items[other] = kept;
        }
    }

    /** The middle value of each column that is never missing; NaN for one that may be missing, since something is learned of that. */
    private static double[] usual(TrainingRows rows) {
        double[] usual = new double[rows.columns()];
        double[] column = new double[rows.rows()];
        for (int which = 0; which < usual.length; which++) {
            for (int row = 0; row < column.length; row++) {
                column[row] = rows.values()[row * rows.columns() + which];
            }
            Arrays.sort(column);
            // NaN is sorted behind everything.
            usual[which] = Double.isNaN(column[column.length - 1]) ? Double.NaN : column[column.length / 2];
        }
        return usual;
    }

    /** The lists on which options are chosen, with what the trees say so far. */
    private static final class Validation {
        private final List<ShownList> lists;
        private final Examination examination;
        private final double[][][] rows;
        private final double[][] scores;

        Validation(List<ShownList> lists, Examination examination, double[] usual) {
            this.lists = lists;
            this.examination = examination;
            this.rows = new double[lists.size()][][];
            this.scores = new double[lists.size()][];
            for (int number = 0; number < rows.length; number++) {
                rows[number] = lists.get(number).items().stream()
                        .map(item -> RelevanceModel.row(item.features(), usual))
                        .toArray(double[][]::new);
                scores[number] = new double[rows[number].length];
            }
        }

        /** Begins with the blend alone. */
        double reset() {
            for (int number = 0; number < scores.length; number++) {
                List<ShownList.Item> items = lists.get(number).items();
                for (int place = 0; place < scores[number].length; place++) {
                    scores[number][place] =
                            examination.perPoint() * items.get(place).features().blendScore();
                }
            }
            return ListQuality.of(lists, scores, examination).mean();
        }

        /** Adds one tree. */
        double with(Trees trees, int tree) {
            for (int number = 0; number < scores.length; number++) {
                for (int place = 0; place < scores[number].length; place++) {
                    scores[number][place] += trees.predict(rows[number][place], tree, tree + 1);
                }
            }
            return ListQuality.of(lists, scores, examination).mean();
        }
    }
}
