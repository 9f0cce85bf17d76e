package dev.shopkeeper.learning.life;

import dev.shopkeeper.learning.ModelDefinition;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/**
 * Meters of models: the age of each champion, and what became of each model's latest run. The gauges ask the database when they are
 * read, so that all replicas say the same, and are not a number while it cannot say.
 */
final class ModelMetrics {

    private static final String AGE = """
            select extract(epoch from clock_timestamp() - v.created_at)
            from model_champion c join model_version v on v.model = c.model and v.version = c.version
            where c.model = ?
            """;

    /** A run that was cancelled says nothing of the model. */
    private static final String LATEST = """
            select case when state = ? then 1 else 0 end from training_run
            where model = ? and state in ('champion', 'rejected', 'failed') order by id desc limit 1
            """;

    private static final List<RunState> ENDS = List.of(RunState.CHAMPION, RunState.REJECTED, RunState.FAILED);

    ModelMetrics(MeterRegistry registry, JdbcClient jdbc, Definitions definitions) {
        for (ModelDefinition<?, ?> definition : definitions.all()) {
            String model = definition.name();
            TimeGauge.builder("shopkeeper.model.age", jdbc, TimeUnit.SECONDS, asked -> ask(asked, AGE, List.of(model)))
                    .description("Since the champion was fitted; not a number while there is none")
                    .tag("model", model)
                    .register(registry);
            for (RunState end : ENDS) {
                Gauge.builder(
                                "shopkeeper.model.latest.run",
                                jdbc,
                                asked -> ask(asked, LATEST, List.of(end.wireName(), model)))
                        .description("1 for the state in which the model's latest run ended: passed the gate"
                                + " (champion), was rejected by it, or failed; not a number before the first")
                        .tag("model", model)
                        .tag("state", end.wireName())
                        .register(registry);
            }
        }
    }

    private static double ask(JdbcClient jdbc, String question, List<String> parameters) {
        try {
            return jdbc.sql(question)
                    .params(parameters)
                    .query(Double.class)
                    .optional()
                    .orElse(Double.NaN);
        } catch (DataAccessException | TransactionException e) {
            return Double.NaN;
        }
    }
}
