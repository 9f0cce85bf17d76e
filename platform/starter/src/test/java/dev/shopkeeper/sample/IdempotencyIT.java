package dev.shopkeeper.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@PlatformTest
class IdempotencyIT {

    @Autowired
    ApiClient api;

    @Autowired
    JdbcClient jdbc;

    private ApiResponse count(String key, String body) {
        return api.as("OPERATOR").with("Idempotency-Key", key).post("/admin/v1/counters/" + key, body);
    }

    private long counted(String name) {
        return jdbc.sql("select count(*) from note where text = ?")
                .param(name)
                .query(Long.class)
                .single();
    }

    @Test
    void twentyAtOnceHaveOneEffect() throws InterruptedException, ExecutionException {
        String key = UUID.randomUUID().toString();
        List<ApiResponse> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ApiResponse>> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                all.add(threads.submit(() -> count(key, "{\"a\":1}")));
            }
            for (Future<ApiResponse> one : all) {
                answers.add(one.get());
            }
        }

        assertThat(counted(key)).isOne();
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(200, 409));
        assertThat(answers).anySatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
    }

    @Test
    void theAnswerIsGivenAgainAndAnotherBodyRefused() {
        String key = UUID.randomUUID().toString();
        ApiResponse first = count(key, "{\"a\":1}");
        ApiResponse second = count(key, "{\"a\":1}");
        ApiResponse other = count(key, "{\"a\":2}");

        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.contentType()).isEqualTo(first.contentType());
        assertThat(second.header("Idempotent-Replayed")).contains("true");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().path("code").asString()).isEqualTo("idempotency-key-reused");
        assertThat(counted(key)).isOne();
    }

    @Test
    void anErrorWithoutEffectGivesTheKeyBack() {
        String key = UUID.randomUUID().toString();

        assertThat(count(key, "{\"fail\":true}").status()).isEqualTo(409);
        assertThat(count(key, "{\"a\":1}").status()).isEqualTo(200);
        assertThat(counted(key)).isOne();
    }

    @Test
    void aRequestThatDiedBeforeItsEffectIsDoneAgainAndOneThatDiedAfterItIsNot() {
        for (String state : List.of("IN_FLIGHT", "EFFECTIVE")) {
            String key = UUID.randomUUID().toString();
            count(key, "{\"a\":1}");
            jdbc.sql("delete from note where text = ?").param(key).update();
            jdbc.sql("update idempotency_key set state = ?, lease_until = now() - interval '1 s' where key = ?")
                    .params(state, key)
                    .update();

            ApiResponse again = count(key, "{\"a\":1}");

            if (state.equals("IN_FLIGHT")) {
                assertThat(again.status()).isEqualTo(200);
                assertThat(counted(key)).isOne();
            } else {
                assertThat(again.status()).isEqualTo(409);
                assertThat(again.json().path("code").asString()).isEqualTo("idempotency-answer-lost");
                assertThat(counted(key)).isZero();
            }
        }
    }

    @Test
    void aKeyIsOfOneCallerAndOfSaneLength() {
        assertThat(count("x".repeat(256), "{}").status()).isEqualTo(400);
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        ApiResponse response =
                api.as("OPERATOR").post("/admin/v1/counters/large", "{\"a\":\"" + "x".repeat(6_000_000) + "\"}");

        assertThat(response.status()).isEqualTo(413);
        assertThat(response.contentType()).startsWith("application/problem+json");
    }

    @Test
    void compressedJsonIsRefused() {
        ApiResponse response = api.as("OPERATOR")
                .with("Content-Encoding", "gzip")
                .post("/admin/v1/counters/gzip", new byte[] {0x1f, (byte) 0x8b, 8, 0});

        assertThat(response.status()).isEqualTo(415);
    }
}
