package dev.shopkeeper.starter.job;

/** Where a job stands; the last three are final. */
public enum JobState {
    QUEUED,
    RUNNING,
    CANCELLING,
    SUCCEEDED,
    FAILED,
    CANCELLED
}
