package dev.shopkeeper.recommendation.experiment;

/** Where an experiment stands. */
enum ExperimentState {
    RUNNING,
    /** Ended; what stood on its placements before stands there again. */
    STOPPED,
    /** Ended; one of its arms is served to everybody on its placements, until an experiment after it is rolled out there. */
    ROLLED_OUT
}
