package dev.shopkeeper.inventory.forecast.ensemble;

import dev.shopkeeper.inventory.forecast.ensemble.Origins.Origin;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A series at one of its latest origins, as it is forecast by what was known before. */
final class Judged {
    /** In units of the usual size of a demand: less is not expected of anything that is still sold. */
    private static final double LEAST_EXPECTED = 1e-3;

    final Origins origins;
    final int age;
    final List<Origin> older;
    final DemandClass kind;
    final double[] towards;
    final Origin latest;
    final double @Nullable [] network;
    final double mean;
    private final double size;
    double[] combined = {};
    double[] expected = {};

    Judged(
            Origins origins,
            int age,
            Map<DemandClass, double[]> towards,
            @Nullable GlobalNetwork network,
            Windows windows) {
        this.origins = origins;
        this.age = age;
        this.older = origins.before(age + 1);
        this.latest = origins.all().get(age);
        double[] known = Arrays.copyOf(origins.series().values(), latest.at());
        this.kind = DemandClass.of(known);
        this.mean = Arrays.stream(known).average().orElse(0);
        this.size = Math.max(
                LEAST_EXPECTED,
                Arrays.stream(known).filter(units -> units > 0).average().orElse(1));
        this.towards = Objects.requireNonNull(towards.get(kind));
        this.network = network == null
                ? null
                : windows.path(network, origins.series(), latest.at(), latest.experts(), latest.level(), this.towards);
    }

    void weigh(Weighing weighing) {
        combined = combined(weighing);
    }

    double[] combined(Weighing weighing) {
        return Origins.combined(latest.experts(), Origins.weights(older, weighing.towards(), weighing.shrinkage()));
    }

    private double[] mixed(double share) {
        if (network == null || share == 0) {
            return combined;
        }
        double[] mixed = new double[combined.length];
        for (int h = 0; h < mixed.length; h++) {
            mixed[h] = (1 - share) * combined[h] + share * network[h];
        }
        return mixed;
    }

    /**
     * Absolute error in levels of what sells always; deviance of what sells rarely (as of Poisson counts of its usual size), of
     * which the mean is the best forecast and the median is not.
     */
    double loss(double[] path) {
        double loss = 0;
        for (int h = 0; h < path.length; h++) {
            double actual = latest.actual()[h];
            loss += kind.rare()
                    ? Math.min(50, deviance(actual / size, path[h] / size))
                    : Math.min(20, Math.abs(actual - path[h]) / latest.level());
        }
        return loss / path.length;
    }

    double[] pooled(double share, Pooling pooling) {
        return mean == 0 ? combined : pooling.drawn(mixed(share), latest.at());
    }

    void draw(Map<DemandClass, Double> shares, Map<DemandClass, Pooling> poolings) {
        expected = pooled(shares.getOrDefault(kind, 0.0), poolings.getOrDefault(kind, Pooling.NONE));
    }

    private static double deviance(double actual, double expected) {
        double mean = Math.max(LEAST_EXPECTED, expected);
        return 2 * ((actual > 0 ? actual * Math.log(actual / mean) : 0) - actual + mean);
    }
}
