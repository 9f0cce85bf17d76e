package dev.shopkeeper.recommendation.linear;

import dev.shopkeeper.recommendation.algebra.Parallel;
import dev.shopkeeper.recommendation.algebra.SparseRows;
import dev.shopkeeper.recommendation.algebra.Symmetric;
import dev.shopkeeper.recommendation.history.Attributes;
import java.util.Arrays;
import java.util.function.DoubleConsumer;
import java.util.function.IntConsumer;

/**
 * Ridge regression of every target item on its neighbourhood, in closed form.
 *
 * <p>Attributes take part as made-up rows, as in Jeunen, Van Balen, Goethals: Closed-Form Models for Collaborative
 * Filtering with Side-Information, RecSys 2020: for each attribute, the items that have it are met together, with a weight
 * that falls with their number.
 *
 * @param ridge added to the diagonal, in units of targets' strength
 * @param neighbours most features that a target is regressed on
 * @param attributeWeight of the made-up rows; 0 for none
 * @param self whether an item may speak for itself
 */
record NeighbourhoodRidge(double ridge, int neighbours, double attributeWeight, boolean self) {

    /** An attribute of more items than this says too little to be worth its pairs. */
    static final int COMMON = 1000;

    /**
     * Fits.
     *
     * @return {@code items x features}: for each target the weights of its features, features rising
     */
    SparseRows fit(Statistics statistics, Attributes attributes, int threads, DoubleConsumer progress) {
        int[][] columns = new int[statistics.items()][];
        float[][] values = new float[statistics.items()][];
        float[] diagonal = diagonal(statistics, attributes);
        Parallel.run(
                statistics.items(),
                threads,
                () -> new Worker(statistics, attributes, diagonal, columns, values),
                progress);
        return SparseRows.of(columns, values);
    }

    private float[] diagonal(Statistics statistics, Attributes attributes) {
        SparseRows gram = statistics.gram();
        float[] diagonal = new float[statistics.features()];
        for (int feature = 0; feature < diagonal.length; feature++) {
            int at = Arrays.binarySearch(gram.columns(), gram.starts()[feature], gram.starts()[feature + 1], feature);
            diagonal[feature] = (float) ridge + (at >= 0 ? gram.values()[at] : 0);
            for (int attribute : attributes.ofItem()[feature % statistics.items()]) {
                diagonal[feature] += weight(attributes, attribute);
            }
        }
        return diagonal;
    }

    /** What a pair of items gets for having an attribute in common. */
    private float weight(Attributes attributes, int attribute) {
        int having = attributes.items()[attribute].length;
        return having > COMMON ? 0 : (float) (attributeWeight / (having + 1));
    }

    private final class Worker implements IntConsumer {
        private final Statistics statistics;
        private final Attributes attributes;
        private final float[] diagonal;
        private final int[][] columns;
        private final float[][] values;
        private final Accumulator right;
        private final int[] placeOf;
        private final int[][] havingAttribute;
        private final int[] havingCount;

        Worker(Statistics statistics, Attributes attributes, float[] diagonal, int[][] columns, float[][] values) {
            this.statistics = statistics;
            this.attributes = attributes;
            this.diagonal = diagonal;
            this.columns = columns;
            this.values = values;
            this.right = new Accumulator(statistics.features());
            this.placeOf = new int[statistics.features()];
            this.havingAttribute = new int[attributes.items().length][];
            this.havingCount = new int[attributes.items().length];
        }

        @Override
        public void accept(int target) {
            rightHandSide(target);
            int[] features = chosen(right.places());
            float[] vector = right.values(features);
            right.clear();
            float[] matrix = matrix(features);
            if (!Symmetric.solve(matrix, features.length, vector)) {
                throw new IllegalStateException("The neighbourhood of item " + target + " with " + features.length
                        + " features has no solution at a ridge of " + ridge + ". Maybe give a greater one?");
            }
            columns[target] = features;
            values[target] = vector;
        }

        private void rightHandSide(int target) {
            SparseRows targets = statistics.targets();
            for (int at = targets.starts()[target]; at < targets.starts()[target + 1]; at++) {
                if (allowed(targets.columns()[at], target)) {
                    right.add(targets.columns()[at], targets.values()[at]);
                }
            }
            if (attributeWeight > 0) {
                for (int attribute : attributes.ofItem()[target]) {
                    float weight = weight(attributes, attribute);
                    if (weight > 0) {
                        for (int item : attributes.items()[attribute]) {
                            for (int scale = 0; scale < statistics.scales(); scale++) {
                                if (item != target || self) {
                                    right.add(scale * statistics.items() + item, weight);
                                }
                            }
                        }
                    }
                }
            }
        }

        private boolean allowed(int feature, int target) {
            return self || feature % statistics.items() != target;
        }

        /** The features that are most correlated with the target, rising. */
        private int[] chosen(int[] places) {
            if (places.length <= neighbours) {
                return places;
            }
            long[] keys = new long[places.length];
            for (int i = 0; i < places.length; i++) {
                float strength = (float) (Math.abs(right.get(places[i])) / Math.sqrt(diagonal[places[i]]));
                keys[i] = ((long) ~Float.floatToIntBits(strength) << 32) | places[i];
            }
            Arrays.sort(keys);
            int[] chosen = new int[neighbours];
            for (int i = 0; i < neighbours; i++) {
                chosen[i] = (int) keys[i];
            }
            Arrays.sort(chosen);
            return chosen;
        }

        private float[] matrix(int[] features) {
            int size = features.length;
            SparseRows gram = statistics.gram();
            float[] matrix = new float[size * size];
            for (int place = 0; place < size; place++) {
                placeOf[features[place]] = place + 1;
            }
            for (int place = 0; place < size; place++) {
                int feature = features[place];
                for (int at = gram.starts()[feature]; at < gram.starts()[feature + 1]; at++) {
                    int other = placeOf[gram.columns()[at]];
                    if (other > 0) {
                        matrix[place * size + other - 1] = gram.values()[at];
                    }
                }
            }
            for (int feature : features) {
                placeOf[feature] = 0;
            }
            if (attributeWeight > 0) {
                addAttributes(features, matrix);
            }
            for (int place = 0; place < size; place++) {
                matrix[place * size + place] = diagonal[features[place]];
            }
            return matrix;
        }

        private void addAttributes(int[] features, float[] matrix) {
            int size = features.length;
            for (int place = 0; place < size; place++) {
                for (int attribute : attributes.ofItem()[features[place] % statistics.items()]) {
                    int[] having = havingAttribute[attribute];
                    if (having == null) {
                        having = new int[8];
                    } else if (havingCount[attribute] == having.length) {
                        having = Arrays.copyOf(having, having.length * 2);
                    }
                    havingAttribute[attribute] = having;
                    float weight = weight(attributes, attribute);
                    for (int i = 0; i < havingCount[attribute]; i++) {
                        matrix[place * size + having[i]] += weight;
                        matrix[having[i] * size + place] += weight;
                    }
                    having[havingCount[attribute]++] = place;
                }
            }
            for (int feature : features) {
                for (int attribute : attributes.ofItem()[feature % statistics.items()]) {
                    havingCount[attribute] = 0;
                }
            }
        }
    }
}
