package dev.shopkeeper.learning.trainer;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings under {@code shopkeeper.learning.trainer}.
 *
 * @param enabled whether a run has a JVM of its own; otherwise it takes memory and time of the service
 * @param maxHeap of that JVM; it takes some 300 MB beside it
 * @param jvmFlags further flags of that JVM, after all others
 * @param nice how much of the processor it leaves to others, 0 to 19, where the system has {@code nice}
 * @param threads of native libraries that compute with OpenMP
 * @param connections to the database, at most
 * @param grace how long a run that is stopped may take to end before it is killed
 */
public record TrainerSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("1GB") DataSize maxHeap,
        @DefaultValue List<String> jvmFlags,
        @DefaultValue("10") int nice,
        @DefaultValue("1") int threads,
        @DefaultValue("2") int connections,
        @DefaultValue("3s") Duration grace) {

    static final String PREFIX = "shopkeeper.learning.trainer.";

    public TrainerSettings {
        jvmFlags = List.copyOf(jvmFlags);
        if (maxHeap.toMegabytes() < 64) {
            throw new IllegalArgumentException(
                    PREFIX + "max-heap is " + maxHeap + ", and at least 64MB are needed. Maybe it lacks its unit?");
        }
        if (nice < 0 || nice > 19 || threads < 1 || connections < 1 || grace.isNegative()) {
            throw new IllegalArgumentException(PREFIX + "nice is " + nice + " (0 to 19), threads " + threads
                    + " and connections " + connections + " (at least 1), grace " + grace
                    + " (not negative). Maybe leave out what has no reason to differ from its default?");
        }
    }

    /** {@code 1024 MB}, for people. */
    String heapInWords() {
        return maxHeap.toMegabytes() + " MB";
    }
}
