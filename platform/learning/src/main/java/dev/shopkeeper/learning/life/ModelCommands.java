package dev.shopkeeper.learning.life;

import dev.shopkeeper.events.RollbackRequested;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.events.TrainingCancellationRequested;
import dev.shopkeeper.events.TrainingRequested;
import dev.shopkeeper.starter.messaging.PoisonEventException;
import dev.shopkeeper.starter.messaging.Subscription;
import dev.shopkeeper.starter.problem.ProblemException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what is asked on {@code model.commands.v1} of the models of this service; others' commands are theirs. */
final class ModelCommands {

    private static final Logger LOG = LoggerFactory.getLogger(ModelCommands.class);

    private final Definitions definitions;
    private final Training training;
    private final ChampionSwitch championSwitch;

    ModelCommands(Definitions definitions, Training training, ChampionSwitch championSwitch) {
        this.definitions = definitions;
        this.training = training;
        this.championSwitch = championSwitch;
    }

    Subscription subscription() {
        return Subscription.to(Topic.MODEL_COMMANDS)
                .named("model-commands")
                .on(TrainingRequested.class, this::train)
                .on(TrainingCancellationRequested.class, this::cancel)
                .on(RollbackRequested.class, this::rollBack);
    }

    private boolean isOurs(String model) {
        return definitions.find(model).isPresent();
    }

    private void train(TrainingRequested asked) {
        if (isOurs(asked.model())) {
            training.requestOrFail(
                    asked.model(), asked.seed(), asked.options(), asked.requestedBy(), asked.commandId());
        }
    }

    private void cancel(TrainingCancellationRequested asked) {
        if (!isOurs(asked.model())) {
            return;
        }
        try {
            training.cancel(UUID.fromString(asked.runId()));
        } catch (ProblemException e) {
            LOG.info("Command {} has no effect: {}", asked.commandId(), e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new PoisonEventException("'" + asked.runId() + "' is no id of a run", e);
        }
    }

    private void rollBack(RollbackRequested asked) {
        if (!isOurs(asked.model())) {
            return;
        }
        try {
            championSwitch.rollBack(asked.model(), null, asked.reason());
        } catch (ProblemException e) {
            LOG.info("Command {} has no effect: {}", asked.commandId(), e.getMessage());
        }
    }
}
