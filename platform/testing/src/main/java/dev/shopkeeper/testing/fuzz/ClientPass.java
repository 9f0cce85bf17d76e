package dev.shopkeeper.testing.fuzz;

import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.openapi.Operation;
import dev.shopkeeper.testing.openapi.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Uses an API as a client does before others are rude to it: makes things, looks for things in each of their states, and
 * asks for what can be done with them, until every operation has succeeded or nothing new does. Not thread-safe.
 */
final class ClientPass {

    private static final int MOST_ROUNDS = 5;
    private static final int TRIES = 12;
    private static final int REPAIRS = 4;
    /** What is not there now may be there in the next round. */
    private static final int MOST_MISSES = 4;

    private static final String IF_MATCH = "If-Match";
    /** Things that were made are there to be listed somewhat later, if others make them. */
    private static final int WITHOUT_NEWS = 2;

    private final Links links;
    private final List<Operation> operations;
    private final Map<String, RequestFactory> requests;
    private final BiFunction<Operation, FuzzRequest, Optional<ApiResponse>> exchange;
    private final Random random;
    private final Runnable pause;
    private final Map<String, Integer> successes = new HashMap<>();
    private final Map<String, String> refusals = new HashMap<>();

    /**
     * @param operations those that this calls
     * @param requests what makes requests to them, by their names
     * @param exchange sends a request and answers what came back, if anything did
     * @param pause lets time pass, so that what the server does by itself comes about
     */
    ClientPass(
            Links links,
            List<Operation> operations,
            Map<String, RequestFactory> requests,
            BiFunction<Operation, FuzzRequest, Optional<ApiResponse>> exchange,
            Random random,
            Runnable pause) {
        this.links = links;
        this.operations = operations;
        this.requests = requests;
        this.exchange = exchange;
        this.random = random;
        this.pause = pause;
    }

    void run() {
        List<Operation> order = operations.stream()
                .sorted(Comparator.comparingInt(ClientPass::rank)
                        .thenComparing(Operation::path)
                        .thenComparing(Operation::method))
                .toList();
        int withoutNews = 0;
        for (int round = 0; round < MOST_ROUNDS && withoutNews < WITHOUT_NEWS; round++) {
            List<Operation> open = order.stream().filter(this::isOpen).toList();
            List<Operation> due = order.stream()
                    .filter(each -> isOpen(each) || isNeeded(each))
                    .toList();
            if (open.isEmpty()) {
                return;
            }
            if (round > 0) {
                pause.run();
            }
            int before = successes.size();
            int tries = round == 0 ? TRIES : TRIES / 2;
            due.forEach(each -> attempt(each, tries));
            withoutNews = successes.size() > before ? 0 : withoutNews + 1;
        }
    }

    /** What the last request to each operation that was refused was told, by the operation's name. */
    Map<String, String> refusals() {
        return refusals;
    }

    private boolean isOpen(Operation operation) {
        return successes.getOrDefault(operation.name(), 0) < wanted(operation);
    }

    /** Whether others of its collection did not succeed yet, and may need things in the state that it leads to. */
    private boolean isNeeded(Operation operation) {
        String collection = operation.path().contains("{") ? Links.collection(operation.path()) : operation.path();
        return operation.method().equals("POST")
                && operations.stream()
                        .filter(each -> Links.collection(each.path()).equals(collection))
                        .anyMatch(each -> !successes.containsKey(each.name()));
    }

    /** What makes things makes one for everything that can be done with them, and one to keep. */
    private int wanted(Operation operation) {
        boolean makes = operation.method().equals("POST") && !operation.path().contains("{");
        return makes ? 1 + links.changers(operation.path()) : 1;
    }

    private static int rank(Operation operation) {
        boolean ofOne = operation.path().contains("{");
        return switch (operation.method()) {
            case "GET" -> ofOne ? 3 : 0;
            case "DELETE" -> 5;
            case "POST" -> ofOne ? 4 : 1;
            default -> 2;
        };
    }

    private void attempt(Operation operation, int tries) {
        RequestFactory factory = factory(operation);
        int wanted = Math.max(wanted(operation), successes.getOrDefault(operation.name(), 0) + 1);
        List<JsonNode> things = operation.path().contains("{") ? things(operation) : List.of();
        int misses = 0;
        for (int i = 0;
                i < tries && misses < MOST_MISSES && successes.getOrDefault(operation.name(), 0) < wanted;
                i++) {
            int next = i - i / 3;
            Map<String, String> names = Map.of();
            if (i % 3 == 2) {
                names = madeNow(operation, i);
            } else if (next < things.size()) {
                names = names(operation, things.get(next));
            }
            int status = persist(operation, factory, conditional(operation, factory.plausible(operation, names, i)));
            misses += status == 404 ? 1 : 0;
        }
    }

