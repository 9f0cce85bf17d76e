package dev.shopkeeper.inventory.forecast.ensemble;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the experts of a series are weighed by.
 *
 * @param towards the weights that those of one series are drawn to
 * @param shrinkage how much
 */
record Weighing(double[] towards, double shrinkage) {

    private static final double[] SHRINKAGES = {0.03, 0.1, 0.3, 1, 3, 10, 100};

    /**
     * How the experts of each kind of demand are weighed: each series by its own origins, drawn to what is best for all of the
     * kind together as much as turned out best; or by one expert alone, where that did better than all together by more than
     * the standard error.
     */
    static Map<DemandClass, Weighing> found(List<Judged> judged, Map<DemandClass, double[]> towards) {
        Map<DemandClass, Weighing> weighings = new EnumMap<>(DemandClass.class);
        double common = shrinkage(judged, towards);
        for (DemandClass kind : DemandClass.values()) {
            double[] pooled = Objects.requireNonNull(towards.get(kind));
            List<Judged> own = judged.stream().filter(one -> one.kind == kind).toList();
            if (own.size() < HybridTrainer.LEAST_JUDGED) {
                weighings.put(kind, new Weighing(pooled, common));
                continue;
            }
            Weighing together = new Weighing(pooled, shrinkage(own, towards));
            double[] losses = losses(own, together);
            Weighing best = together;
            double most = 0;
            for (int e = 0; e < pooled.length; e++) {
                double[] alone = new double[pooled.length];
                alone[e] = 1;
                Weighing one = new Weighing(alone, Origins.RIGID);
                double gain = gain(losses, losses(own, one));
                if (gain > most) {
                    most = gain;
                    best = one;
                }
            }
            weighings.put(kind, best);
        }
        return weighings;
    }

    private static double[] losses(List<Judged> judged, Weighing weighing) {
        return judged.parallelStream()
                .mapToDouble(one -> one.loss(one.combined(weighing)))
                .toArray();
    }

    /** By how much the others are less in the mean, less the standard error of that; 0 or below is none. */
    private static double gain(double[] losses, double[] others) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < losses.length; i++) {
            double less = losses[i] - others[i];
            sum += less;
            squares += less * less;
        }
        double n = losses.length;
        return sum / n - Math.sqrt(Math.max(0, squares / n - sum / n * (sum / n)) / n);
    }

    private static double shrinkage(List<Judged> judged, Map<DemandClass, double[]> towards) {
        double best = SHRINKAGES[SHRINKAGES.length - 1];
        double least = Double.POSITIVE_INFINITY;
        for (double shrinkage : SHRINKAGES) {
            double[] losses = judged.parallelStream()
                    .mapToDouble(one -> one.loss(
                            one.combined(new Weighing(Objects.requireNonNull(towards.get(one.kind)), shrinkage))))
                    .toArray();
            double loss = Arrays.stream(losses).sum();
            if (loss < least) {
                least = loss;
                best = shrinkage;
            }
        }
        return best;
    }
}
