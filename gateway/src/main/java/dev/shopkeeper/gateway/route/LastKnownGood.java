package dev.shopkeeper.gateway.route;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.shopkeeper.gateway.route.RouteProperties.Route;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
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
 * Where a shop asks for persons alone, the impersonal decision for the same place is fetched beside, once a minute.
 */
final class LastKnownGood {

    /** Says that the answer is not of this moment. */
    static final String HEADER = "Shopkeeper-Fallback";

    private static final Set<String> PERSONAL = Set.of("user_id", "anonymous_id", "session_id", "basket", "exclude");
    private static final Set<String> NARROW = Set.of("item_id", "category");
    private static final Duration REFRESH = Duration.ofMinutes(1);
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final Clock clock;
    private final ImpersonalAnswers impersonal;
    private final Cache<String, Answer> answers;
    private final Set<String> fetching = ConcurrentHashMap.newKeySet();

    LastKnownGood(Clock clock, Duration keep, ImpersonalAnswers impersonal) {
        this.clock = clock;
        this.impersonal = impersonal;
        this.answers = Caffeine.newBuilder()
                .maximumWeight(16L * 1024 * 1024)
                .weigher((String key, Answer answer) -> key.length() + answer.body.length)
                .expireAfterWrite(keep)
                .build();
    }

    /** Remembers an answer that anybody may see, or has one fetched. */
    void learn(Route route, ServerRequest request, ServerResponse answer) {
        if (request.method() != HttpMethod.GET || !answer.statusCode().isSameCodeAs(HttpStatus.OK)) {
            return;
        }
        if (names(request, PERSONAL)) {
            fetchIfOld(route, request);
        } else if (request.attributes().get(UpstreamExchange.BODY_ATTRIBUTE) instanceof byte[] json) {
            Answer learnt = new Answer(json, clock.instant());
            answers.put(exactly(request), learnt);
            if (!names(request, NARROW)) {
                answers.put(roughly(request), learnt);
            }
        }
    }

    private void fetchIfOld(Route route, ServerRequest request) {
        String key = roughly(request);
        Answer present = answers.getIfPresent(key);
        if ((present != null && present.at.plus(REFRESH).isAfter(clock.instant())) || !fetching.add(key)) {
            return;
        }
        String path = request.uri().getRawPath()
                + request.param("placement")
                        .map(placement -> "?placement=" + URLEncoder.encode(placement, StandardCharsets.UTF_8))
                        .orElse("");
        Thread.ofVirtual().name("last-known-good").start(() -> {
            try {
                impersonal.fetch(route, path).ifPresent(json -> answers.put(key, new Answer(json, clock.instant())));
            } finally {
                fetching.remove(key);
            }
        });
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
            decision.put("degraded_reason", "unavailable");
            return MAPPER.writeValueAsBytes(decision);
        } catch (JacksonException e) {
            return null;
        }
    }

    private static boolean names(ServerRequest request, Set<String> parameters) {
        return parameters.stream().anyMatch(name -> request.params().containsKey(name));
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

    /** Asks a service for what it would show to anybody. */
    @FunctionalInterface
    interface ImpersonalAnswers {
        Optional<byte[]> fetch(Route route, String pathAndQuery);
    }

    private record Answer(byte[] body, Instant at) {}
}
