package dev.shopkeeper.benchmarks.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessorTimesTests {

    @Test
    void takesOffWhatIsTakenWhenNobodyAsks() {
        // given
        ProcessorTimes begun = new ProcessorTimes(Map.of("gateway", 10.0, "kafka", 5.0));
        ProcessorTimes ended = new ProcessorTimes(Map.of("gateway", 14.0, "kafka", 5.1));
        ProcessorTimes idle = new ProcessorTimes(Map.of("gateway", 0.1, "kafka", 0.02));

        // when
        ProcessorTimes perAnswer = ended.since(begun).less(idle, 10).dividedBy(1_000);

        // then: kafka took less than when idle, which is nothing
        assertThat(perAnswer.of("gateway")).isEqualTo(0.003);
        assertThat(perAnswer.of("kafka")).isZero();
    }
}
