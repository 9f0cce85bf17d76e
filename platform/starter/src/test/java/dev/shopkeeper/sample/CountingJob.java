package dev.shopkeeper.sample;

import dev.shopkeeper.starter.job.JobContext;
import dev.shopkeeper.starter.job.JobFailedException;
import dev.shopkeeper.starter.job.JobHandler;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Counts to {@code to}, a checkpoint a step, and behaves as its input says. */
@Component
class CountingJob implements JobHandler {

    static final String KIND = "counting";

    final Semaphore steps = new Semaphore(0);

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public @Nullable JsonNode run(JobContext context) throws InterruptedException {
        JsonNode input = context.input();
        int to = input.path("to").asInt();
        JsonNode reached = context.checkpoint();
        int start = reached == null ? 0 : reached.path("count").asInt();
        for (int i = start; i < to; i++) {
            if (input.path("stepwise").asBoolean(false)) {
                while (!steps.tryAcquire(20, TimeUnit.MILLISECONDS)) {
                    context.progress(i / (double) to);
                }
            }
            context.checkpoint(JsonMapper.shared().createObjectNode().put("count", i + 1));
            context.progress((i + 1) / (double) to);
            if (i + 1 == input.path("fail_at").asInt(-1) && context.attempt() == 1) {
                throw new IllegalStateException("stumbled");
            }
        }
        if (input.path("hopeless").asBoolean(false)) {
            throw new JobFailedException("It cannot be done.");
        }
        return JsonMapper.shared().createObjectNode().put("counted", to).put("started_at", start);
    }
}
