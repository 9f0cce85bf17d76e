package dev.shopkeeper.benchmarks.routing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a solver made of an instance.
 *
 * @param cost counted by {@link PlanCheck}, in the instance's units
 * @param gap by how much the cost is above the best known, as a share; below 0 with more vehicles or a new best
 * @param vehicles that are used
 * @param seconds that it took by the clock
 * @param unsolved why there are no tours, in which case the other figures but the time are 0
 */
record Outcome(
        double cost,
        double gap,
        int vehicles,
        double seconds,
        @Nullable String unsolved) {

    private static final double SECONDS = 1e3;
    private static final double COST = 1e6;

    boolean solved() {
        return unsolved == null;
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        if (unsolved == null) {
            json.put("cost", rounded(cost, COST));
            json.put("gap", rounded(gap, COST));
            json.put("vehicles", vehicles);
        } else {
            json.put("unsolved", unsolved);
        }
        json.put("seconds", rounded(seconds, SECONDS));
        return json;
    }

    static Outcome of(JsonNode json) {
        JsonNode unsolved = json.path("unsolved");
        return new Outcome(
                json.path("cost").asDouble(0),
                json.path("gap").asDouble(0),
                json.path("vehicles").asInt(0),
                json.path("seconds").asDouble(0),
                unsolved.isMissingNode() ? null : unsolved.asString());
    }

    private static double rounded(double value, double by) {
        return Math.round(value * by) / by;
    }
}
