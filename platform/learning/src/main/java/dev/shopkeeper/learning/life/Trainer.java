package dev.shopkeeper.learning.life;

import dev.shopkeeper.learning.ModelDefinition;

/** Does the work of runs, and writes nothing: it tells how far it is, and somebody else keeps that. Thread-safe. */
@FunctionalInterface
interface Trainer {

    /**
     * Does the work of a run, from its data to the bytes of its model. Returns early if the run is not to begin, or the
     * gate does not let it pass.
     *
     * @param steps told in their order, on the calling thread; what they throw ends the work and is thrown on
     */
    void train(TrainingRun run, ModelDefinition<?, ?> definition, TrainingSteps steps);
}
