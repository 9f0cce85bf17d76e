package dev.shopkeeper.benchmarks.routing;

import com.graphhopper.jsprit.core.algorithm.VehicleRoutingAlgorithm;
import com.graphhopper.jsprit.core.algorithm.box.Jsprit;
import com.graphhopper.jsprit.core.algorithm.termination.TimeTermination;
import com.graphhopper.jsprit.core.problem.Location;
import com.graphhopper.jsprit.core.problem.VehicleRoutingProblem;
import com.graphhopper.jsprit.core.problem.job.Service;
import com.graphhopper.jsprit.core.problem.solution.VehicleRoutingProblemSolution;
import com.graphhopper.jsprit.core.problem.solution.route.VehicleRoute;
import com.graphhopper.jsprit.core.problem.solution.route.activity.TimeWindow;
import com.graphhopper.jsprit.core.problem.solution.route.activity.TourActivity;
import com.graphhopper.jsprit.core.problem.vehicle.VehicleImpl;
import com.graphhopper.jsprit.core.problem.vehicle.VehicleTypeImpl;
import com.graphhopper.jsprit.core.util.FastVehicleRoutingTransportCostsMatrix;
import com.graphhopper.jsprit.core.util.Solutions;
import dev.shopkeeper.benchmarks.routing.RoutingInstance.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** jsprit with its quicker regret insertion, on as many threads as it is given, by the instance's own distances. */
final class JspritPeer implements TourSeeker {

    private static final double MILLIS = 1_000;

    @Override
    public String name() {
        return "jsprit";
    }

    @Override
    public int threads(int given) {
        return given;
    }

    @Override
    public List<int[]> seek(RoutingInstance instance, Conditions conditions) throws NoToursException {
        VehicleRoutingAlgorithm algorithm = Jsprit.Builder.newInstance(problem(instance, conditions))
                .setProperty(Jsprit.Parameter.THREADS, Integer.toString(conditions.threads()))
                .setProperty(Jsprit.Parameter.FAST_REGRET, "true")
                .setCustomAcceptor(new CoolingByClock(conditions.seconds()))
                .setRandom(new Random(conditions.seed()))
                .buildAlgorithm();
        algorithm.setMaxIterations(Integer.MAX_VALUE);
        TimeTermination clock = new TimeTermination(Math.round(MILLIS * conditions.seconds()));
        algorithm.setPrematureAlgorithmTermination(clock);
        algorithm.addListener(clock);
        VehicleRoutingProblemSolution best = Solutions.bestOf(algorithm.searchSolutions());
        if (!best.getUnassignedJobs().isEmpty()) {
            throw new NoToursException(best.getUnassignedJobs().size() + " customers are in no tour");
        }
        List<int[]> tours = new ArrayList<>();
        for (VehicleRoute route : best.getRoutes()) {
            tours.add(route.getActivities().stream()
                    .map(TourActivity::getLocation)
                    .mapToInt(Location::getIndex)
                    .toArray());
        }
        return tours;
    }

    private static VehicleRoutingProblem problem(RoutingInstance instance, Conditions conditions) {
        int size = instance.customers() + 1;
        FastVehicleRoutingTransportCostsMatrix.Builder matrix =
                FastVehicleRoutingTransportCostsMatrix.Builder.newInstance(size, false);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double way = i == j ? 0 : instance.arithmetic().of(instance.euclidean(i, j));
                matrix.addTransportTimeAndDistance(i, j, way, way);
            }
        }
        Place depot = instance.places().getFirst();
        VehicleRoutingProblem.Builder problem = VehicleRoutingProblem.Builder.newInstance()
                .setRoutingCost(matrix.build())
                // one that is infinite has any number of each vehicle that is named
                .setFleetSize(
                        instance.timed()
                                ? VehicleRoutingProblem.FleetSize.FINITE
                                : VehicleRoutingProblem.FleetSize.INFINITE);
        VehicleTypeImpl type = VehicleTypeImpl.Builder.newInstance("type")
                .addCapacityDimension(0, instance.capacity())
                .setCostPerDistance(1)
                .setFixedCost(conditions.fixed())
                .build();
        for (int v = 0; v < (instance.timed() ? conditions.vehicles() : 1); v++) {
            problem.addVehicle(VehicleImpl.Builder.newInstance("vehicle " + v)
                    .setType(type)
                    .setStartLocation(Location.newInstance(0))
                    .setEarliestStart(depot.from())
                    .setLatestArrival(depot.to())
                    .build());
        }
        for (int customer = 1; customer < size; customer++) {
            Place place = instance.places().get(customer);
            problem.addJob(Service.Builder.newInstance(Integer.toString(customer))
                    .setLocation(Location.newInstance(customer))
                    .addSizeDimension(0, place.demand())
                    .setServiceTime(place.service())
                    .setTimeWindow(TimeWindow.newInstance(place.from(), place.to()))
                    .build());
        }
        return problem.build();
    }
}
