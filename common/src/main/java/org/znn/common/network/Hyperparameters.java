package org.znn.common.network;

import java.util.Map;

/**
 * What the file says about the update of one layer. ZNN's training overwrites them with the job's own for every layer.
 *
 * @param eta         learning rate
 * @param momentum    share of the last step kept
 * @param weightDecay L2 regularisation
 */
public record Hyperparameters(double eta, double momentum, double weightDecay) {

    static final double ETA = 0.0001;

    static Hyperparameters of(Map<String, String> options) {
        return new Hyperparameters(number(options, "eta", ETA), number(options, "momentum", 0),
                number(options, "weight_decay", 0));
    }

    private static double number(Map<String, String> options, String key, double absent) {
        return options.containsKey(key) ? Double.parseDouble(options.get(key)) : absent;
    }
}
