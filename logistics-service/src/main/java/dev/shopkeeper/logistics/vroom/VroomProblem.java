package dev.shopkeeper.logistics.vroom;

import dev.shopkeeper.logistics.routing.Break;
import dev.shopkeeper.logistics.routing.Job;
import dev.shopkeeper.logistics.routing.RoutingProblem;
import dev.shopkeeper.logistics.routing.TimeWindow;
import dev.shopkeeper.logistics.routing.TravelMatrix;
import dev.shopkeeper.logistics.routing.Vehicle;
import dev.shopkeeper.logistics.traveltime.GreatCircle;
import dev.shopkeeper.starter.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A problem in VROOM's JSON: jobs, vehicles, and matrices or coordinates in the order longitude, latitude. What VROOM does not know
 * is refused by its name, what it knows and this does not do is refused as not supported; nothing is passed over.
 *
 * @param places by row of the matrix: longitude and latitude, or null where none were given
 */
record VroomProblem(RoutingProblem problem, List<double @Nullable []> places) {

    static final int MOST_JOBS = 20_000;

    private static final int MOST_VEHICLES = 2_000;
    private static final int MOST_PLACES = 1_500;
    private static final int MOST_DIMENSIONS = 10;
    private static final int MOST_WINDOWS = 20;
    private static final int MOST_BREAKS = 5;
    private static final int MOST_SKILLS = 100;
    private static final long MOST_AMOUNT = 1_000_000_000_000L;
    private static final long LONGEST = 100_000_000;
    private static final long LATEST = 100_000_000_000L;
    private static final double METRES_PER_SECOND = 10;

    private static final Set<String> PROBLEM = names("jobs", "vehicles", "matrices");
    private static final Set<String> PROBLEM_LACKS = names("shipments", "matrix", "distance_matrix");
    private static final Set<String> JOB = names(
            "id",
            "description",
            "location",
            "location_index",
            "service",
            "delivery",
            "pickup",
            "skills",
            "priority",
            "time_windows");
    private static final Set<String> JOB_LACKS = names("setup", "setup_per_type", "service_per_type", "amount", "type");
    private static final Set<String> VEHICLE = names(
            "id",
            "profile",
            "description",
            "start",
            "start_index",
            "end",
            "end_index",
            "capacity",
            "costs",
            "skills",
            "time_window",
            "breaks",
            "speed_factor",
            "max_tasks",
            "max_travel_time",
            "max_distance",
            "steps");
    private static final Set<String> VEHICLE_LACKS = names("type", "max_load");
    private static final Set<String> BREAK = names("id", "time_windows", "service", "description");
    private static final Set<String> BREAK_LACKS = names("max_load");
    private static final Set<String> COSTS = names("fixed", "per_hour", "per_km");
    private static final Set<String> COSTS_LACK = names("per_task_hour");
    private static final Set<String> STEP = names("type", "id", "locked");
    private static final Set<String> STEP_LACKS = names("service_at", "service_after", "service_before");
    private static final Set<String> MATRIX = names("durations", "distances");
    private static final Set<String> MATRIX_LACKS = names("costs");

    private static Set<String> names(String... names) {
        return new LinkedHashSet<>(List.of(names));
    }

    /** @throws ProblemException 400 naming all that is wrong with it */
    static VroomProblem read(JsonNode body) {
        return new Parts(body).read();
    }

    /** What is put together while a problem is read. */
    private static final class Parts {

        private final JsonNode body;
        private final Reader reader = new Reader();
        private final List<double @Nullable []> places = new ArrayList<>();
        private final Map<List<Double>, Integer> placeByCoordinates = new HashMap<>();
        private final Map<String, JsonNode> profiles = new LinkedHashMap<>();
        private final Map<List<Object>, Integer> matrixByKind = new LinkedHashMap<>();
        private final List<TravelMatrix> matrices = new ArrayList<>();
        private int given;
        private int dimensions;

        Parts(JsonNode body) {
            this.body = body;
        }

