package dev.shopkeeper.logistics.vroom;

import dev.shopkeeper.logistics.routing.Plan;
import dev.shopkeeper.starter.job.JobContext;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What long searches have found. An attempt that no longer has its job writes nothing: every write asks for the number of the
 * attempt, also that of a job which is being stopped, whose attempt still has it.
 */
@Repository
class RouteJobRows {

    private static final String OURS = """
            (select id from job where id = :id and attempts = :attempt and state in ('RUNNING', 'CANCELLING') for share)
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    RouteJobRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * What was found.
     *
     * @param best null before anything was
     * @param answer null before the end
     */
    record Found(
            VroomAnswer.@Nullable Progress best, @Nullable JsonNode answer) {}

    /** An attempt begins, and with it the search: what one before it found is forgotten. */
    void begin(JobContext context) {
        jdbc.sql("with ours as " + OURS + """
                        insert into route_job (job_id) select id from ours
                        on conflict (job_id) do update set seconds = null, cost = null, unassigned = null, answer = null
                        """)
                .param("id", context.jobId())
                .param("attempt", context.attempt())
                .update();
    }

    void best(JobContext context, Plan.Point best) {
        jdbc.sql("""
                        update route_job set seconds = :seconds, cost = :cost, unassigned = :unassigned
                        where job_id in\s""" + OURS)
                .param("seconds", best.seconds())
                .param("cost", best.cost())
                .param("unassigned", best.unassigned())
                .param("id", context.jobId())
                .param("attempt", context.attempt())
                .update();
    }

    void answer(JobContext context, VroomAnswer answer) {
        jdbc.sql("update route_job set answer = :answer::jsonb where job_id in " + OURS)
                .param("answer", json.writeValueAsString(answer))
                .param("id", context.jobId())
                .param("attempt", context.attempt())
                .update();
    }

    Optional<Found> find(UUID id) {
        return jdbc.sql("select * from route_job where job_id = ?")
                .param(id)
                .query((row, number) -> {
                    double seconds = row.getDouble("seconds");
                    boolean none = row.wasNull();
                    String answer = row.getString("answer");
                    return new Found(
                            none
                                    ? null
                                    : new VroomAnswer.Progress(
                                            seconds, row.getDouble("cost"), row.getInt("unassigned")),
                            answer == null ? null : json.readTree(answer));
                })
                .optional();
    }

    /** Forgets searches that ended longer ago, so many at most; returns how many. */
    int forget(double seconds, int most) {
        return jdbc.sql("""
                        with gone as (
                            delete from job where id = any (array(
                                select id from job
                                where kind = :kind and state in ('SUCCEEDED', 'FAILED', 'CANCELLED')
                                  and updated_at < now() - make_interval(secs => :seconds)
                                limit :most))
                            returning id),
                        found as (delete from route_job where job_id in (select id from gone))
                        select count(*) from gone
                        """)
                .param("kind", RouteJob.KIND)
                .param("seconds", seconds)
                .param("most", most)
                .query(Integer.class)
                .single();
    }
}
