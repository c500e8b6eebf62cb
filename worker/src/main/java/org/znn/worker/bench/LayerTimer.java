package org.znn.worker.bench;

import org.znn.worker.autotune.BenchmarkConvolution;
import org.znn.worker.convolution.ConvolutionAlgorithm;
import org.znn.worker.convolution.ConvolutionCall;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.timing.Timing;
import org.znn.worker.timing.TimingBudget;

/** Times a single float32 convolution with bias and rectification, or one of its gradients, on synthetic data. */
public final class LayerTimer {

    private static final int MIN_REPETITIONS = 5;

    private LayerTimer() {
    }

    /**
     * Executes a call repeatedly.
     *
     * @param algorithm implementation to measure
     * @param seconds   approximate duration of the benchmark; the first half is an untimed warm-up, and each half
     *                  consists of at least a few executions
     */
    public static Timing time(ConvolutionAlgorithm<float[]> algorithm, ConvolutionCall call, ForkJoinTeam team,
            double seconds) {
        return new TimingBudget(MIN_REPETITIONS, seconds / 2, MIN_REPETITIONS, seconds / 2)
                .time(BenchmarkConvolution.float32(algorithm, call, team).compute());
    }
}