        VroomProblem read() {
            reader.only(body, "", PROBLEM, PROBLEM_LACKS);
            profiles();
            List<JsonNode> vehicleNodes = reader.list(body, "", "vehicles", MOST_VEHICLES);
            List<JsonNode> jobNodes = reader.list(body, "", "jobs", MOST_JOBS);
            if (vehicleNodes.isEmpty()) {
                reader.refuse("vehicles", null, "has no entry; there must be one at least");
            }
            reader.finish();
            dimensions = vehicleNodes.getFirst().path("capacity").size();
            if (dimensions == 0) {
                dimensions = jobNodes.stream()
                        .mapToInt(job -> Math.max(
                                job.path("delivery").size(), job.path("pickup").size()))
                        .max()
                        .orElse(0);
            }
            List<Job> jobs = jobs(jobNodes);
            List<List<String>> before = new ArrayList<>();
            List<Vehicle> vehicles = vehicles(vehicleNodes, ids(jobs), before);
            reader.finish();
            for (int kind = 0; kind < matrixByKind.size(); kind++) {
                matrices.add(matrix(kind));
            }
            reader.finish();
            return new VroomProblem(new RoutingProblem(jobs, vehicles, matrices, before), places);
        }

        private static Set<String> ids(List<Job> jobs) {
            Set<String> ids = new HashSet<>();
            jobs.forEach(job -> ids.add(job.id()));
            return ids;
        }

        private void profiles() {
            JsonNode all = body.path("matrices");
            if (all.isMissingNode()) {
                return;
            }
            if (!all.isObject() || all.isEmpty()) {
                reader.refuse("matrices", all, "must be an object of profiles");
                return;
            }
            for (String profile : all.propertyNames()) {
                JsonNode matrix = all.get(profile);
                String path = "matrices." + profile;
                reader.only(matrix, path, MATRIX, MATRIX_LACKS);
                int size = matrix.path("durations").size();
                if (size == 0 || size > MOST_PLACES) {
                    reader.refuse(
                            path + ".durations", null, "has " + size + " rows; there must be 1 to " + MOST_PLACES);
                } else if (given != 0 && size != given) {
                    reader.refuse(path + ".durations", null, "has " + size + " rows, another profile has " + given);
                }
                given = given == 0 ? size : given;
                profiles.put(profile, matrix);
            }
            for (int place = 0; place < given; place++) {
                places.add(null);
            }
        }

        private List<Job> jobs(List<JsonNode> nodes) {
            List<Job> jobs = new ArrayList<>();
            Set<Long> known = new HashSet<>();
            for (int i = 0; i < nodes.size() && reader.fine(); i++) {
                JsonNode node = nodes.get(i);
                String path = "jobs[" + i + "]";
                reader.only(node, path, JOB, JOB_LACKS);
                long id = id(node, path);
                if (!known.add(id)) {
                    reader.refuse(path + ".id", node.get("id"), "is another job's");
                }
                Integer place = place(node, path, "location", "location_index");
                if (place == null) {
                    reader.refuse(path + ".location", null, "is missing; give it, or location_index");
                }
                jobs.add(new Job(
                        Long.toString(id),
                        place == null ? 0 : place,
                        (int) reader.whole(node, path, "service", 0, 0, LONGEST),
                        amounts(node, path, "delivery"),
                        amounts(node, path, "pickup"),
                        skills(node, path),
                        (int) reader.whole(node, path, "priority", 0, 0, 100),
                        windows(node, path, "time_windows", List.of(TimeWindow.ALWAYS))));
            }
            return jobs;
        }

        private long id(JsonNode node, String path) {
            if (node.path("id").isMissingNode()) {
                reader.refuse(path + ".id", null, "is missing");
            }
            return reader.whole(node, path, "id", 0, 0, Long.MAX_VALUE);
        }

