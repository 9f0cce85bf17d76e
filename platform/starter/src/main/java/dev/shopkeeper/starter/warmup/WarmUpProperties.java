package dev.shopkeeper.starter.warmup;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What to call before being ready.
 *
 * @param paths of GET requests, with their query; none by default
 * @param rounds how often each is called
 * @param deadline after which the application is ready all the same
 */
@ConfigurationProperties("shopkeeper.warm-up")
public record WarmUpProperties(
        @DefaultValue List<String> paths,
        @DefaultValue("10") int rounds,
        @DefaultValue("8s") Duration deadline) {

    public WarmUpProperties {
        paths = List.copyOf(paths);
        if (rounds < 0 || deadline.isNegative()) {
            throw new IllegalArgumentException("shopkeeper.warm-up.rounds is " + rounds + " and deadline " + deadline
                    + ". Maybe give zero to switch it off?");
        }
    }
}
