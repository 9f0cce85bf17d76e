package dev.shopkeeper.benchmarks.routing;

import com.graphhopper.jsprit.core.algorithm.acceptor.SolutionAcceptor;
import com.graphhopper.jsprit.core.problem.solution.VehicleRoutingProblemSolution;
import java.util.Collection;

/**
 * jsprit's own threshold acceptance, but that the threshold sinks with the time that has gone by. jsprit's sinks with the
 * iterations of all that were asked for, and stays where it began if these are more than the time allows.
 */
final class CoolingByClock implements SolutionAcceptor {

    /** jsprit's defaults: the threshold begins at this share of the first cost, and is half of that after HALF of the time. */
    private static final double FIRST = 0.03;

    private static final double HALF = 0.15;
    private static final double NANOS = 1e9;

    private final long began = System.nanoTime();
    private final double seconds;
    private double first = Double.NaN;

    CoolingByClock(double seconds) {
        this.seconds = seconds;
    }

    @Override
    public boolean acceptSolution(
            Collection<VehicleRoutingProblemSolution> solutions, VehicleRoutingProblemSolution found) {
        if (solutions.isEmpty()) {
            return solutions.add(found);
        }
        VehicleRoutingProblemSolution current = solutions.iterator().next();
        if (Double.isNaN(first)) {
            first = FIRST * current.getCost();
        }
        double gone = (System.nanoTime() - began) / NANOS / seconds;
        if (found.getCost() >= current.getCost() + first * Math.pow(0.5, gone / HALF)) {
            return false;
        }
        solutions.remove(current);
        return solutions.add(found);
    }

    @Override
    public String toString() {
        return "threshold that sinks with the time";
    }
}
