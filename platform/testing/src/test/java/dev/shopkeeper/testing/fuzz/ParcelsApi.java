package dev.shopkeeper.testing.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.openapi.Operation;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Parcels that go from state to state: only one that is packed can be sent, by who knows its version; only one that was sent
 * be announced as lost; only a lost one be searched for; and only the latest search be cancelled, once.
 */
final class ParcelsApi implements BiFunction<Operation, FuzzRequest, Optional<ApiResponse>> {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, String> states = new LinkedHashMap<>();
    private final List<String> searches = new ArrayList<>();
    private final SeenValues seen;
    private String running = "";

    /** @param seen what learns from its answers */
    ParcelsApi(SeenValues seen) {
        this.seen = seen;
    }

    static JsonNode document() {
        return JSON.readTree(Objects.requireNonNull(ParcelsApi.class.getResourceAsStream("/fuzz/parcels-api.json")));
    }

    @Override
    public Optional<ApiResponse> apply(Operation operation, FuzzRequest request) {
        String[] parts = request.target().replaceFirst("\\?.*", "").split("/");
        String id = parts.length > 3 ? parts[3] : "";
        ApiResponse response =
                parts[2].equals("searches") ? search(operation.method(), id) : parcel(operation.name(), id, request);
        if (response.status() < 300) {
            seen.learnShown(operation.path(), response.json());
        }
        return Optional.of(response);
    }

    private ApiResponse search(String method, String id) {
        if (!searches.contains(id)) {
            return answer(404, problem());
        }
        if (method.equals("GET")) {
            return answer(200, JSON.createObjectNode().put("id", id));
        }
        boolean cancelled = id.equals(running);
        running = "";
        return answer(cancelled ? 200 : 409, problem());
    }

    private ApiResponse parcel(String operation, String id, FuzzRequest request) {
        switch (operation) {
            case "GET /v1/parcels":
                return answer(200, list(request.target()));
            case "POST /v1/parcels":
                return make(JSON.readTree(Objects.requireNonNull(request.body())));
            default:
                break;
        }
        String state = states.get(id);
        if (state == null) {
            return answer(404, problem());
        }
        return switch (operation.replaceFirst(".*/", "")) {
            case "send" ->
                ("v-" + state).equals(request.headers().get("If-Match"))
                        ? move(id, "PACKED", "SENT")
                        : answer(412, problem());
            case "announce-loss" -> move(id, "SENT", "LOST");
            case "search" -> {
                if (!state.equals("LOST")) {
                    yield answer(409, problem());
                }
                running = "s-" + searches.size();
                searches.add(running);
                yield answer(202, JSON.createObjectNode().put("id", running));
            }
            default -> {
                if (operation.startsWith("DELETE")) {
                    states.remove(id);
                    yield answer(204, problem());
                }
                yield answer(200, parcel(id));
            }
        };
    }

    private ApiResponse make(JsonNode body) {
        ObjectNode problem = problem();
        ArrayNode errors = problem.putArray("errors");
        if (!List.of("small", "large").contains(body.path("size").asString(""))) {
            errors.addObject().put("name", "size").put("message", "must be one of small, large");
        }
        if (!body.path("pickup").asString("").matches("\\d\\d:\\d\\d")) {
            errors.addObject().put("name", "pickup").put("message", "is no time of day; 08:30 would be one");
        }
        if (body.path("weight").isMissingNode()) {
            errors.addObject().put("name", "weight").put("message", "is missing for this size");
        }
        if (!errors.isEmpty()) {
            return answer(400, problem);
        }
        String id = "p-" + (states.size() + 1);
        states.put(id, "PACKED");
        return answer(201, parcel(id));
    }

    private ApiResponse move(String id, String from, String to) {
        if (!from.equals(states.get(id))) {
            return answer(409, problem());
        }
        states.put(id, to);
        return answer(200, parcel(id));
    }

    private ObjectNode list(String target) {
        ObjectNode page = JSON.createObjectNode();
        ArrayNode items = page.putArray("items");
        states.forEach((id, state) -> {
            if (!target.contains("state=") || target.contains("state=" + state)) {
                items.add(parcel(id));
            }
        });
        return page;
    }

    private ObjectNode parcel(String id) {
        return JSON.createObjectNode().put("parcel_id", id).put("state", states.get(id));
    }

    private static ObjectNode problem() {
        return JSON.createObjectNode().put("title", "refused");
    }

    private static ApiResponse answer(int status, ObjectNode body) {
        Map<String, List<String>> headers = body.has("state")
                ? Map.of("ETag", List.of("v-" + body.path("state").asString("")))
                : Map.of();
        return new ApiResponse(
                status,
                HttpHeaders.of(headers, (name, value) -> true),
                body.toString().getBytes(UTF_8));
    }
}
