package dev.shopkeeper.inventory.imports.sink;

import dev.shopkeeper.inventory.imports.format.ImportRefusedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends bulks to another service. While that is down or asks for patience it waits, longer each time and at least as long
 * as {@code Retry-After} says. A bulk on which the service stumbles again and again, or that it says collides with
 * another change (409) again and again, is halved until the entity at fault stands alone, which is then refused.
 * Thread-safe.
 */
final class BulkClient {

    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(5);
    private static final int TRIES_OF_A_FAULT = 3;

    /** What collides with another change may be in order a moment later; it is refused later than what is at fault. */
    private static final int TRIES_OF_A_COLLISION_ALONE = 5;

    private static final Pattern PATH = Pattern.compile("[a-z_]+\\[(\\d{1,4})](?:\\.(.*))?");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final JsonMapper json = JsonMapper.shared();
    private final String service;
    private final String baseUrl;
    private final Duration timeout;
    private final Duration longestWait;
    private final Supplier<String> token;

    BulkClient(String service, URI baseUrl, Duration timeout, Duration longestWait, Supplier<String> token) {
        this.service = service;
        this.baseUrl = baseUrl.toString().replaceAll("/+$", "");
        this.timeout = timeout;
        this.longestWait = longestWait;
        this.token = token;
    }

    SinkAnswer post(String path, String listName, List<? extends JsonNode> entities, Consumer<@Nullable String> waiting)
            throws InterruptedException {
        ObjectNode body = json.createObjectNode();
        ArrayNode list = body.putArray(listName);
        entities.forEach(list::add);
        byte[] bytes = json.writeValueAsBytes(body);
        Duration wait = FIRST_WAIT;
        int faults = 0;
        int collisions = 0;
        int triesOfACollision = entities.size() == 1 ? TRIES_OF_A_COLLISION_ALONE : TRIES_OF_A_FAULT;
        while (true) {
            String trouble;
            Duration asked = Duration.ZERO;
            try {
                HttpResponse<byte[]> response = http.send(
                        HttpRequest.newBuilder(URI.create(baseUrl + path))
                                .timeout(timeout)
                                .header("Content-Type", "application/json")
                                .header("Authorization", "Bearer " + token.get())
                                .POST(BodyPublishers.ofByteArray(bytes))
                                .build(),
                        BodyHandlers.ofByteArray());
                int status = response.statusCode();
                if (status / 100 == 2) {
                    return accepted(response.body());
                }
                if (status == 400) {
                    SinkAnswer refused = refused(response.body());
                    if (refused != null) {
                        return refused;
                    }
                }
                boolean tooLarge = status == 413 || status == 400;
                if (tooLarge
                        || status == 500 && ++faults >= TRIES_OF_A_FAULT
                        || status == 409 && ++collisions >= triesOfACollision) {
                    return halves(path, listName, entities, status, waiting);
                }
                if (status != 500
                        && status != 502
                        && status != 503
                        && status != 504
                        && status != 429
                        && status != 409) {
                    throw new ImportRefusedException(
                            "sink-refused",
                            service + " answered " + status + " to " + path + ". Maybe its version or "
                                    + "SHOPKEEPER_INTERNAL_SECRET differs from this service's?");
                }
                asked = retryAfter(response);
                trouble = service + " answers " + status;
            } catch (IOException e) {
                trouble = service + " cannot be reached";
            }
            waiting.accept(trouble);
            long millis = Math.max(asked.toMillis(), wait.toMillis());
            Thread.sleep(millis + ThreadLocalRandom.current().nextLong(millis / 4 + 1));
            waiting.accept(null);
            wait = wait.multipliedBy(2).compareTo(longestWait) < 0 ? wait.multipliedBy(2) : longestWait;
        }
    }

    private SinkAnswer halves(
            String path,
            String listName,
            List<? extends JsonNode> entities,
            int status,
            Consumer<@Nullable String> waiting)
            throws InterruptedException {
        if (entities.size() == 1) {
            return new SinkAnswer(
                    0,
                    List.of(new SinkError(
                            0, null, null, "refused-by-" + service, service + " answered " + status + " to it")));
        }
        int middle = entities.size() / 2;
        SinkAnswer first = post(path, listName, entities.subList(0, middle), waiting);
        SinkAnswer second = post(path, listName, entities.subList(middle, entities.size()), waiting);
        List<SinkError> errors = new ArrayList<>(first.errors());
        second.errors().forEach(error -> errors.add(error.moved(middle)));
        return new SinkAnswer(first.unchanged() + second.unchanged(), errors);
    }

    private SinkAnswer accepted(byte[] body) {
        JsonNode answer = json.readTree(body);
        List<SinkError> errors = new ArrayList<>();
        for (JsonNode error : answer.path("errors")) {
            errors.add(error(error.path("index").asInt(0), error.path("name").asString(""), error));
        }
        int unchanged =
                answer.path("unchanged").asInt(0) + answer.path("duplicates").asInt(0);
        return new SinkAnswer(unchanged, errors);
    }

    /** The entities that a problem names, or null where it is about the bulk itself. */
    private @Nullable SinkAnswer refused(byte[] body) {
        try {
            JsonNode problem = json.readTree(body);
            if (!problem.path("code").asString("").equals("all-rejected")) {
                return null;
            }
            List<SinkError> errors = new ArrayList<>();
            for (JsonNode error : problem.path("errors")) {
                String name = error.path("name").asString("");
                Matcher path = PATH.matcher(name);
                if (error.path("index").isInt()) {
                    errors.add(error(error.path("index").asInt(), name, error));
                } else if (path.matches()) {
                    errors.add(error(Integer.parseInt(path.group(1)), path.group(2), error));
                } else {
                    return null;
                }
            }
            return errors.isEmpty() ? null : new SinkAnswer(0, errors);
        } catch (JacksonException e) {
            return null;
        }
    }

    private SinkError error(int index, @Nullable String column, JsonNode error) {
        return new SinkError(
                index,
                column == null || column.isEmpty() ? null : column,
                error.path("value").isMissingNode() ? null : error.path("value").asString(null),
                error.path("code").asString("refused-by-" + service),
                error.path("message").asString("refused"));
    }

    private static Duration retryAfter(HttpResponse<?> response) {
        String header = response.headers().firstValue("Retry-After").orElse("");
        Duration wait = Duration.ZERO;
        try {
            wait = header.matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(header))
                    : header.isEmpty()
                            ? Duration.ZERO
                            : Duration.between(
                                    Instant.now(),
                                    ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                                            .toInstant());
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
        return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : wait;
    }
}