    /** Sends it, and after refusals for what it says again with that changed; answers the last status, 0 for none. */
    private int persist(Operation operation, RequestFactory factory, FuzzRequest first) {
        FuzzRequest request = first;
        int status = 0;
        for (int i = 0; i < REPAIRS; i++) {
            Optional<ApiResponse> response = ask(operation, request);
            status = response.map(ApiResponse::status).orElse(0);
            boolean repairable = response.isPresent()
                    && (response.get().status() == 400 || response.get().status() == 422);
            Optional<FuzzRequest> next =
                    repairable ? factory.repaired(operation, request, response.get()) : Optional.empty();
            if (next.isEmpty()) {
                return status;
            }
            request = next.get();
        }
        return status;
    }

    /** What a thing is called that was made a moment ago, if something makes such things. */
    private Map<String, String> madeNow(Operation operation, int attempt) {
        List<Operation> makers = links.makers(operation).stream()
                .filter(each -> requests.containsKey(each.name()))
                .toList();
        if (makers.isEmpty()) {
            return Map.of();
        }
        Operation maker = makers.get(random.nextInt(makers.size()));
        return send(maker, factory(maker).plausible(maker, Map.of(), attempt))
                .map(thing -> names(operation, thing))
                .orElse(Map.of());
    }

    /** With the version of the thing as it is shown now, where the operation asks for one. */
    private FuzzRequest conditional(Operation operation, FuzzRequest request) {
        boolean asks = operation.parametersIn("header").stream()
                .anyMatch(each -> each.name().equalsIgnoreCase(IF_MATCH));
        Optional<Operation> shower = links.shower(operation).filter(each -> requests.containsKey(each.name()));
        if (!asks || shower.isEmpty()) {
            return request;
        }
        int segments = shower.get().path().split("/").length;
        String[] parts = request.target().replaceFirst("\\?.*", "").split("/");
        String target = String.join("/", Arrays.copyOf(parts, Math.min(segments, parts.length)));
        FuzzRequest show =
                factory(shower.get()).plausible(shower.get(), Map.of(), 0).target(target);
        return exchange.apply(shower.get(), show)
                .flatMap(shown -> shown.header("ETag"))
                .map(version -> request.header(IF_MATCH, version))
                .orElse(request);
    }

    private RequestFactory factory(Operation operation) {
        return Objects.requireNonNull(requests.get(operation.name()), operation.name());
    }

    private Optional<ApiResponse> ask(Operation operation, FuzzRequest request) {
        Optional<ApiResponse> response = exchange.apply(operation, request);
        if (response.isPresent() && response.get().status() < 300) {
            successes.merge(operation.name(), 1, Integer::sum);
        } else {
            response.ifPresent(refusal -> refusals.put(operation.name(), request.target() + " " + refusal));
        }
        return response;
    }

    /** What a success answered; nothing if there was none, or it was no JSON. */
    private Optional<JsonNode> send(Operation operation, FuzzRequest request) {
        Optional<ApiResponse> response = ask(operation, request).filter(each -> each.status() < 300);
        if (response.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(JsonMapper.shared().readTree(response.get().bytes()));
        } catch (JacksonException noJson) {
            return Optional.empty();
        }
    }

    /** Those that are listed now, one of each state first, then the next of each. */
    private List<JsonNode> things(Operation operation) {
        Optional<Operation> lister = links.lister(operation).filter(each -> requests.containsKey(each.name()));
        if (lister.isEmpty()) {
            return List.of();
        }
        Map<String, List<JsonNode>> byState = new LinkedHashMap<>();
        boolean ofAnother = lister.get().path().contains("{");
        for (int i = 0; i < (ofAnother ? MOST_MISSES : 1) && byState.isEmpty(); i++) {
            group(listed(lister.get(), Map.of()), byState);
        }
        Optional<Parameter> parameter = links.stateParameter(lister.get());
        if (parameter.isPresent()) {
            for (String state : links.states(parameter.get())) {
                if (!byState.containsKey(state)) {
                    byState.put(
                            state, listed(lister.get(), Map.of(parameter.get().name(), state)));
                }
            }
        }
        List<JsonNode> mixed = new ArrayList<>();
        for (int i = 0; i < TRIES && mixed.size() < TRIES; i++) {
            for (List<JsonNode> things : byState.values()) {
                if (i < things.size()) {
                    mixed.add(things.get(i));
                }
            }
        }
        return mixed;
    }

    private static void group(List<JsonNode> things, Map<String, List<JsonNode>> byState) {
        for (JsonNode thing : things) {
            byState.computeIfAbsent(thing.path("state").asString(""), state -> new ArrayList<>())
                    .add(thing);
        }
    }

    private List<JsonNode> listed(Operation lister, Map<String, String> query) {
        List<JsonNode> things = new ArrayList<>();
        send(lister, factory(lister).listing(lister, query)).ifPresent(page -> {
            JsonNode list = page.isArray()
                    ? page
                    : page.valueStream().filter(JsonNode::isArray).findFirst().orElse(page.path("items"));
            list.forEach(things::add);
        });
        return things;
    }

    private static Map<String, String> names(Operation operation, JsonNode thing) {
        Map<String, String> names = new HashMap<>();
        for (Parameter variable : operation.parametersIn("path")) {
            Links.identifier(thing, operation.path(), variable.name())
                    .ifPresent(name -> names.put(variable.name(), name));
        }
        return names;
    }
}
