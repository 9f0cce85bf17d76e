package dev.shopkeeper.logistics.vroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.logistics.routing.Plan;
import dev.shopkeeper.starter.job.JobContext;
import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import java.time.Duration;
import java.util.Comparator;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Searches that take longer than anybody waits for an answer. */
@PlatformTest
class RouteJobsIT {

    private static final String SOLVE = "/admin/v1/routes/solve?time_limit_ms=";
    private static final String LONG = SOLVE + "600000";
    private static final String JOBS = "/admin/v1/routes/jobs/";
    private static final Duration AT_MOST = Duration.ofSeconds(60);

    /** Numbers by their value: {@code 12.0} comes out of the database as {@code 12.0} or {@code 12}. */
    private static final Comparator<JsonNode> BY_VALUE = (one, other) -> one.isNumber() && other.isNumber()
            ? Double.compare(one.doubleValue(), other.doubleValue())
            : one.equals(other) ? 0 : 1;

    private final ApiClient api;
    private final Cores cores;
    private final RouteJobRows rows;
    private final JdbcClient jdbc;
    private int held;

    @Autowired
    RouteJobsIT(ApiClient api, Cores cores, RouteJobRows rows, JdbcClient jdbc) {
        this.api = api.as(Role.OPERATOR).with("Accept-Language", "en");
        this.cores = cores;
        this.rows = rows;
        this.jdbc = jdbc;
    }

    /** Leaves nothing that seeks, and gives back what a test has taken. */
    @AfterEach
    void end() {
        for (; held > 0; held--) {
            cores.giveBack();
        }
        jdbc
                .sql("select id from job where kind = 'routes' and state in ('QUEUED', 'RUNNING')")
                .query(UUID.class)
                .list()
                .stream()
                .map(id -> JOBS + id)
                .forEach(job -> {
                    api.delete(job);
                    await().atMost(AT_MOST)
                            .until(() ->
                                    !state(job).equals("RUNNING") && !state(job).equals("CANCELLING"));
                });
    }

    private void hold(int some) throws InterruptedException {
        for (int i = 0; i < some; i++) {
            assertThat(cores.take(AT_MOST)).isTrue();
            held++;
        }
    }

    /** A town of jobs of which one has a description that PostgreSQL would not take, and one lies too far away. */
    private static String town() {
        Random random = new Random(5);
        String jobs = IntStream.range(1, 41)
                .mapToObj(
                        i -> "{'id':%d,'location':[%.5f,%.5f],'service':120,'delivery':[%d],'description':'a\\u0000b'}"
                                .formatted(
                                        i,
                                        116.2 + random.nextDouble() / 3,
                                        39.8 + random.nextDouble() / 4,
                                        1 + random.nextInt(5)))
                .collect(Collectors.joining(","));
        return ("{'jobs':[{'id':99,'location':[100,20],'time_windows':[[0,60]]}," + jobs
                        + "],'vehicles':[{'id':1,'start':[116.4,39.9],'capacity':[60],'time_window':[0,60000]},"
                        + "{'id':2,'start':[116.3,39.9],'end':[116.3,39.9],'capacity':[70],'time_window':[0,60000]}]}")
                .replace('\'', '"');
    }

    private String submitted(ApiClient client, String path) {
        ApiResponse answer = client.post(path, town());
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        String location = answer.header("Location").orElse("");
        assertThat(location).isEqualTo(JOBS + answer.json().path("id").asString(""));
        assertThat(answer.json().path("state").asString("")).isEqualTo("QUEUED");
        assertThat(answer.json().has("answer")).isFalse();
        return location;
    }

    private String submitted() {
        return submitted(api, LONG);
    }

    private JsonNode view(String job) {
        return api.get(job).json();
    }

    private String state(String job) {
        return view(job).path("state").asString("");
    }

    private JsonNode awaited(String job, Predicate<JsonNode> condition) {
        return await().atMost(AT_MOST).pollInterval(Duration.ofMillis(50)).until(() -> view(job), condition);
    }

    private JsonNode ended(String job, String state) {
        JsonNode ended = awaited(job, view -> view.path("state").asString("").matches("SUCCEEDED|FAILED|CANCELLED"));
        assertThat(ended.path("state").asString("")).as(ended.toString()).isEqualTo(state);
        return ended;
    }

    private static boolean seeks(JsonNode view) {
        return view.path("state").asString("").equals("RUNNING")
                && view.has("best")
                && view.path("progress").asDouble() > 0;
    }

    /** What does not depend on the clock. */
    private static JsonNode timeless(JsonNode answer) {
        ObjectNode copy = (ObjectNode) answer.deepCopy();
        copy.remove("decided_at");
        ((ObjectNode) copy.path("summary")).remove("computing_times");
        copy.path("progress").forEach(point -> ((ObjectNode) point).remove("seconds"));
        return copy;
    }

