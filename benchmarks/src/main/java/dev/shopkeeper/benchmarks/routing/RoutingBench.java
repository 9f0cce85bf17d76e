package dev.shopkeeper.benchmarks.routing;

import com.google.ortools.constraintsolver.FirstSolutionStrategy;
import dev.shopkeeper.benchmarks.BenchCase;
import dev.shopkeeper.benchmarks.BenchOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * {@code ./shop bench routing --data FOLDER [--seed N] [--seconds N] [--threads N] [--split validation|test] [--set NAME]
 * [--instances NAME,NAME] [--peers true|false] [--fleet limit|fixed-cost] [--spare N] [--fixed N] [--first STRATEGY] [--out FILE]}:
 * tours for every public instance below the folder, by the product's solver and in the same run by OR-tools and jsprit for
 * the same time. All tours are checked and counted by code that no solver shares, and compared with the best known.
 *
 * <p>Instances whose best known tours are of fewest vehicles, and then of least distance, are measured in one of two ways:
 * with one vehicle more than the best known ({@code --fleet limit}, {@code --spare} for another number), or with all that
 * there are and a cost of each ({@code --fleet fixed-cost}, {@code --fixed} in units of distance). All solvers get the same.
 *
 * <p>What was measured under the same options is read from the file that {@code --out} names, and not measured again.
 */
public final class RoutingBench implements BenchCase {

    private static final String DEFAULT_OUT = "benchmarks/results-local/routing.jsonl";
    private static final String DEFAULT_SECONDS = "10";
    /** On the instances that were looked at, OR-tools ended better from these tours than from those of savings. */
    private static final String DEFAULT_FIRST = "PATH_CHEAPEST_ARC";

    private static final String DEFAULT_FIXED = "1000";
    private static final double NANOS = 1e9;
    private static final double PERCENT = 100;
    private static final double NEAR = 0.02;

    /** One instance's outcomes, by solver. */
    private record Measured(RoutingInstance instance, BestKnown best, Map<String, Outcome> outcomes) {

        Outcome of(String solver) {
            return Objects.requireNonNull(outcomes.get(solver), solver);
        }
    }

    @Override
    public Map<String, Object> run(BenchOptions options) throws IOException, InterruptedException {
        Path folder = Path.of(options.text("data")
                .orElseThrow(() -> new IllegalArgumentException(
                        "--data is missing. Maybe name the folder that holds the instances?")));
        boolean validation = oneOf(options, "split", "test", "validation").equals("validation");
        boolean limit = oneOf(options, "fleet", "limit", "fixed-cost").equals("limit");
        boolean peers = oneOf(options, "peers", "true", "false").equals("true");
        String wanted = options.text("set", "");
        List<String> names = Arrays.stream(options.text("instances", "").split(","))
                .filter(name -> !name.isBlank())
                .map(name -> name.strip().toUpperCase(Locale.ROOT))
                .toList();
        ResultFile file = new ResultFile(Path.of(options.text("out", DEFAULT_OUT)));
        Map<String, Object> figures = new LinkedHashMap<>();
        List<TourSeeker> solvers = new ArrayList<>(List.of(new ProductSolver()));
        if (peers) {
            addPeers(solvers, options, figures);
        }
        String print = SolverPrint.of();
        Map<String, Path> found = InstanceSets.find(folder);
        Map<String, Object> sets = new LinkedHashMap<>();
        for (Map.Entry<String, Path> set : found.entrySet()) {
            if (!set.getKey().startsWith(wanted)) {
                continue;
            }
            Map<String, BestKnown> known = BestKnown.of(set.getValue());
            List<Measured> measured = new ArrayList<>();
            for (RoutingInstance instance : InstanceSets.instances(set.getValue(), validation, !wanted.isEmpty())) {
                if (names.isEmpty() || names.contains(instance.name().toUpperCase(Locale.ROOT))) {
                    BestKnown best = best(known, instance, set.getKey());
                    Conditions conditions = conditions(instance, best, options, limit);
                    Map<String, Outcome> outcomes = outcomes(
                            instance,
                            best,
                            conditions,
                            solvers,
                            file,
                            set.getKey() + " " + instance.name() + " " + print + " " + conditions + " "
                                    + options.text("first", DEFAULT_FIRST));
                    measured.add(new Measured(instance, best, outcomes));
                    System.err.println(set.getKey() + " " + instance.name() + ": " + printed(outcomes));
                }
            }
            if (!measured.isEmpty()) {
                sets.put(set.getKey(), summary(measured, solvers));
            }
        }
        if (sets.isEmpty()) {
            throw new IllegalArgumentException("No instance that is asked for lies below " + folder + ", only the sets "
                    + found.keySet() + ". Maybe another --set, --split or --instances?");
        }
        figures.put("seconds", seconds(options));
        Map<String, Integer> threads = new LinkedHashMap<>();
        solvers.forEach(solver -> threads.put(solver.name(), solver.threads(options.number("threads", 2))));
        figures.put("threads", threads);
        figures.put("split", validation ? "validation" : "test");
        figures.put(
                "fleet", limit ? "vehicles of the best known and more: " + spare(options) : "a cost of each vehicle");
        figures.put("solver", print);
        figures.put("sets", sets);
        return figures;
    }

