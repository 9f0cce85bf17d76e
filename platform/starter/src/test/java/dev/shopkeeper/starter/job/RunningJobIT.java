package dev.shopkeeper.starter.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopkeeper.sample.SampleApplication;
import dev.shopkeeper.testing.PlatformTest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** An attempt whose lease has run out unseen. */
@PlatformTest(classes = SampleApplication.class)
class RunningJobIT {

    private static final String KIND = "nobody-handles-it";

    @Autowired
    private JobStore store;

    @Autowired
    private JobProperties properties;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactionManager;

    private final UUID id = UUID.randomUUID();
    private RunningJob job;

    @BeforeEach
    void begin() {
        jdbc.sql("""
                        insert into job (id, kind, state, input, attempts, failures, lease_owner, lease_until)
                        values (?, ?, 'RUNNING', '{}', 1, 1, 'one', now() - interval '1 s')
                        """).params(id, KIND).update();
        job = new RunningJob(
                new Claim(id, KIND, "one", 1, 1, JsonMapper.shared().createObjectNode(), null, false),
                store,
                properties);
    }

    private Optional<Claim> claimedByAnother() {
        return CompletableFuture.supplyAsync(() -> store.claim("another", List.of(KIND), Duration.ofSeconds(20)))
                .join();
    }

    @Test
    void keepsTheJobItHoldsUntilTheTransactionEnds() {
        new TransactionTemplate(transactionManager).executeWithoutResult(status -> {
            job.hold();

            assertThat(claimedByAnother()).isEmpty();
        });
        assertThat(claimedByAnother()).as("the lease was renewed").isEmpty();
    }

    @Test
    void holdsNothingThatAnotherHasTaken() {
        assertThat(claimedByAnother()).isPresent();

        assertThatThrownBy(job::hold).isInstanceOf(LeaseLostException.class);
    }

    @Test
    void holdsNothingThatWasCancelled() {
        store.cancel(id);

        assertThatThrownBy(job::hold)
                .isInstanceOf(JobCancelledException.class)
                .isNotInstanceOf(LeaseLostException.class);
    }
}
