package dev.shopkeeper.logistics.vroom;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.shopkeeper.decision.Decision;
import dev.shopkeeper.decision.Explanation;
import dev.shopkeeper.decision.Language;
import dev.shopkeeper.decision.Reason;
import dev.shopkeeper.decision.Stamp;
import dev.shopkeeper.logistics.routing.Job;
import dev.shopkeeper.logistics.routing.Plan;
import dev.shopkeeper.logistics.routing.Vehicle;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An answer in VROOM's JSON, and beside it who decided, how the search went, what each step adds to the cost, and why a job is in no
 * tour.
 *
 * @param code 0, as VROOM says that all went well
 * @param progress the best cost by the seconds after which it was found
 * @param rounds how often something was tried
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record VroomAnswer(
        int code,
        Summary summary,
        List<Unassigned> unassigned,
        List<Route> routes,
        List<Progress> progress,
        long rounds,
        @JsonUnwrapped Stamp stamp,
        Explanation explanation)
        implements Decision {

    VroomAnswer {
        unassigned = List.copyOf(unassigned);
        routes = List.copyOf(routes);
        progress = List.copyOf(progress);
    }

    /** Of all tours; seconds, metres and the units of the costs. */
    record Summary(
            double cost,
            int routes,
            int unassigned,
            long service,
            long duration,
            long waitingTime,
            long priority,
            long distance,
            List<Long> delivery,
            List<Long> pickup,
            ComputingTimes computingTimes) {}

    /** @param solving milliseconds */
    record ComputingTimes(long solving) {}

    /** A better plan. */
    record Progress(double seconds, double cost, int unassigned) {}

    /**
     * A job in no tour.
     *
     * @param reason in one word, as {@link Plan.Reason}
     * @param explanation in a sentence
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Unassigned(
            long id,
            String type,
            double @Nullable [] location,
            int locationIndex,
            String reason,
            String explanation,
            @Nullable Long vehicle) {}

    /** A tour. */
    record Route(
            long vehicle,
            double cost,
            long service,
            long duration,
            long waitingTime,
            long priority,
            long distance,
            List<Long> delivery,
            List<Long> pickup,
            List<Step> steps) {}

    /**
     * A step of a tour.
     *
     * @param cost what the way to it costs, at the start what the vehicle costs if it is used at all; they add up to the tour's
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Step(
            String type,
            @Nullable Long id,
            @Nullable Long job,
            double @Nullable [] location,
            @Nullable Integer locationIndex,
            long arrival,
            long service,
            long waitingTime,
            long duration,
            long distance,
            double cost,
            List<Long> load) {}

    /** Puts an answer together. */
    static VroomAnswer of(VroomProblem asked, Plan plan, long millis, Stamp stamp, Language language) {
        return new Parts(asked, language).answer(plan, millis, stamp);
    }

    /** What is known while an answer is put together. */
    private static final class Parts {

        private final VroomProblem asked;
        private final Language language;
        private final Map<String, Job> jobs = new HashMap<>();
        private final Map<String, Vehicle> vehicles = new HashMap<>();

        Parts(VroomProblem asked, Language language) {
            this.asked = asked;
            this.language = language;
            asked.problem().jobs().forEach(job -> jobs.put(job.id(), job));
            asked.problem().vehicles().forEach(vehicle -> vehicles.put(vehicle.id(), vehicle));
        }

        VroomAnswer answer(Plan plan, long millis, Stamp stamp) {
            List<Route> routes = plan.tours().stream().map(this::route).toList();
            return new VroomAnswer(
                    0,
                    new Summary(
                            plan.cost(),
                            routes.size(),
                            plan.unassigned().size(),
                            routes.stream().mapToLong(Route::service).sum(),
                            routes.stream().mapToLong(Route::duration).sum(),
                            routes.stream().mapToLong(Route::waitingTime).sum(),
                            routes.stream().mapToLong(Route::priority).sum(),
                            routes.stream().mapToLong(Route::distance).sum(),
                            sum(routes.stream().map(Route::delivery).toList()),
                            sum(routes.stream().map(Route::pickup).toList()),
                            new ComputingTimes(millis)),
                    plan.unassigned().stream().map(this::unassigned).toList(),
                    routes,
                    plan.curve().stream()
                            .map(point -> new Progress(point.seconds(), point.cost(), point.unassigned()))
                            .toList(),
                    plan.rounds(),
                    stamp,
                    explanation(plan));
        }

        /** What each tour adds to the cost. */
        private Explanation explanation(Plan plan) {
            List<Reason> reasons = plan.tours().stream()
                    .map(tour -> {
                        long stops = tour.steps().stream()
                                .filter(step -> step.kind() == Plan.Kind.JOB)
                                .count();
                        return new Reason(
                                "tour",
                                tour.vehicle(),
                                BigDecimal.valueOf(tour.cost()),
                                "cost",
                                language.choose(
                                        "Vehicle " + tour.vehicle() + " does " + stops + " jobs",
                                        "车辆" + tour.vehicle() + "完成" + stops + "个任务"));
                    })
                    .toList();
            int out = plan.unassigned().size();
            return Explanation.of(
                    language.choose(
                            "The cheapest of " + plan.rounds() + " plans: "
                                    + plan.tours().size() + " tours"
                                    + (out == 0 ? "." : ", and " + out + " jobs in none, each with its reason."),
                            "从" + plan.rounds() + "个方案中选出最便宜的：" + plan.tours().size() + "条路线"
                                    + (out == 0 ? "。" : "，另有" + out + "个任务未安排，原因见各项。")),
                    reasons.stream().map(Reason::contribution).reduce(BigDecimal.ZERO, BigDecimal::add),
                    reasons);
        }

        private List<Long> sum(List<List<Long>> amounts) {
            int dimensions = asked.problem().vehicles().getFirst().capacity().size();
            List<Long> sum = new ArrayList<>(Collections.nCopies(dimensions, 0L));
            amounts.forEach(each -> {
                for (int d = 0; d < dimensions; d++) {
                    sum.set(d, sum.get(d) + each.get(d));
                }
            });
            return sum;
        }

        private Route route(Plan.PlannedTour tour) {
            Vehicle vehicle = Objects.requireNonNull(vehicles.get(tour.vehicle()));
            List<Step> steps = new ArrayList<>();
            List<Job> done = new ArrayList<>();
            long service = 0;
            long waiting = 0;
            long travelled = 0;
            long gone = 0;
            for (Plan.Step step : tour.steps()) {
                Job job = step.kind() == Plan.Kind.JOB ? jobs.get(String.valueOf(step.id())) : null;
                if (job != null) {
                    done.add(job);
                }
                service += step.end() - step.begin();
                waiting += step.begin() - step.arrival();
                double cost = step.kind() == Plan.Kind.START
                        ? vehicle.costs().fixed()
                        : vehicle.costs().perHour() * (step.travelTime() - travelled) / 3_600
                                + vehicle.costs().perKilometre() * (step.distance() - gone) / 1_000;
                travelled = step.travelTime();
                gone = step.distance();
                steps.add(step(step, job, cost));
            }
            return new Route(
                    Long.parseLong(tour.vehicle()),
                    tour.cost(),
                    service,
                    tour.travelTime(),
                    waiting,
                    done.stream().mapToLong(Job::priority).sum(),
                    tour.distance(),
                    sum(done.stream().map(Job::delivery).toList()),
                    sum(done.stream().map(Job::pickup).toList()),
                    steps);
        }

        private Step step(Plan.Step step, @Nullable Job job, double cost) {
            Integer place = step.location();
            Long id = step.id() == null ? null : Long.valueOf(step.id());
            return new Step(
                    step.kind().name().toLowerCase(Locale.ROOT),
                    id,
                    job == null ? null : id,
                    place == null ? null : asked.places().get(place),
                    place,
                    step.arrival(),
                    step.end() - step.begin(),
                    step.begin() - step.arrival(),
                    step.travelTime(),
                    step.distance(),
                    cost,
                    step.load());
        }

        private Unassigned unassigned(Plan.Unassigned out) {
            int place = Objects.requireNonNull(jobs.get(out.job())).location();
            return new Unassigned(
                    Long.parseLong(out.job()),
                    "job",
                    asked.places().get(place),
                    place,
                    out.reason().name().toLowerCase(Locale.ROOT),
                    ReasonWords.of(out.reason(), language),
                    out.nearest() == null ? null : Long.valueOf(out.nearest()));
        }
    }
}