        private Set<Integer> skills(JsonNode node, String path) {
            Set<Integer> skills = new HashSet<>();
            reader.wholes(node, path, "skills", MOST_SKILLS, 0, Integer.MAX_VALUE)
                    .forEach(skill -> skills.add(skill.intValue()));
            return skills;
        }

        /** In as many dimensions as the vehicles have; nothing where there is none. */
        private List<Long> amounts(JsonNode node, String path, String name) {
            List<Long> amounts = reader.wholes(node, path, name, MOST_DIMENSIONS, 0, MOST_AMOUNT);
            if (amounts.isEmpty()) {
                return java.util.Collections.nCopies(dimensions, 0L);
            }
            if (amounts.size() != dimensions) {
                reader.refuse(
                        Reader.at(path, name),
                        node.get(name),
                        "has " + amounts.size() + " dimensions, the first vehicle's capacity has " + dimensions);
                return java.util.Collections.nCopies(dimensions, 0L);
            }
            return amounts;
        }

        private List<TimeWindow> windows(JsonNode node, String path, String name, List<TimeWindow> absent) {
            List<JsonNode> entries = reader.list(node, path, name, MOST_WINDOWS);
            if (entries.isEmpty()) {
                return absent;
            }
            List<TimeWindow> windows = new ArrayList<>();
            for (int i = 0; i < entries.size(); i++) {
                TimeWindow window = window(entries.get(i), Reader.at(path, name) + "[" + i + "]");
                if (!windows.isEmpty() && window.from() <= windows.getLast().to()) {
                    reader.refuse(
                            Reader.at(path, name) + "[" + i + "]",
                            entries.get(i),
                            "begins before the one before it has ended");
                    return absent;
                }
                windows.add(window);
            }
            return windows;
        }

        private TimeWindow window(JsonNode value, String path) {
            if (!value.isArray() || value.size() != 2) {
                reader.refuse(path, value, "must be a list of two times in seconds, [from, to]");
                return TimeWindow.ALWAYS;
            }
            long from = reader.whole(value.get(0), path + "[0]", 0, 0, LATEST);
            long to = reader.whole(value.get(1), path + "[1]", LATEST, 0, LATEST);
            if (from > to) {
                reader.refuse(path, value, "ends before it begins");
                return TimeWindow.ALWAYS;
            }
            return new TimeWindow(from, to);
        }

        /** The row of a place, or null where none is said. */
        private @Nullable Integer place(JsonNode node, String path, String coordinates, String index) {
            JsonNode row = node.path(index);
            JsonNode at = node.path(coordinates);
            double[] there = at.isMissingNode() || at.isNull() ? null : coordinates(at, Reader.at(path, coordinates));
            if (given > 0) {
                if (row.isMissingNode()) {
                    if (there != null) {
                        reader.refuse(
                                Reader.at(path, index), null, "is missing; with matrices each place needs its row");
                    }
                    return null;
                }
                int place = (int) reader.whole(row, Reader.at(path, index), 0, 0, given - 1L);
                if (there != null) {
                    places.set(place, there);
                }
                return place;
            }
            if (!row.isMissingNode()) {
                reader.refuse(Reader.at(path, index), row, "needs matrices, of which there are none");
            }
            if (there == null) {
                return null;
            }
            return placeByCoordinates.computeIfAbsent(List.of(there[0], there[1]), fresh -> {
                places.add(there);
                return places.size() - 1;
            });
        }

        private double @Nullable [] coordinates(JsonNode value, String path) {
            if (!value.isArray()
                    || value.size() != 2
                    || !value.get(0).isNumber()
                    || !value.get(1).isNumber()) {
                reader.refuse(path, value, "must be a list of two numbers, [longitude, latitude]");
                return null;
            }
            double longitude = value.get(0).doubleValue();
            double latitude = value.get(1).doubleValue();
            if (!(Math.abs(longitude) <= 180) || !(Math.abs(latitude) <= 90)) {
                reader.refuse(
                        path,
                        value,
                        "must be [longitude, latitude], in degrees"
                                + (Math.abs(longitude) <= 90 && Math.abs(latitude) <= 180
                                        ? "; it looks as if they were exchanged"
                                        : ""));
                return null;
            }
            return new double[] {longitude, latitude};
        }

