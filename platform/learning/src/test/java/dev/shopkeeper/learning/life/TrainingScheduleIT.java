package dev.shopkeeper.learning.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.learning.sample.SampleApplication;
import dev.shopkeeper.testing.PlatformTest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every second, by two replicas. */
@PlatformTest(classes = SampleApplication.class)
class TrainingScheduleIT {

    private static final Map<String, String> EVERY_SECOND = Map.of("coin", "* * * * * *");

    @Autowired
    private Definitions definitions;

    @Autowired
    private Training training;

    @Autowired
    private TrainingRuns runs;

    @Autowired
    private Clock clock;

    @Test
    void oneRunComesOfEachPlannedTimeHoweverManyReplicasAskForIt() {
        TrainingSchedule one = new TrainingSchedule(EVERY_SECOND, definitions, training, clock);
        TrainingSchedule other = new TrainingSchedule(EVERY_SECOND, definitions, training, clock);
        one.start();
        other.start();
        try {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> planned().stream()
                                    .filter(run -> run.runState().isFinal())
                                    .count()
                            >= 2);
        } finally {
            one.stop();
            other.stop();
        }

        List<TrainingRun> planned = planned();
        assertThat(planned).extracting(TrainingRun::commandId).doesNotHaveDuplicates();
        assertThat(planned).allSatisfy(run -> {
            assertThat(run.requestedBy()).isEqualTo("schedule");
            assertThat(run.commandId()).matches("schedule:\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
            assertThat(run.seed()).isEqualTo(Training.DEFAULT_SEED);
        });
    }

    private List<TrainingRun> planned() {
        return runs.ofModel("coin", null, 200).stream()
                .filter(run -> "schedule".equals(run.requestedBy()))
                .toList();
    }

    @Test
    void namesAModelThatTheServiceDoesNotHave() {
        TrainingSchedule schedule =
                new TrainingSchedule(Map.of("crystal-ball", "0 0 3 * * *"), definitions, training, clock);

        assertThatThrownBy(schedule::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("crystal-ball");
    }
}
