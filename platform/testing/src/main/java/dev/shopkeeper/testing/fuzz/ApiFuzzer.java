package dev.shopkeeper.testing.fuzz;

import dev.shopkeeper.testing.fuzz.Finding.Kind;
import dev.shopkeeper.testing.fuzz.FuzzRequest.Refusal;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.openapi.DocumentSchemas;
import dev.shopkeeper.testing.openapi.OpenApiDocument;
import dev.shopkeeper.testing.openapi.Operation;
import dev.shopkeeper.testing.openapi.Parameter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends seeded random and adversarial requests to every operation of an OpenAPI 3.1 document and checks each answer: no
 * 5xx, only documented statuses, complete problem details on every 4xx, bodies valid against their schema, nothing
 * invalid accepted, nothing served without credentials. It calls everything that is not excluded, also what destroys.
 *
 * {@snippet :
 * ApiFuzzer.ofUrl("/v3/api-docs", FuzzOptions.of(baseUrl, Map.of("X-API-Key", key), 42)).run().assertClean();
 * }
 */
public final class ApiFuzzer {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final OpenApiDocument document;
    private final FuzzOptions options;
    private final Links links;
    private final FuzzClient client;
    private final DocumentSchemas schemas;
    private final ResponseOracle oracle;
    private final SeenValues seen;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Integer, Integer> statuses = new HashMap<>();
    private final Set<String> succeeded = new HashSet<>();
    private final Map<String, String> refusals = new HashMap<>();

    private ApiFuzzer(JsonNode document, FuzzOptions options) {
        this.document = new OpenApiDocument(document);
        this.options = options;
        this.links = new Links(this.document);
        this.client = new FuzzClient(options);
        this.seen = new SeenValues(this.document.operations().stream()
                .flatMap(operation -> operation.parametersIn("path").stream())
                .map(Parameter::name)
                .collect(Collectors.toUnmodifiableSet()));
        this.schemas = new DocumentSchemas(this.document);
        this.oracle = new ResponseOracle(this.document, schemas);
    }

    /** A fuzzer for a document at hand. */
    public static ApiFuzzer of(JsonNode document, FuzzOptions options) {
        return new ApiFuzzer(document, options);
    }

    /**
     * A fuzzer for the document that the server itself has at a path.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ApiFuzzer ofUrl(String path, FuzzOptions options) {
        ApiClient api = ApiClient.of(options.baseUrl().toString());
        for (Map.Entry<String, String> credential : options.credentials().entrySet()) {
            api = api.with(credential.getKey(), credential.getValue());
        }
        ApiResponse response = api.get(path);
        if (response.status() != 200) {
            throw new IllegalArgumentException("No document at " + path + ": " + response);
        }
        return of(response.json(), options);
    }

    /**
     * Runs; once only. All operations get their turn twice, those that make things before those that show and delete
     * them, so that there are identifiers to aim at.
     */
    public FuzzReport run() {
        List<Campaign> campaigns = document.operations().stream()
                .filter(operation -> options.exclude().stream()
                        .noneMatch(pattern -> pattern.matcher(operation.name()).find()))
                .sorted(Comparator.comparingInt(ApiFuzzer::rank))
                .map(this::campaign)
                .toList();
        clientPass(campaigns);
        int first = options.requestsPerOperation() / 2;
        campaigns.forEach(campaign -> send(campaign, first));
        campaigns.forEach(campaign -> send(campaign, options.requestsPerOperation() - first));
        List<String> never = campaigns.stream()
                .map(campaign -> campaign.operation().name())
                .filter(name -> !succeeded.contains(name))
                .toList();
        refusals.keySet().retainAll(never);
        return new FuzzReport(options.seed(), campaigns.size(), client.sent(), statuses, never, refusals, findings);
    }

