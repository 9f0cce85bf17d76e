package dev.shopkeeper.starter.job;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code shopkeeper.jobs}.
 *
 * @param concurrency jobs that one replica runs at a time; 0 runs none here
 * @param lease how long a replica may be silent before another takes its job over
 * @param poll how often new jobs are looked for when nobody kicks
 * @param mostFailures attempts in a row without a checkpoint before a job fails for good
 * @param firstBackOff pause before the second attempt, doubled each time
 * @param longestBackOff upper bound of that pause
 * @param progressInterval progress is written at most this often
 */
@ConfigurationProperties("shopkeeper.jobs")
public record JobProperties(
        @DefaultValue("2") int concurrency,
        @DefaultValue("20s") Duration lease,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("5") int mostFailures,
        @DefaultValue("1s") Duration firstBackOff,
        @DefaultValue("60s") Duration longestBackOff,
        @DefaultValue("500ms") Duration progressInterval) {

    public JobProperties {
        if (concurrency < 0 || mostFailures < 1 || lease.toMillis() < 100) {
            throw new IllegalArgumentException("shopkeeper.jobs: concurrency is " + concurrency + ", most-failures "
                    + mostFailures + ", lease " + lease + ". Maybe lease lacks its unit?");
        }
    }
}
