package dev.shopkeeper.inventory.forecast.expert;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.ToDoubleFunction;

/**
 * The downhill simplex of Nelder and Mead (1965), for smooth functions of few variables without constraints. A function
 * value that is no number counts as infinitely high.
 */
final class NelderMead {

    private NelderMead() {}

    private record Vertex(double[] at, double value) {}

    /**
     * Minimises.
     *
     * @param start where to begin
     * @param step first side of the simplex
     * @param evaluations at most
     * @return the best point found
     */
    static double[] minimise(ToDoubleFunction<double[]> function, double[] start, double step, int evaluations) {
        int n = start.length;
        if (n == 0) {
            return start;
        }
        Vertex[] simplex = new Vertex[n + 1];
        simplex[0] = vertex(function, start.clone());
        for (int i = 0; i < n; i++) {
            double[] point = start.clone();
            point[i] += step;
            simplex[i + 1] = vertex(function, point);
        }
        int used = n + 1;
        while (used < evaluations) {
            Arrays.sort(simplex, Comparator.comparingDouble(Vertex::value));
            double spread = simplex[n].value - simplex[0].value;
            if (spread <= 1e-9 * (Math.abs(simplex[0].value) + 1e-9)) {
                break;
            }
            double[] centre = new double[n];
            for (int v = 0; v < n; v++) {
                for (int i = 0; i < n; i++) {
                    centre[i] += simplex[v].at[i] / n;
                }
            }
            Vertex worst = simplex[n];
            Vertex reflected = vertex(function, between(centre, worst.at, -1));
            used++;
            if (reflected.value < simplex[0].value) {
                Vertex expanded = vertex(function, between(centre, worst.at, -2));
                used++;
                simplex[n] = expanded.value < reflected.value ? expanded : reflected;
            } else if (reflected.value < simplex[n - 1].value) {
                simplex[n] = reflected;
            } else {
                boolean outside = reflected.value < worst.value;
                Vertex contracted = vertex(function, between(centre, worst.at, outside ? -0.5 : 0.5));
                used++;
                if (contracted.value < Math.min(reflected.value, worst.value)) {
                    simplex[n] = contracted;
                } else {
                    for (int v = 1; v <= n; v++) {
                        simplex[v] = vertex(function, between(simplex[0].at, simplex[v].at, 0.5));
                    }
                    used += n;
                }
            }
        }
        return Arrays.stream(simplex)
                .min(Comparator.comparingDouble(Vertex::value))
                .orElseThrow()
                .at;
    }

    private static Vertex vertex(ToDoubleFunction<double[]> function, double[] at) {
        double value = function.applyAsDouble(at);
        return new Vertex(at, Double.isNaN(value) ? Double.POSITIVE_INFINITY : value);
    }

    /** {@code from + share * (to - from)}. */
    private static double[] between(double[] from, double[] to, double share) {
        double[] point = new double[from.length];
        for (int i = 0; i < point.length; i++) {
            point[i] = from[i] + share * (to[i] - from[i]);
        }
        return point;
    }
}
