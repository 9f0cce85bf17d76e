package dev.shopkeeper.testing.fuzz;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How to fuzz.
 *
 * @param baseUrl where the API answers, without a slash at the end
 * @param credentials headers that authenticate, {@code X-API-Key}; never printed
 * @param seed the same seed makes the same requests, as far as the server gives the same answers
 * @param requestsPerOperation how many requests each operation gets
 * @param oversizedBytes how large the body is that is to be refused for its size; 0 sends none
 * @param exclude operations to leave alone: patterns that are looked for in {@code POST /admin/v1/things}
 * @param timeout how long an answer may take
 */
public record FuzzOptions(
        URI baseUrl,
        Map<String, String> credentials,
        long seed,
        int requestsPerOperation,
        int oversizedBytes,
        List<Pattern> exclude,
        Duration timeout) {

    public FuzzOptions {
        if (requestsPerOperation < 1) {
            throw new IllegalArgumentException(
                    "requestsPerOperation is " + requestsPerOperation + ". Maybe you mean at least 1?");
        }
        baseUrl = URI.create(baseUrl.toString().replaceFirst("/+$", ""));
        credentials = Map.copyOf(credentials);
        exclude = List.copyOf(exclude);
    }

    /** A hundred requests an operation, 12 MB as oversized body, nothing excluded. */
    public static FuzzOptions of(String baseUrl, Map<String, String> credentials, long seed) {
        return new FuzzOptions(
                URI.create(baseUrl), credentials, seed, 100, 12_000_000, List.of(), Duration.ofSeconds(20));
    }

    /** The same with another number of requests an operation. */
    public FuzzOptions requests(int perOperation) {
        return new FuzzOptions(baseUrl, credentials, seed, perOperation, oversizedBytes, exclude, timeout);
    }

    /** The same with another size of the oversized body. */
    public FuzzOptions oversized(int bytes) {
        return new FuzzOptions(baseUrl, credentials, seed, requestsPerOperation, bytes, exclude, timeout);
    }

    /** The same, leaving alone the operations in which one of these regular expressions is found. */
    public FuzzOptions excluding(String... patterns) {
        List<Pattern> compiled = Arrays.stream(patterns).map(Pattern::compile).toList();
        return new FuzzOptions(baseUrl, credentials, seed, requestsPerOperation, oversizedBytes, compiled, timeout);
    }
}