        private List<Vehicle> vehicles(List<JsonNode> nodes, Set<String> jobs, List<List<String>> before) {
            List<Vehicle> vehicles = new ArrayList<>();
            Set<Long> known = new HashSet<>();
            Set<String> taken = new HashSet<>();
            for (int i = 0; i < nodes.size() && reader.fine(); i++) {
                JsonNode node = nodes.get(i);
                String path = "vehicles[" + i + "]";
                reader.only(node, path, VEHICLE, VEHICLE_LACKS);
                long id = id(node, path);
                if (!known.add(id)) {
                    reader.refuse(path + ".id", node.get("id"), "is another vehicle's");
                }
                JsonNode shift = node.path("time_window");
                Integer start = place(node, path, "start", "start_index");
                Integer end = place(node, path, "end", "end_index");
                if (Stream.of("start", "start_index", "end", "end_index").noneMatch(node::has)) {
                    reader.refuse(path + ".start", null, "is missing, and so is end; there must be one of them");
                }
                Steps steps = steps(node, path, jobs, taken);
                vehicles.add(new Vehicle(
                        Long.toString(id),
                        kind(node, path),
                        start,
                        end,
                        amounts(node, path, "capacity"),
                        skills(node, path),
                        shift.isMissingNode() ? TimeWindow.ALWAYS : window(shift, path + ".time_window"),
                        breaks(node, path),
                        costs(node.path("costs"), path + ".costs"),
                        new Vehicle.Limits(
                                (int) reader.whole(node, path, "max_tasks", Integer.MAX_VALUE, 0, Integer.MAX_VALUE),
                                reader.whole(node, path, "max_travel_time", Long.MAX_VALUE, 0, Long.MAX_VALUE),
                                reader.whole(node, path, "max_distance", Long.MAX_VALUE, 0, Long.MAX_VALUE)),
                        steps.locked));
                before.add(steps.all);
            }
            return vehicles;
        }

        /** The matrix of a vehicle: by its profile and its speed. */
        private int kind(JsonNode node, String path) {
            JsonNode named = node.path("profile");
            String profile = named.isMissingNode() ? "car" : named.asString("");
            if (!profiles.isEmpty() && !profiles.containsKey(profile)) {
                reader.refuse(
                        path + ".profile",
                        named.isMissingNode() ? null : named,
                        "has no matrix; there are " + String.join(", ", profiles.keySet()));
            }
            double factor = reader.number(node, path, "speed_factor", 1, 0.01, 5);
            return matrixByKind.computeIfAbsent(List.of(profile, factor), fresh -> matrixByKind.size());
        }

        private Vehicle.Costs costs(JsonNode node, String path) {
            if (node.isMissingNode()) {
                return Vehicle.Costs.OF_TIME;
            }
            reader.only(node, path, COSTS, COSTS_LACK);
            return new Vehicle.Costs(
                    reader.whole(node, path, "fixed", 0, 0, MOST_AMOUNT),
                    reader.whole(node, path, "per_hour", 3_600, 0, MOST_AMOUNT),
                    reader.whole(node, path, "per_km", 0, 0, MOST_AMOUNT));
        }

        private List<Break> breaks(JsonNode node, String path) {
            List<JsonNode> entries = reader.list(node, path, "breaks", MOST_BREAKS);
            List<Break> breaks = new ArrayList<>();
            for (int i = 0; i < entries.size(); i++) {
                JsonNode entry = entries.get(i);
                String own = path + ".breaks[" + i + "]";
                reader.only(entry, own, BREAK, BREAK_LACKS);
                breaks.add(new Break(
                        Long.toString(id(entry, own)),
                        (int) reader.whole(entry, own, "service", 0, 0, LONGEST),
                        windows(entry, own, "time_windows", List.of(TimeWindow.ALWAYS))));
            }
            breaks.sort(java.util.Comparator.comparingLong(
                    rest -> rest.windows().getFirst().from()));
            return breaks;
        }