    private void clientPass(List<Campaign> campaigns) {
        Map<String, RequestFactory> requests = campaigns.stream()
                .collect(Collectors.toMap(campaign -> campaign.operation().name(), Campaign::requests));
        List<Operation> operations = campaigns.stream().map(Campaign::operation).toList();
        ClientPass pass = new ClientPass(
                links, operations, requests, this::exchange, new Random(options.seed()), ApiFuzzer::pause);
        pass.run();
        refusals.putAll(pass.refusals());
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int rank(Operation operation) {
        boolean ofOne = !operation.parametersIn("path").isEmpty();
        return switch (operation.method()) {
            case "GET" -> ofOne ? 3 : 0;
            case "PUT", "PATCH" -> 2;
            case "DELETE" -> 4;
            default -> 1;
        };
    }

    private Campaign campaign(Operation operation) {
        Random random = new Random(options.seed() * 31 + operation.name().hashCode());
        JsonSampler sampler = new JsonSampler(document, seen, random);
        RequestFactory requests = new RequestFactory(
                sampler, new Repairs(document, sampler, random), schemas, seen, random, options.credentials());
        Mutator mutator = new Mutator(random, requests, document, schemas, options);
        return new Campaign(operation, requests, mutator, random);
    }

    private void send(Campaign campaign, int count) {
        for (int i = 0; i < count; i++) {
            exchange(campaign.operation(), campaign.next());
        }
    }

    private Optional<ApiResponse> exchange(Operation operation, FuzzRequest request) {
        try {
            ApiResponse response = client.send(request);
            statuses.merge(response.status(), 1, Integer::sum);
            oracle.judge(operation, request, response)
                    .forEach((kind, message) -> report(kind, operation, request, response.status(), message));
            if (response.status() < 300) {
                succeeded.add(operation.name());
                learn(operation, request, response);
            }
            return Optional.of(response);
        } catch (IOException | IllegalArgumentException e) {
            boolean cutWhileSending = request.refusal() == Refusal.TOO_LARGE;
            if (!cutWhileSending) {
                report(Kind.NO_ANSWER, operation, request, 0, String.valueOf(e));
            }
            return Optional.empty();
        }
    }

    private void learn(Operation operation, FuzzRequest request, ApiResponse response) {
        learn(operation, response.bytes(), seen::learnShown);
        for (String collection : links.collectionsOfAnswer(operation)) {
            learn(operation, response.bytes(), (path, answer) -> seen.learnShownOf(collection, answer));
        }
        byte[] sent = request.body();
        if (sent != null && operation.takesJson()) {
            learn(operation, sent, seen::learnSent);
        }
    }

    private static void learn(Operation operation, byte[] json, BiConsumer<String, JsonNode> pupil) {
        try {
            pupil.accept(operation.path(), JsonMapper.shared().readTree(json));
        } catch (JacksonException noJson) {
            // a picture, a page or metrics: nothing to learn from
            return;
        }
    }

    private void report(Kind kind, Operation operation, FuzzRequest request, int status, String message) {
        String curl =
                Curl.line(options.baseUrl(), request, options.credentials().keySet());
        Finding finding = new Finding(kind, operation.name(), request.sent(), status, message, curl, 1);
        for (int i = 0; i < findings.size(); i++) {
            if (findings.get(i).sameAs(finding)) {
                findings.set(i, findings.get(i).again());
                return;
            }
        }
        findings.add(finding);
    }

    /**
     * Fuzzes from the command line; see {@link FuzzArguments}. Prints findings on the error stream and one JSON line on
     * the other, and exits with 1 if there are findings, 2 if it could not run.
     */
    public static void main(String[] arguments) {
        LoggingSystem.get(ApiFuzzer.class.getClassLoader()).setLogLevel("ROOT", LogLevel.ERROR);
        try {
            FuzzArguments parsed = FuzzArguments.parse(arguments);
            FuzzReport report = ofUrl(parsed.document(), parsed.options()).run();
            System.err.println(report.describe());
            report.describeNever().forEach(System.err::println);
            System.out.println(report.toJson());
            System.exit(report.findings().isEmpty() ? 0 : 1);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }
}
