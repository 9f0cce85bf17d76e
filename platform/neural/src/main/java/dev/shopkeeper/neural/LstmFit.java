package dev.shopkeeper.neural;

/**
 * What training came to.
 *
 * @param network with the weights of the best epoch
 * @param epochs that were run
 * @param bestEpoch the one with the least loss on the validation part, the first is 1
 * @param validationLoss of that epoch: of each output of each step the absolute error, or the pinball loss, in the mean by
 *     weight
 */
public record LstmFit(LstmNetwork network, int epochs, int bestEpoch, double validationLoss) {}
