package dev.shopkeeper.learning.life;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.shopkeeper.learning.ModelDefinition;
import dev.shopkeeper.starter.bulk.Fields;
import dev.shopkeeper.starter.bulk.FieldsBody;
import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import dev.shopkeeper.starter.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.security.Principal;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Models, their runs and versions, for operators. */
@RestController
@RequestMapping("/admin/v1/${shopkeeper.service}")
@Tag(name = "models")
class ModelController {

    private final Definitions definitions;
    private final TrainingRuns runs;
    private final ModelRegistry registry;
    private final Training training;
    private final ChampionSwitch championSwitch;
    private final Champions champions;
    private final String service;

    ModelController(
            Definitions definitions,
            TrainingRuns runs,
            ModelRegistry registry,
            Training training,
            ChampionSwitch championSwitch,
            Champions champions,
            @Value("${shopkeeper.service}") String service) {
        this.definitions = definitions;
        this.runs = runs;
        this.registry = registry;
        this.training = training;
        this.championSwitch = championSwitch;
        this.champions = champions;
        this.service = service;
    }

    @GetMapping("/models")
    @Operation(operationId = "listModels", summary = "The models of this service")
    Page<Model> models() {
        return new Page<>(definitions.all().stream().map(this::model).toList(), null);
    }

    @GetMapping("/models/{model}")
    @Operation(operationId = "getModel", summary = "A model, its champion and its gate")
    Model model(@PathVariable("model") String model) {
        return model(definitions.get(model));
    }

    @GetMapping("/models/{model}/versions")
    @Operation(operationId = "listModelVersions", summary = "Versions that passed the gate, the latest first")
    Page<ModelVersion> versions(
            @PathVariable("model") String model,
            @RequestParam(name = "limit", required = false) @Nullable Integer limit,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
        definitions.get(model);
        PageRequest page = PageRequest.of(limit, cursor);
        return page.page(registry.versions(model, page.after(), page.probe()), ModelVersion::version);
    }

    @GetMapping("/models/{model}/runs")
    @Operation(operationId = "listTrainingRuns", summary = "Training runs, the latest first")
    Page<TrainingRun> runs(
            @PathVariable("model") String model,
            @RequestParam(name = "limit", required = false) @Nullable Integer limit,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
        definitions.get(model);
        PageRequest page = PageRequest.of(limit, cursor);
        String after = page.after();
        if (after != null) {
            uuid("cursor", after);
        }
        return page.page(
                runs.ofModel(model, after, page.probe()), run -> run.id().toString());
    }

    @PostMapping("/models/{model}/runs")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "requestTraining", summary = "Ask for a training run")
    ResponseEntity<TrainingRun> request(
            @PathVariable("model") String model,
            @FieldsBody(required = false) @Nullable RunRequest request,
            @Nullable Principal caller) {
        RunRequest asked = request == null ? new RunRequest(null, Map.of()) : request;
        TrainingRun run =
                training.request(model, asked.seed(), asked.options(), caller == null ? null : caller.getName(), null);
        return ResponseEntity.accepted()
                .location(URI.create("/admin/v1/" + service + "/runs/" + run.id()))
                .body(run);
    }

    @PostMapping("/models/{model}/rollback")
    @PreAuthorize("hasRole('ADMIN')")
    @Operation(
            operationId = "rollBackModel",
            summary = "Let the version before the champion serve again",
            description =
                    "Before the first champion stands the fallback, version none. With from, the version that is to be taken"
                            + " out of service, a repeated request is answered 409 and takes out no other.")
    Serving rollBack(
            @PathVariable("model") String model, @FieldsBody(required = false) @Nullable RollbackRequest request) {
        return new Serving(
                model,
                request == null
                        ? championSwitch.rollBack(model, null, null)
                        : championSwitch.rollBack(model, request.from(), request.reason()));
    }

    @PostMapping("/models/{model}/versions/{version}/promote")
    @PreAuthorize("hasRole('ADMIN')")
    @Operation(
            operationId = "promoteModelVersion",
            summary = "Let a version that passed the gate serve again",
            description = "One that was rolled back or retired. Nothing changes where it serves already.")
    Serving promote(@PathVariable("model") String model, @PathVariable("version") String version) {
        championSwitch.promote(model, version);
        return new Serving(model, version);
    }

    @GetMapping("/runs/{id}")
    @Operation(operationId = "getTrainingRun", summary = "A training run")
    TrainingRun run(@PathVariable("id") String id) {
        return training.get(uuid("id", id));
    }

    @PostMapping("/runs/{id}/cancel")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "cancelTrainingRun", summary = "Ask a training run to stop")
    TrainingRun cancel(@PathVariable("id") String id) {
        return training.cancel(uuid("id", id));
    }

    private Model model(ModelDefinition<?, ?> definition) {
        String name = definition.name();
        String champion = registry.champion(name);
        return new Model(
                name,
                definition.description(),
                champion,
                champions.version(name),
                registry.find(name, champion).orElse(null),
                definition.options().asMap(),
                definition.gate().metric(),
                definition.gate().higherIsBetter(),
                definition.gate().margin(),
                runs.active(name).orElse(null));
    }

    private static UUID uuid(String name, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(name, text, "must be a UUID");
        }
    }

    /**
     * A model.
     *
     * @param championVersion by the registry, {@code none} while the fallback serves
     * @param servingVersion by the replica that answers
     * @param gateMetric the metric by which a candidate must beat the baseline
     * @param gateMargin relative
     */
    record Model(
            String name,
            String description,
            String championVersion,
            String servingVersion,
            @Nullable ModelVersion champion,
            Map<String, String> options,
            @JsonProperty("gate_figure") String gateMetric,
            boolean gateHigherIsBetter,
            double gateMargin,
            @Nullable TrainingRun activeRun) {}

    /**
     * What a run is asked for with.
     *
     * @param options those that differ from the defaults
     */
    record RunRequest(@Nullable Long seed, Map<String, String> options) {

        private static final int MOST_OPTIONS = 100;
        private static final int LONGEST_OPTION = 1_000;
        private static final Pattern OPTION = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

        static RunRequest read(Fields fields) {
            return new RunRequest(
                    fields.wholeOrNull("seed", Long.MIN_VALUE, Long.MAX_VALUE),
                    fields.texts("options", 0, MOST_OPTIONS, OPTION, LONGEST_OPTION));
        }
    }

    /**
     * What is to be taken out of service.
     *
     * @param from the version that must serve still
     * @param reason why
     */
    record RollbackRequest(@Nullable String from, @Nullable String reason) {

        private static final int LONGEST_REASON = 1_000;
        private static final int LONGEST_VERSION = 128;

        static RollbackRequest read(Fields fields) {
            return new RollbackRequest(
                    fields.textOrNull("from", LONGEST_VERSION), fields.linesOrNull("reason", LONGEST_REASON));
        }
    }

    /** The version that serves now, {@code none} for the fallback. */
    record Serving(String model, String version) {}
}
