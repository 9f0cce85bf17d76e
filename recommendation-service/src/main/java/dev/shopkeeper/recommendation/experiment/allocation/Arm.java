package dev.shopkeeper.recommendation.experiment.allocation;

/**
 * What a person is to be served on a placement.
 *
 * @param measured whether the experiment still runs: its id and the arm's name are to be logged with the answer then, as
 *     {@code experiment_id} and {@code arm}, and not otherwise
 */
public record Arm(String experimentId, String name, Policy policy, boolean measured) {}
