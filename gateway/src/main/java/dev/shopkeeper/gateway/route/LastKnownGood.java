package dev.shopkeeper.gateway.route;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.server.mvc.handler.GatewayServerResponse;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The last good decision for each request, to be given while the service cannot. Only decisions that were asked for
 * without naming a person are kept, since they are given to everybody; somebody's own decision never reaches another.
 */
final class LastKnownGood {

    /** Says that the answer is not of this moment. */
    static final String HEADER = "Shopkeeper-Fallback";

    private static final Set<String> PERSONAL = Set.of("user_id", "anonymous_id", "session_id");
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final Clock clock;
    private final Duration keep;
    private final Cache<String, Answer> answers;

    LastKnownGood(Clock clock, Duration keep) {
        this.clock = clock;
        this.keep = keep;
        this.answers = Caffeine.newBuilder()
                .maximumWeight(16L * 1024 * 1024)
                .weigher((String key, Answer answer) -> key.length() + answer.body.length)
                .expireAfterWrite(keep)
                .build();
    }

    /** Remembers an answer that anybody may see. */
    void learn(ServerRequest request, ServerResponse answer) {
        Object body = request.attributes().get(UpstreamExchange.BODY_ATTRIBUTE);
        if (request.method() == HttpMethod.GET
                && answer.statusCode().isSameCodeAs(HttpStatus.OK)
                && body instanceof byte[] json
                && impersonal(request)) {
            Answer learnt = new Answer(json, clock.instant());
            answers.put(exactly(request), learnt);
            answers.put(roughly(request), learnt);
        }
    }

    /** The answer to the same request, or else to one for the same place in the shop. */
    Optional<ServerResponse> instead(ServerRequest request) {
        if (request.method() != HttpMethod.GET) {
            return Optional.empty();
        }
        Answer answer = answers.getIfPresent(exactly(request));
        if (answer == null) {
            answer = answers.getIfPresent(roughly(request));
        }
        return Optional.ofNullable(answer).flatMap(this::degraded);
    }

    private Optional<ServerResponse> degraded(Answer answer) {
        byte @Nullable [] body = degraded(answer.body);
        if (body == null) {
            return Optional.empty();
        }
        Duration age = Duration.between(answer.at, clock.instant());
        return Optional.of(GatewayServerResponse.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HEADER, "last-known-good")
                .header("Age", Long.toString(Math.max(0, age.toSeconds())))
                .body(body));
    }

    private static byte @Nullable [] degraded(byte[] body) {
        try {
            JsonNode tree = MAPPER.readTree(body);
            if (!(tree instanceof ObjectNode decision)) {
                return null;
            }
            decision.put("degraded", true);
            return MAPPER.writeValueAsBytes(decision);
        } catch (JacksonException e) {
            return null;
        }
    }

    private static boolean impersonal(ServerRequest request) {
        return PERSONAL.stream().noneMatch(name -> request.params().containsKey(name));
    }

    private static String exactly(ServerRequest request) {
        return request.uri().getRawPath()
                + new TreeMap<>(request.params())
                        .entrySet().stream()
                                .filter(parameter -> !PERSONAL.contains(parameter.getKey()))
                                .map(Map.Entry::toString)
                                .collect(Collectors.joining("&", "?", ""));
    }

    private static String roughly(ServerRequest request) {
        return request.uri().getRawPath() + "#" + request.param("placement").orElse("");
    }

    Duration keep() {
        return keep;
    }

    private record Answer(byte[] body, Instant at) {}
}
