package dev.shopkeeper.recommendation.ials;

import dev.shopkeeper.recommendation.algebra.SparseRows;
import dev.shopkeeper.recommendation.evaluation.FullRanking;
import dev.shopkeeper.recommendation.evaluation.RankingCase;
import dev.shopkeeper.recommendation.history.Histories;
import dev.shopkeeper.recommendation.search.Axis;
import dev.shopkeeper.recommendation.search.CoordinateSearch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleConsumer;

/**
 * Trains implicit ALS.
 *
 * @param threads to work on; the result does not depend on them
 * @param seed of the vectors that it begins with
 */
public record AlsTrainer(int threads, long seed) {

    private static final double SPREAD = 0.1;
    private static final List<Integer> DIMENSIONS = List.of(64, 128, 256);
    private static final List<Double> REGULARISATIONS = List.of(0.00003, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1);
    private static final List<Double> UNOBSERVED = List.of(0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0);

    /** Searches regularisation and the weight of the unobserved at the least dimension, then the dimension. */
    public CoordinateSearch.Found<AlsOptions> search(
            Histories past,
            List<RankingCase> validation,
            int iterations,
            int budget,
            String metric,
            DoubleConsumer progress) {
        FullRanking ranking = new FullRanking(past.items(), List.of(10, 20));
        List<Axis<AlsOptions, ?>> axes = new ArrayList<>();
        axes.add(new Axis<>("regularisation", REGULARISATIONS, AlsOptions::withRegularisation));
        axes.add(new Axis<>("unobserved", UNOBSERVED, AlsOptions::withUnobserved));
        axes.add(new Axis<>("dimension", DIMENSIONS, AlsOptions::withDimension));
        int[] tried = {0};
        return new CoordinateSearch(budget)
                .climb(new AlsOptions(DIMENSIONS.getFirst(), 0.003, 0.1, iterations), axes, options -> {
                    double from = (double) tried[0]++ / budget;
                    FactorModel model = fit(past, options, done -> progress.accept(from + done / budget));
                    return ranking.evaluate(validation, model, threads).of(metric);
                });
    }

    /** Trains with given options. */
    public FactorModel fit(Histories past, AlsOptions options, DoubleConsumer progress) {
        int[][] sets = past.all().stream()
                .map(history -> Arrays.stream(history.items()).distinct().toArray())
                .toArray(int[][]::new);
        float[][] ones = Arrays.stream(sets).map(set -> new float[set.length]).toArray(float[][]::new);
        SparseRows ofPeople = SparseRows.of(sets, ones);
        SparseRows ofItems = ofPeople.transposed(past.items());
        SplittableRandom random = new SplittableRandom(seed);
        float[][] people = beginning(sets.length, options.dimension(), random);
        float[][] items = beginning(past.items(), options.dimension(), random);
        for (int iteration = 0; iteration < options.iterations(); iteration++) {
            double from = (double) iteration / options.iterations();
            double half = 0.5 / options.iterations();
            new Sweep(items, options, threads)
                    .improve(people, ofPeople, threads, done -> progress.accept(from + done * half));
            new Sweep(people, options, threads)
                    .improve(items, ofItems, threads, done -> progress.accept(from + half + done * half));
        }
        return FactorModel.of(items, options);
    }

    private static float[][] beginning(int rows, int dimension, SplittableRandom random) {
        float[][] vectors = new float[rows][dimension];
        double spread = SPREAD / Math.sqrt(dimension);
        for (float[] vector : vectors) {
            for (int i = 0; i < dimension; i++) {
                vector[i] = (float) (random.nextGaussian() * spread);
            }
        }
        return vectors;
    }
}
