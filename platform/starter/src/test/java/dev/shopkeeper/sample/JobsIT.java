package dev.shopkeeper.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.starter.job.Job;
import dev.shopkeeper.starter.job.JobState;
import dev.shopkeeper.starter.job.Jobs;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@PlatformTest
class JobsIT {

    @Autowired
    Jobs jobs;

    @Autowired
    CountingJob counting;

    @Autowired
    ApiClient api;

    @Autowired
    JdbcClient jdbc;

    private Job submit(String input) {
        return jobs.submit(CountingJob.KIND, JsonMapper.shared().readTree(input));
    }

    private Job awaitState(UUID id, JobState state) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> jobs.find(id).orElseThrow(), job -> job.state() == state);
    }

    @Test
    void runsToItsResult() {
        Job submitted = submit("{\"to\":3}");
        assertThat(submitted.state()).isEqualTo(JobState.QUEUED);

        Job done = awaitState(submitted.id(), JobState.SUCCEEDED);

        assertThat(done.progress()).isEqualTo(1);
        assertThat(done.attempts()).isOne();
        assertThat(String.valueOf(done.result())).contains("\"counted\":3");
    }

    @Test
    void goesOnFromItsCheckpointAfterAFailure() {
        Job done = awaitState(submit("{\"to\":5,\"fail_at\":2}").id(), JobState.SUCCEEDED);

        assertThat(done.attempts()).isEqualTo(2);
        assertThat(String.valueOf(done.result())).contains("\"started_at\":2");
    }

    @Test
    void failsForGoodWhenItsHandlerSaysSo() {
        Job failed = awaitState(submit("{\"to\":1,\"hopeless\":true}").id(), JobState.FAILED);

        assertThat(failed.error()).isEqualTo("It cannot be done.");
        assertThat(failed.attempts()).isOne();
    }

    @Test
    void isCancelledWhileItRuns() {
        Job running = awaitState(submit("{\"to\":1000,\"stepwise\":true}").id(), JobState.RUNNING);

        ApiResponse response = api.as("OPERATOR").post("/admin/v1/sample/jobs/" + running.id() + "/cancel", "");

        assertThat(response.status()).as(response.text()).isEqualTo(200);
        awaitState(running.id(), JobState.CANCELLED);
    }

    @Test
    void isTakenOverFromASilentReplica() {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into job (id, kind, state, input, checkpoint, attempts, failures, lease_owner, lease_until)
                        values (?, 'counting', 'RUNNING', '{"to":9}', '{"count":7}', 1, 1, 'dead', now() - interval '1 s')
                        """).param(id).update();

        Job done = awaitState(id, JobState.SUCCEEDED);

        assertThat(done.attempts()).isEqualTo(2);
        assertThat(String.valueOf(done.result())).contains("\"started_at\":7");
    }

    @Test
    void isLeftToAReplicaThatHoldsItsLease() throws InterruptedException {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into job (id, kind, state, input, attempts, lease_owner, lease_until)
                        values (?, 'counting', 'RUNNING', '{"to":9}', 1, 'alive', now() + interval '1 h')
                        """).param(id).update();
        awaitState(submit("{\"to\":1}").id(), JobState.SUCCEEDED);

        assertThat(jobs.find(id).orElseThrow().attempts()).isOne();
        jdbc.sql("delete from job where id = ?").param(id).update();
    }

    @Test
    void isListedAndFound() {
        Job done = awaitState(submit("{\"to\":1}").id(), JobState.SUCCEEDED);
        awaitState(submit("{\"to\":1}").id(), JobState.SUCCEEDED);

        ApiResponse first = api.as("OPERATOR").get("/admin/v1/sample/jobs?limit=1&state=SUCCEEDED");
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(first.json().path("items").size()).isOne();
        String cursor = first.json().path("next_cursor").asString();
        ApiResponse second = api.as("OPERATOR").get("/admin/v1/sample/jobs?limit=1&cursor=" + cursor);
        assertThat(second.json().path("items").path(0).path("id").asString())
                .isNotEqualTo(first.json().path("items").path(0).path("id").asString());
        assertThat(api.as("OPERATOR")
                        .get("/admin/v1/sample/jobs/" + done.id())
                        .json()
                        .path("kind")
                        .asString())
                .isEqualTo("counting");
        assertThat(api.as("OPERATOR")
                        .get("/admin/v1/sample/jobs/" + UUID.randomUUID())
                        .status())
                .isEqualTo(404);
        assertThat(api.as("OPERATOR").get("/admin/v1/sample/jobs/seven").status())
                .isEqualTo(400);
        assertThat(api.as("OPERATOR").get("/admin/v1/sample/jobs?cursor=%21").status())
                .isEqualTo(400);
    }

    @Test
    void refusesAKindThatNobodyHandles() {
        assertThatThrownBy(() -> jobs.submit("dancing", JsonMapper.shared().createObjectNode()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("counting");
    }
}