    @Test
    void answersWhatTheSynchronousCallAnswersInTheLanguageOfWhoAsked() {
        // given
        String same = "&max_rounds=500&seed=7";
        ApiClient chinese = api.with("Accept-Language", "zh-CN");
        ApiResponse atOnce = chinese.post(SOLVE + "12000" + same, town());
        assertThat(atOnce.status()).as(atOnce.text()).isEqualTo(200);

        // when
        JsonNode ended = ended(submitted(chinese, LONG + same), "SUCCEEDED");

        // then
        assertThat(ended.path("progress").asDouble()).isOne();
        assertThat(ended.path("attempts").asInt()).isOne();
        assertThat(ended.has("best")).isFalse();
        JsonNode answer = ended.path("answer");
        assertThat(answer.at("/unassigned/0/explanation").asString("")).contains("时间窗");
        assertThat(answer.path("rounds").asLong()).isGreaterThanOrEqualTo(500);
        assertThat(timeless(answer).equals(BY_VALUE, timeless(atOnce.json())))
                .as("%s instead of %s", answer, atOnce.text())
                .isTrue();
    }

    @Test
    void stopsEarlyWithTheBestThatItHasFound() {
        // given
        String job = submitted();
        JsonNode seeking = awaited(job, RouteJobsIT::seeks);
        assertThat(seeking.path("progress").asDouble()).isLessThan(1);
        assertThat(seeking.at("/best/unassigned").asInt(-1)).isNotNegative();
        assertThat(seeking.has("answer")).isFalse();

        // when
        ApiResponse stopped = api.delete(job);

        // then
        assertThat(stopped.status()).as(stopped.text()).isEqualTo(200);
        JsonNode ended = ended(job, "SUCCEEDED");
        assertThat(ended.at("/answer/code").asInt(-1)).isZero();
        assertThat(ended.at("/answer/routes").size()).isPositive();
        assertThat(ended.at("/answer/summary/computing_times/solving").asLong()).isLessThan(600_000);
        assertThat(ended.at("/answer/progress").values().stream()
                        .toList()
                        .getLast()
                        .path("cost")
                        .asDouble())
                .isLessThanOrEqualTo(seeking.at("/best/cost").asDouble());
    }

    @Test
    void staysAsItIsWhenItIsStoppedAfterItsEnd() {
        String job = submitted(api, LONG + "&max_rounds=100");
        JsonNode ended = ended(job, "SUCCEEDED");

        ApiResponse stopped = api.delete(job);

        assertThat(stopped.status()).isEqualTo(200);
        assertThat(stopped.json()).isEqualTo(ended);
        assertThat(view(job)).isEqualTo(ended);
    }

    @Test
    void beginsAgainWhereAnAttemptLosesItsJob() {
        // given
        String job = submitted();
        awaited(job, RouteJobsIT::seeks);

        // when: as if this replica had fallen silent, and another had taken the job and been killed
        jdbc.sql("update job set lease_owner = 'killed', lease_until = now() - interval '1 s' where id = ?::uuid")
                .param(job.substring(JOBS.length()))
                .update();

        // then
        JsonNode again =
                awaited(job, view -> seeks(view) && view.path("attempts").asInt() == 2);
        assertThat(again.at("/best/seconds").asDouble()).isNotNegative();
        api.delete(job);
        assertThat(ended(job, "SUCCEEDED").at("/answer/routes").size()).isPositive();
    }

