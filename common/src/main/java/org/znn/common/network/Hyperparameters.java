package org.znn.common.network;

/**
 * Parameters of the weight update, which a network file stores for every layer.
 *
 * @param eta         learning rate
 * @param momentum    momentum coefficient
 * @param weightDecay coefficient of L2 regularisation
 */
public record Hyperparameters(double eta, double momentum, double weightDecay) {
}
