package dev.shopkeeper.learning.life;

import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.learning.InsufficientDataException;
import org.jspecify.annotations.Nullable;

/**
 * What a trainer tells the service in one line: exactly one of these.
 *
 * @param progress 0 to 1
 * @param model the file in the trainer's folder that holds the bytes of the model
 * @param insufficientData what data is missing, without which there will be no result
 * @param failure why else there will be no result
 */
record TrainerMessage(
        @Nullable Double progress,
        @Nullable TrainingData data,
        @Nullable Evaluation evaluation,
        @Nullable ModelFile model,
        @Nullable String insufficientData,
        @Nullable String failure) {

    /** @param hash hex SHA-256 of the bytes */
    record ModelFile(String name, String hash) {}

    static TrainerMessage of(double progress) {
        return new TrainerMessage(progress, null, null, null, null, null);
    }

    static TrainerMessage of(TrainingData data) {
        return new TrainerMessage(null, data, null, null, null, null);
    }

    static TrainerMessage of(Evaluation evaluation) {
        return new TrainerMessage(null, null, evaluation, null, null, null);
    }

    static TrainerMessage of(ModelFile model) {
        return new TrainerMessage(null, null, null, model, null, null);
    }

    static TrainerMessage of(InsufficientDataException missing) {
        return new TrainerMessage(null, null, null, null, TrainingJob.inWords(missing), null);
    }

    static TrainerMessage ofFailure(String failure) {
        return new TrainerMessage(null, null, null, null, null, failure);
    }

    static TrainerMessage read(String line) {
        return EventJson.mapper().readValue(line, TrainerMessage.class);
    }

    String line() {
        return EventJson.mapper().writeValueAsString(this);
    }
}
