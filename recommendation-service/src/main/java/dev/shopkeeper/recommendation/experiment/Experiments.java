package dev.shopkeeper.recommendation.experiment;

import dev.shopkeeper.recommendation.experiment.allocation.Variant;
import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import dev.shopkeeper.starter.problem.ProblemException;
import dev.shopkeeper.starter.problem.Violation;
import dev.shopkeeper.starter.web.Inputs;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Starts and ends experiments, each step once and written down with who took it and why. */
@Service
class Experiments {

    private final ExperimentStore store;
    private final ExperimentFigures figures;
    private final ExperimentSettings settings;
    private final Clock clock;

    Experiments(ExperimentStore store, ExperimentFigures figures, ExperimentSettings settings, Clock clock) {
        this.store = store;
        this.figures = figures;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Starts an experiment.
     *
     * @throws ProblemException 409 for an id that is taken, or where another experiment runs on one of the placements
     */
    @Transactional
    public ExperimentView start(ExperimentRequest request, String caller) {
        Inputs versions = new Inputs();
        request.arms().forEach(arm -> {
            String version = arm.policy().model();
            versions.refuse(
                    version != null && !store.hasVersion(version),
                    "arms",
                    version,
                    "is no version of next-item-blend; its versions are listed at /admin/v1/recommendation/models/next-item-blend/versions");
        });
        versions.check();
        Instant now = now();
        if (!store.insert(request, UUID.randomUUID().toString(), now)) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "experiment-exists",
                    "There is an experiment '" + request.experimentId() + "' already.",
                    List.of(new Violation("experiment_id", request.experimentId(), "is taken")),
                    null);
        }
        for (String placement : request.placements()) {
            if (!store.take(request.experimentId(), placement)) {
                String other = store.running(placement).orElse("that has just ended");
                throw new ProblemException(
                        HttpStatus.CONFLICT,
                        "placement-taken",
                        "Experiment '" + other + "' runs on placement '" + placement + "'.",
                        List.of(new Violation("placements", placement, "has a running experiment, " + other)),
                        "Stop it first, or choose other placements.");
            }
        }
        store.note(
                request.experimentId(), new ExperimentView.Change(now, caller, "start", null, request.description()));
        return find(request.experimentId());
    }

    /** Ends an experiment, so that what stood on its placements before stands there again. 409 if it has ended. */
    @Transactional
    public ExperimentView stop(String id, String caller, @Nullable String reason) {
        Experiment experiment = locked(id);
        if (experiment.state() != ExperimentState.RUNNING) {
            throw over(experiment, "stopped", "Only one that runs can be stopped.");
        }
        Instant now = now();
        store.end(id, ExperimentState.STOPPED, now, null);
        store.note(id, new ExperimentView.Change(now, caller, "stop", null, reason));
        return find(id);
    }

    /** Serves one arm to everybody, ending the experiment if it runs. 409 if an arm was rolled out before. */
    @Transactional
    public ExperimentView rollOut(String id, String arm, String caller, String reason) {
        Experiment experiment = locked(id);
        List<String> arms =
                experiment.allocation().variants().stream().map(Variant::name).toList();
        if (!arms.contains(arm)) {
            throw ProblemException.invalid("arm", arm, "must be one of " + String.join(", ", arms));
        }
        if (experiment.state() == ExperimentState.ROLLED_OUT) {
            throw over(
                    experiment,
                    "rolled out",
                    "To serve another arm, start an experiment with it on these placements and roll that out.");
        }
        Instant now = now();
        store.end(id, ExperimentState.ROLLED_OUT, now, arm);
        store.note(id, new ExperimentView.Change(now, caller, "roll-out", arm, reason));
        return find(id);
    }

    @Transactional(readOnly = true)
    public Page<ExperimentView> list(PageRequest request) {
        String after = request.after();
        List<ExperimentView> found = store.page(after == null ? "" : after, request.probe()).stream()
                .map(this::view)
                .toList();
        return request.page(found, ExperimentView::experimentId);
    }

    /** An experiment with its figures as of now. */
    @Transactional(readOnly = true)
    public ExperimentReport report(String id) {
        Experiment experiment = store.find(id).orElseThrow(() -> ProblemException.notFound("experiment", id));
        return ExperimentReport.of(
                experiment,
                view(experiment),
                figures.read(experiment, settings.observation(), clock.instant()),
                settings.observation());
    }

    private ExperimentView find(String id) {
        return view(store.find(id).orElseThrow(() -> ProblemException.notFound("experiment", id)));
    }

    private ExperimentView view(Experiment experiment) {
        return ExperimentView.of(experiment, store.changes(experiment.id()));
    }

    private Experiment locked(String id) {
        return store.lock(id).orElseThrow(() -> ProblemException.notFound("experiment", id));
    }

    private static ProblemException over(Experiment experiment, String verb, String hint) {
        String state = experiment.state() == ExperimentState.ROLLED_OUT
                ? "arm '" + experiment.winner() + "' was rolled out at " + experiment.rolledOutAt()
                : "it was stopped at " + experiment.endedAt();
        return new ProblemException(
                HttpStatus.CONFLICT,
                "experiment-over",
                "Experiment '" + experiment.id() + "' cannot be " + verb + ": " + state + ".",
                List.of(new Violation("state", experiment.state().name(), "is the present state")),
                hint);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
