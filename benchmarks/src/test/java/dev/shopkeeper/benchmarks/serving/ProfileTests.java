package dev.shopkeeper.benchmarks.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProfileTests {

    @Test
    void tellsTheMostFrequentFirstAsSharesOfAllSamples() {
        Map<String, Double> shares = Profile.shares(Map.of("a", 1, "b", 5, "d", 2, "c", 2), 10, 3);

        assertThat(shares).containsExactly(Map.entry("b", 0.5), Map.entry("c", 0.2), Map.entry("d", 0.2));
    }

    @Test
    void namesALibraryByTheFirstWordsOfItsPackage() {
        assertThat(Profile.library("org.apache.tomcat.util.net.NioEndpoint$Poller"))
                .isEqualTo("org.apache.tomcat");
        assertThat(Profile.library("org.postgresql.Driver")).isEqualTo("org.postgresql");
    }

    @Test
    void addsUpThreadsThatDifferInTheirNumbersAlone() {
        Map<String, Double> before =
                ThreadTimes.byName(Map.of(1L, "http-1", 2L, "http-22", 3L, "VM Thread"), id -> 1.0);
        Map<String, Double> after =
                ThreadTimes.byName(Map.of(1L, "http-1", 2L, "http-22", 3L, "VM Thread", 4L, "late"), id -> 1.0 * id);

        assertThat(ThreadTimes.since(before, after))
                .containsExactly(Map.entry("late", 0.571), Map.entry("VM Thread", 0.286), Map.entry("http-", 0.143));
    }
}