        /**
         * The jobs of a tour to begin with.
         *
         * @param locked the first ones, which must stay where they are
         */
        private record Steps(List<String> all, List<String> locked) {}

        private Steps steps(JsonNode node, String path, Set<String> jobs, Set<String> taken) {
            List<JsonNode> entries = reader.list(node, path, "steps", MOST_JOBS);
            List<String> steps = new ArrayList<>();
            List<String> locked = new ArrayList<>();
            for (int i = 0; i < entries.size(); i++) {
                JsonNode entry = entries.get(i);
                String own = path + ".steps[" + i + "]";
                reader.only(entry, own, STEP, STEP_LACKS);
                String type = entry.path("type").asString("");
                if (type.equals("job")) {
                    String id = Long.toString(id(entry, own));
                    if (!jobs.contains(id)) {
                        reader.refuse(own + ".id", entry.get("id"), "is no job's");
                    } else if (!taken.add(id)) {
                        reader.refuse(own + ".id", entry.get("id"), "is in another step too");
                    }
                    if (locked(entry, own)) {
                        if (locked.size() < steps.size()) {
                            reader.refuse(
                                    own + ".locked", entry.get("locked"), "stands behind a job that is not locked");
                        }
                        locked.add(id);
                    }
                    steps.add(id);
                } else if (!Set.of("start", "end", "break").contains(type)) {
                    reader.refuse(own + ".type", entry.get("type"), "must be start, job, break or end");
                }
            }
            return new Steps(steps, locked);
        }

        private boolean locked(JsonNode entry, String own) {
            JsonNode locked = entry.path("locked");
            if (!locked.isMissingNode() && !locked.isBoolean()) {
                reader.refuse(own + ".locked", locked, "must be true or false");
            }
            return locked.asBoolean(false);
        }

        private TravelMatrix matrix(int kind) {
            List<Object> key = List.copyOf(matrixByKind.keySet()).get(kind);
            String profile = (String) key.get(0);
            double factor = (Double) key.get(1);
            JsonNode matrix = profiles.get(profile);
            if (matrix != null) {
                String path = "matrices." + profile;
                return new GivenMatrix(
                        square(matrix.path("durations"), path + ".durations"),
                        matrix.path("distances").isMissingNode()
                                ? null
                                : square(matrix.path("distances"), path + ".distances"),
                        factor);
            }
            return new Coordinates(
                    places.stream()
                            .mapToDouble(place -> place == null ? 0 : place[0])
                            .toArray(),
                    places.stream()
                            .mapToDouble(place -> place == null ? 0 : place[1])
                            .toArray(),
                    GreatCircle.DETOUR,
                    METRES_PER_SECOND * factor);
        }

        /** All of a matrix: what is missing of it is refused, and never free. */
        private int[][] square(JsonNode rows, String path) {
            int[][] square = new int[given][given];
            if (rows.size() != given) {
                reader.refuse(path, null, "has " + rows.size() + " rows; there must be " + given);
                return square;
            }
            for (int row = 0; row < given && reader.fine(); row++) {
                JsonNode columns = rows.get(row);
                if (!columns.isArray() || columns.size() != given) {
                    reader.refuse(
                            path + "[" + row + "]",
                            null,
                            "has " + columns.size() + " columns; there must be " + given + ", one for each row");
                    return square;
                }
                for (int column = 0; column < given; column++) {
                    JsonNode value = columns.get(column);
                    square[row][column] = value.isNull()
                            ? missing(path + "[" + row + "][" + column + "]")
                            : (int) reader.whole(value, path + "[" + row + "][" + column + "]", 0, 0, LONGEST);
                }
            }
            return square;
        }

        private int missing(String path) {
            reader.refuse(path, null, "is missing");
            return 0;
        }
    }
}
