package dev.shopkeeper.learning.life;

import dev.shopkeeper.learning.TrainingProgress;

/** What a run comes through. Any of them may throw, once the run is no longer wanted. */
interface TrainingSteps extends TrainingProgress {

    /** The work begins; false if it is not to. */
    boolean started();

    /** The data was read and split. */
    void data(TrainingData data);

    /** The candidate was judged. */
    void evaluated(Evaluation evaluation);

    /** What will be served was trained; told of a candidate that has passed the gate. */
    void fitted(byte[] model);
}
