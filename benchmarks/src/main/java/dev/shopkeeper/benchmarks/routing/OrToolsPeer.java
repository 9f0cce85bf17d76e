package dev.shopkeeper.benchmarks.routing;

import com.google.ortools.Loader;
import com.google.ortools.constraintsolver.Assignment;
import com.google.ortools.constraintsolver.FirstSolutionStrategy;
import com.google.ortools.constraintsolver.LocalSearchMetaheuristic;
import com.google.ortools.constraintsolver.RoutingDimension;
import com.google.ortools.constraintsolver.RoutingIndexManager;
import com.google.ortools.constraintsolver.RoutingModel;
import com.google.ortools.constraintsolver.RoutingSearchParameters;
import com.google.ortools.constraintsolver.main;
import com.google.protobuf.Duration;
import dev.shopkeeper.benchmarks.routing.RoutingInstance.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** OR-tools: guided local search, on one thread, for that is all its routing library uses. */
final class OrToolsPeer implements TourSeeker {

    private static final long MILLIS = 1_000;
    private static final long DEAR = 100;
    private static final int NANOS_A_MILLI = 1_000_000;

    private final FirstSolutionStrategy.Value first;

    private OrToolsPeer(FirstSolutionStrategy.Value first) {
        this.first = first;
    }

    /**
     * Loads the native library.
     *
     * @param first how it is to begin
     * @throws LinkageError or {@link RuntimeException} if there is no native library for this system
     */
    static OrToolsPeer load(FirstSolutionStrategy.Value first) {
        Loader.loadNativeLibraries();
        return new OrToolsPeer(first);
    }

    /**
     * A way to begin, by its name.
     *
     * @throws IllegalArgumentException if there is no such strategy
     */
    static FirstSolutionStrategy.Value strategy(String name) {
        return Arrays.stream(FirstSolutionStrategy.Value.values())
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--first is '" + name
                        + "', which is no strategy of OR-tools. Maybe SAVINGS or PATH_CHEAPEST_ARC?"));
    }

    @Override
    public String name() {
        return "or_tools";
    }

    @Override
    public int threads(int given) {
        return 1;
    }

    @Override
    public List<int[]> seek(RoutingInstance instance, Conditions conditions) throws NoToursException {
        RoutingIndexManager manager = new RoutingIndexManager(instance.customers() + 1, conditions.vehicles(), 0);
        RoutingModel model = new RoutingModel(manager);
        try {
            return seek(instance, conditions, manager, model);
        } finally {
            model.delete();
            manager.delete();
        }
    }

    private List<int[]> seek(
            RoutingInstance instance, Conditions conditions, RoutingIndexManager manager, RoutingModel model)
            throws NoToursException {
        int size = instance.customers() + 1;
        int scale = instance.arithmetic().scale;
        WholeMatrix matrix = new WholeMatrix(instance);
        long[][] distances = new long[size][size];
        long[][] times = new long[size][size];
        long[] demands = new long[size];
        for (int i = 0; i < size; i++) {
            Place place = instance.places().get(i);
            demands[i] = place.demand();
            for (int j = 0; j < size; j++) {
                distances[i][j] = matrix.distance(i, j);
                times[i][j] = matrix.distance(i, j) + (long) Math.ceil(scale * place.service());
            }
        }
        model.setArcCostEvaluatorOfAllVehicles(model.registerTransitMatrix(distances));
        model.setFixedCostOfAllVehicles(Math.round(scale * conditions.fixed()));
        long[] capacities = new long[conditions.vehicles()];
        Arrays.fill(capacities, instance.capacity());
        model.addDimensionWithVehicleCapacity(model.registerUnaryTransitVector(demands), 0, capacities, true, "load");
        if (conditions.vehicles() < instance.vehicles()) {
            // with few vehicles its first tours visit not all customers, and without leave to do so there are none at
            // all
            long penalty = DEAR
                    * Arrays.stream(distances)
                            .flatMapToLong(Arrays::stream)
                            .max()
                            .orElseThrow();
            for (int i = 1; i < size; i++) {
                model.addDisjunction(new long[] {manager.nodeToIndex(i)}, penalty);
            }
        }
        if (instance.timed()) {
            long end = (long) Math.floor(scale * instance.places().getFirst().to());
            model.addDimension(model.registerTransitMatrix(times), end, end, false, "time");
            RoutingDimension time = model.getMutableDimension("time");
            for (int i = 1; i < size; i++) {
                Place place = instance.places().get(i);
                time.cumulVar(manager.nodeToIndex(i))
                        .setRange((long) Math.ceil(scale * place.from()), (long) Math.floor(scale * place.to()));
            }
            long begin = (long) Math.ceil(scale * instance.places().getFirst().from());
            for (int v = 0; v < conditions.vehicles(); v++) {
                time.cumulVar(model.start(v)).setRange(begin, end);
                time.cumulVar(model.end(v)).setRange(begin, end);
            }
        }
        long millis = Math.round(MILLIS * conditions.seconds());
        RoutingSearchParameters parameters = main.defaultRoutingSearchParameters().toBuilder()
                .setFirstSolutionStrategy(first)
                .setLocalSearchMetaheuristic(LocalSearchMetaheuristic.Value.GUIDED_LOCAL_SEARCH)
                .setTimeLimit(Duration.newBuilder()
                        .setSeconds(millis / MILLIS)
                        .setNanos((int) (millis % MILLIS) * NANOS_A_MILLI))
                .build();
        @Nullable Assignment found = model.solveWithParameters(parameters);
        if (found == null) {
            throw new NoToursException("no tours that visit all customers were found");
        }
        List<int[]> tours = new ArrayList<>();
        int visited = 0;
        for (int v = 0; v < conditions.vehicles(); v++) {
            List<Integer> tour = new ArrayList<>();
            for (long at = found.value(model.nextVar(model.start(v)));
                    !model.isEnd(at);
                    at = found.value(model.nextVar(at))) {
                tour.add(manager.indexToNode(at));
            }
            if (!tour.isEmpty()) {
                visited += tour.size();
                tours.add(tour.stream().mapToInt(Integer::intValue).toArray());
            }
        }
        if (visited < instance.customers()) {
            throw new NoToursException(instance.customers() - visited + " customers are in no tour");
        }
        return tours;
    }
}