    @Test
    void writesNothingForAnAttemptThatHasLostItsJob() {
        // given
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into job (id, kind, state, input, attempts, lease_owner, lease_until)
                        values (?, 'routes', 'CANCELLING', '{}', 2, 'alive', now() + interval '1 h')
                        """).param(id).update();
        try {
            // when
            rows.begin(new Attempt(id, 1));
            assertThat(rows.find(id)).isEmpty();
            rows.begin(new Attempt(id, 2));
            rows.best(new Attempt(id, 2), new Plan.Point(1.5, 7, 2));
            rows.best(new Attempt(id, 1), new Plan.Point(1, 9, 3));
            rows.begin(new Attempt(id, 1));

            // then
            assertThat(rows.find(id)).contains(new RouteJobRows.Found(new VroomAnswer.Progress(1.5, 7, 2), null));
            rows.begin(new Attempt(id, 2));
            assertThat(rows.find(id)).contains(new RouteJobRows.Found(null, null));
        } finally {
            jdbc.sql("delete from job where id = ?").param(id).update();
        }
    }

    @Test
    void waitsWhileAllCoresAreTakenAsTheSynchronousCallIsRefused() throws InterruptedException {
        hold(cores.all());

        String job = submitted(api, LONG + "&max_rounds=100");
        awaited(job, view -> view.path("state").asString("").equals("RUNNING"));
        ApiResponse refused = api.post(SOLVE + "100", town());

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().path("code").asString("")).isEqualTo("solvers-busy");
        assertThat(view(job).has("best")).isFalse();
        cores.giveBack();
        held--;
        ended(job, "SUCCEEDED");
    }

    @Test
    void takesACoreFromTheSynchronousCall() throws InterruptedException {
        hold(cores.all() - 1);
        String job = submitted();
        awaited(job, RouteJobsIT::seeks);

        assertThat(api.post(SOLVE + "100", town()).status()).isEqualTo(429);

        api.delete(job);
        ended(job, "SUCCEEDED");
        assertThat(api.post(SOLVE + "100", town()).status()).isEqualTo(200);
    }

    @Test
    void isCancelledWhereTheSearchHasNotBegun() throws InterruptedException {
        hold(cores.all());
        String job = submitted();
        awaited(job, view -> view.path("state").asString("").equals("RUNNING"));

        api.delete(job);

        assertThat(ended(job, "CANCELLED").has("answer")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            time_limit_ms=600001              | {'jobs':[],'vehicles':[{'id':1,'start':[1,2]}]} | time_limit_ms | must be from 10 to 600000
            time_limit_ms=12001               | {'jobs':[],'vehicles':[]} | vehicles | one at least
            time_limit_ms=600000&max_rounds=0 | {'jobs':[],'vehicles':[{'id':1,'start':[1,2]}]} | max_rounds | must be from 1
            time_limit_ms=600000              | {'jobs':[{'id':1,'location':[1,2],'setup':3}],'vehicles':[{'id':1,'start':[1,2]}]} | jobs[0].setup | not supported
            time_limit_ms=600000              | {'jobs':[{'id':1,'location_index':0}],'vehicles':[{'id':1,'start_index':0}],'matrices':{'car':{'durations':[[0,-4],[1,0]]}}} | matrices.car.durations[0][1] | must be from 0
            """)
    void refusesByNameWhatTheSynchronousCallRefuses(String query, String body, String name, String message) {
        long before = submissions();

        ApiResponse answer = api.post("/admin/v1/routes/solve?" + query, body.replace('\'', '"'));

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/name").asString("")).isEqualTo(name);
        assertThat(answer.json().at("/errors/0/message").asString("")).contains(message);
        assertThat(submissions()).isEqualTo(before);
    }

    private long submissions() {
        return jdbc.sql("select count(*) from job where kind = 'routes'")
                .query(Long.class)
                .single();
    }

    @Test
    void knowsNoJobsButItsOwn() {
        UUID other = UUID.randomUUID();
        jdbc.sql("insert into job (id, kind, state, input) values (?, 'something-else', 'QUEUED', '{}')")
                .param(other)
                .update();

        for (UUID id : new UUID[] {UUID.randomUUID(), other}) {
            assertThat(api.get(JOBS + id).status()).isEqualTo(404);
            assertThat(api.delete(JOBS + id).status()).isEqualTo(404);
            assertThat(api.get(JOBS + id).text()).contains(id.toString());
        }

        assertThat(api.get(JOBS + "seven").status()).isEqualTo(400);
        assertThat(jdbc.sql("select state from job where id = ?")
                        .param(other)
                        .query(String.class)
                        .single())
                .isEqualTo("QUEUED");
        jdbc.sql("delete from job where id = ?").param(other).update();
    }

    @Test
    void isForgottenOnlyOnceItHasEndedLongAgo() {
        String job = submitted(api, LONG + "&max_rounds=100");
        ended(job, "SUCCEEDED");
        String young = submitted(api, LONG + "&max_rounds=100");
        ended(young, "SUCCEEDED");
        jdbc.sql("update job set updated_at = now() - interval '40 days' where id = ?::uuid")
                .param(job.substring(JOBS.length()))
                .update();

        assertThat(rows.forget(Duration.ofDays(30).toSeconds(), 100)).isOne();

        assertThat(api.get(job).status()).isEqualTo(404);
        assertThat(rows.find(UUID.fromString(job.substring(JOBS.length())))).isEmpty();
        assertThat(state(young)).isEqualTo("SUCCEEDED");
    }

    /** An attempt of which only the number matters. */
    private record Attempt(UUID jobId, int attempt) implements JobContext {

        @Override
        public JsonNode input() {
            return JsonMapper.shared().createObjectNode();
        }

        @Override
        public @Nullable JsonNode checkpoint() {
            return null;
        }

        @Override
        public void checkpoint(JsonNode reached) {
            throw new UnsupportedOperationException("checkpoint");
        }

        @Override
        public void hold() {
            throw new UnsupportedOperationException("hold");
        }

        @Override
        public void progress(double progress) {
            throw new UnsupportedOperationException("progress");
        }
    }
}