    private static String oneOf(BenchOptions options, String name, String fallback, String other) {
        String value = options.text(name, fallback);
        if (!value.equals(fallback) && !value.equals(other)) {
            throw new IllegalArgumentException(
                    "--" + name + " is '" + value + "'. Maybe " + fallback + " or " + other + "?");
        }
        return value;
    }

    private static double seconds(BenchOptions options) {
        return positive("seconds", options.text("seconds", DEFAULT_SECONDS));
    }

    private static int spare(BenchOptions options) {
        int spare = options.number("spare", 1);
        if (spare < 0) {
            throw new IllegalArgumentException("--spare is '" + spare + "', and vehicles are not taken away.");
        }
        return spare;
    }

    private static double positive(String name, String text) {
        try {
            double value = Double.parseDouble(text);
            if (value > 0 && value < Double.POSITIVE_INFINITY) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException("--" + name + " is '" + text + "', which is no number above 0.");
    }

    /** One that cannot be had on this machine is named in the figures, with the reason. */
    private static void addPeers(List<TourSeeker> solvers, BenchOptions options, Map<String, Object> figures) {
        FirstSolutionStrategy.Value first = OrToolsPeer.strategy(options.text("first", DEFAULT_FIRST));
        try {
            solvers.add(OrToolsPeer.load(first));
        } catch (LinkageError | RuntimeException e) {
            figures.put("or_tools", "skipped: its native library cannot be loaded: " + e);
        }
        solvers.add(new JspritPeer());
    }

    private static BestKnown best(Map<String, BestKnown> known, RoutingInstance instance, String set) {
        BestKnown best = known.get(instance.name().toUpperCase(Locale.ROOT));
        if (best == null) {
            throw new IllegalArgumentException("No best known cost is given for " + instance.name() + " of " + set
                    + ". Maybe add it to the folder's best_known.csv?");
        }
        return best;
    }

    private static Conditions conditions(
            RoutingInstance instance, BestKnown best, BenchOptions options, boolean limit) {
        boolean fewest = best.vehicles().isPresent();
        return new Conditions(
                fewest && limit
                        ? Math.min(instance.vehicles(), best.vehicles().getAsInt() + spare(options))
                        : instance.vehicles(),
                fewest && !limit ? positive("fixed", options.text("fixed", DEFAULT_FIXED)) : 0,
                seconds(options),
                options.number("threads", 2),
                options.seed());
    }

    /** Those that were measured before, and the others measured now. */
    private static Map<String, Outcome> outcomes(
            RoutingInstance instance,
            BestKnown best,
            Conditions conditions,
            List<TourSeeker> solvers,
            ResultFile file,
            String key)
            throws IOException, InterruptedException {
        Map<String, Outcome> before = file.outcomes(key);
        if (solvers.stream().allMatch(solver -> before.containsKey(solver.name()))) {
            return before;
        }
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        for (TourSeeker solver : solvers) {
            outcomes.put(solver.name(), outcome(solver, instance, best, conditions));
        }
        file.append(key, outcomes);
        return outcomes;
    }

    private static Outcome outcome(TourSeeker solver, RoutingInstance instance, BestKnown best, Conditions conditions)
            throws InterruptedException {
        long began = System.nanoTime();
        try {
            List<int[]> tours = solver.seek(instance, conditions);
            double seconds = (System.nanoTime() - began) / NANOS;
            double cost = PlanCheck.cost(instance, tours);
            return new Outcome(cost, cost / best.cost() - 1, PlanCheck.vehicles(tours), seconds, null);
        } catch (TourSeeker.NoToursException e) {
            return new Outcome(0, 0, 0, (System.nanoTime() - began) / NANOS, e.getMessage());
        } catch (PlanCheck.BrokenPlanException e) {
            throw new IllegalStateException(solver.name() + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, Object> printed(Map<String, Outcome> outcomes) {
        Map<String, Object> printed = new LinkedHashMap<>();
        outcomes.forEach((name, outcome) -> printed.put(name, outcome.json()));
        return printed;
    }

    private static Map<String, Object> summary(List<Measured> measured, List<TourSeeker> solvers) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("instances", measured.size());
        for (TourSeeker solver : solvers) {
            figures.put(solver.name(), summary(measured, solver.name()));
        }
        String ours = solvers.getFirst().name();
        for (TourSeeker peer : solvers.subList(1, solvers.size())) {
            List<Measured> both = measured.stream()
                    .filter(one -> one.of(ours).solved() && one.of(peer.name()).solved())
                    .toList();
            compare(figures, both, ours, peer.name());
        }
        return figures;
    }

    /** Ours by the peer's: below 1 where ours is less. */
    private static void compare(Map<String, Object> figures, List<Measured> both, String ours, String peer) {
        double mine = mean(both, ours).orElse(0);
        double theirs = mean(both, peer).orElse(0);
        figures.put(
                "mean_gap_by_" + peer,
                mine >= 0 && theirs > 0
                        ? rounded(mine / theirs)
                        : "none: a mean gap that is not above 0 compares with nothing");
        if (!both.isEmpty()) {
            figures.put("distances_by_" + peer, rounded(distances(both, ours) / distances(both, peer)));
            figures.put("vehicles_by_" + peer, rounded((double) vehicles(both, ours) / vehicles(both, peer)));
        }
    }

    private static double distances(List<Measured> measured, String solver) {
        return measured.stream().mapToDouble(one -> one.of(solver).cost()).sum();
    }

    private static int vehicles(List<Measured> measured, String solver) {
        return measured.stream().mapToInt(one -> one.of(solver).vehicles()).sum();
    }

    private static Map<String, Object> summary(List<Measured> all, String solver) {
        Map<String, Object> figures = new LinkedHashMap<>();
        List<Measured> solved =
                all.stream().filter(one -> one.of(solver).solved()).toList();
        figures.put("solved", solved.size());
        if (!solved.isEmpty()) {
            Measured worst = solved.getFirst();
            for (Measured one : solved) {
                if (gap(one, solver) > gap(worst, solver)) {
                    worst = one;
                }
            }
            figures.put(
                    "mean_gap_percent", rounded(PERCENT * mean(solved, solver).orElseThrow()));
            figures.put("worst_gap_percent", rounded(PERCENT * gap(worst, solver)));
            figures.put("worst_instance", worst.instance().name());
        }
        List<Measured> counted =
                solved.stream().filter(one -> one.best().vehicles().isPresent()).toList();
        if (!counted.isEmpty()) {
            vehicles(figures, counted, solver);
        }
        figures.put(
                "mean_seconds",
                rounded(all.stream()
                        .mapToDouble(one -> one.of(solver).seconds())
                        .average()
                        .orElseThrow()));
        return figures;
    }

    /** Where fewer vehicles count before less distance: a gap says nothing if the vehicles are not as many. */
    private static void vehicles(Map<String, Object> figures, List<Measured> counted, String solver) {
        figures.put(
                "mean_vehicles_above",
                rounded(counted.stream()
                        .mapToInt(one -> above(one, solver))
                        .average()
                        .orElseThrow()));
        figures.put(
                "most_vehicles_above",
                counted.stream().mapToInt(one -> above(one, solver)).max().orElseThrow());
        List<Measured> same =
                counted.stream().filter(one -> above(one, solver) == 0).toList();
        figures.put("with_vehicles_of_best_known", same.size());
        mean(same, solver).ifPresent(gap -> figures.put("their_mean_gap_percent", rounded(PERCENT * gap)));
        figures.put(
                "within_2_percent_and_one_vehicle",
                counted.stream()
                        .filter(one -> gap(one, solver) <= NEAR && above(one, solver) <= 1)
                        .count());
        figures.put("all_vehicles", vehicles(counted, solver));
        figures.put("all_distances", rounded(distances(counted, solver)));
    }

    private static OptionalDouble mean(List<Measured> measured, String solver) {
        return measured.stream().mapToDouble(one -> gap(one, solver)).average();
    }

    private static double gap(Measured measured, String solver) {
        return measured.of(solver).gap();
    }

    private static int above(Measured measured, String solver) {
        return measured.of(solver).vehicles() - measured.best().vehicles().orElseThrow();
    }

    private static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }
}
