package dev.shopkeeper.learning.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.learning.sample.SampleApplication;
import dev.shopkeeper.starter.schedule.PlannedTask;
import dev.shopkeeper.testing.PlatformTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Runs that the clock asks for. */
@PlatformTest(classes = SampleApplication.class)
class TrainingPlanIT {

    private static final Instant AT = Instant.parse("2026-03-05T03:00:00Z");

    @Autowired
    private Definitions definitions;

    @Autowired
    private Training training;

    @Autowired
    private TrainingRuns runs;

    @Test
    void oneRunComesOfAPlannedTimeHoweverOftenItIsAskedFor() {
        PlannedTask task = new TrainingPlan(Map.of("coin", "0 0 3 * * *"), definitions, training)
                .tasks()
                .getFirst();

        task.work().accept(AT);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> planned().stream().allMatch(run -> run.runState().isFinal()));
        task.work().accept(AT);

        assertThat(task.cron()).isEqualTo("0 0 3 * * *");
        assertThat(task.name()).contains("coin");
        assertThat(planned()).singleElement().satisfies(run -> {
            assertThat(run.requestedBy()).isEqualTo("schedule");
            assertThat(run.commandId()).isEqualTo("schedule:" + AT);
            assertThat(run.seed()).isEqualTo(Training.DEFAULT_SEED);
        });
    }

    private List<TrainingRun> planned() {
        return runs.ofModel("coin", null, 200).stream()
                .filter(run -> ("schedule:" + AT).equals(run.commandId()))
                .toList();
    }

    @Test
    void namesAModelThatTheServiceDoesNotHave() {
        assertThatThrownBy(() -> new TrainingPlan(Map.of("crystal-ball", "0 0 3 * * *"), definitions, training))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("crystal-ball");
    }
}
