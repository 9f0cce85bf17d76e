package dev.shopkeeper.learning.life;

import dev.shopkeeper.starter.schedule.PlannedTask;
import dev.shopkeeper.starter.schedule.PlannedTasks;
import java.util.List;
import java.util.Map;

/** Asks for runs by the clock. */
final class TrainingPlan implements PlannedTasks {

    private final Map<String, String> schedule;
    private final Training training;

    /** @throws IllegalStateException where a model is named that the service does not have */
    TrainingPlan(Map<String, String> schedule, Definitions definitions, Training training) {
        schedule.keySet().forEach(model -> {
            if (definitions.find(model).isEmpty()) {
                throw new IllegalStateException("shopkeeper.learning.schedule names the model '" + model
                        + "', which this service does not have. Maybe it is misspelt?");
            }
        });
        this.schedule = schedule;
        this.training = training;
    }

    @Override
    public List<PlannedTask> tasks() {
        return schedule.entrySet().stream()
                .map(entry -> task(entry.getKey(), entry.getValue()))
                .toList();
    }

    private PlannedTask task(String model, String cron) {
        return new PlannedTask(
                "training of " + model,
                cron,
                at -> training.request(model, null, Map.of(), "schedule", "schedule:" + at));
    }
}
