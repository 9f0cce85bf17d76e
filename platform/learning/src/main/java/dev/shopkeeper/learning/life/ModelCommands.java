package dev.shopkeeper.learning.life;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.RollbackRequested;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.events.TrainingCancellationRequested;
import dev.shopkeeper.events.TrainingRequested;
import dev.shopkeeper.starter.messaging.EventConsumer;
import dev.shopkeeper.starter.messaging.PoisonEventException;
import dev.shopkeeper.starter.problem.ProblemException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what is asked on {@code model.commands.v1} of the models of this service; others' commands are theirs. */
final class ModelCommands implements EventConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(ModelCommands.class);

    private final Definitions definitions;
    private final Training training;
    private final Rollback rollback;

    ModelCommands(Definitions definitions, Training training, Rollback rollback) {
        this.definitions = definitions;
        this.training = training;
        this.rollback = rollback;
    }

    @Override
    public String name() {
        return "model-commands";
    }

    @Override
    public Topic topic() {
        return Topic.MODEL_COMMANDS;
    }

    @Override
    public void on(EventEnvelope<?> event) {
        if (definitions.find(event.key()).isEmpty()) {
            return;
        }
        switch (event.data()) {
            case TrainingRequested asked ->
                training.requestOrFail(
                        asked.model(), asked.seed(), asked.options(), asked.requestedBy(), asked.commandId());
            case TrainingCancellationRequested asked -> cancel(asked);
            case RollbackRequested asked -> rollBack(asked);
            default -> LOG.debug("Event {} asks nothing of a model", event.id());
        }
    }

    private void cancel(TrainingCancellationRequested asked) {
        try {
            training.cancel(UUID.fromString(asked.runId()));
        } catch (ProblemException e) {
            LOG.info("Command {} has no effect: {}", asked.commandId(), e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new PoisonEventException("'" + asked.runId() + "' is no id of a run", e);
        }
    }

    private void rollBack(RollbackRequested asked) {
        try {
            rollback.rollBack(asked.model(), asked.reason());
        } catch (ProblemException e) {
            LOG.info("Command {} has no effect: {}", asked.commandId(), e.getMessage());
        }
    }
}
