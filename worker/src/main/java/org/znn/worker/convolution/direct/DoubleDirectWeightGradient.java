package org.znn.worker.convolution.direct;

import org.znn.common.network.Filters;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.FeatureMapLayout;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.convolution.WeightGradient;
import org.znn.worker.parallel.ForkJoinTeam;

/** dE/d(weight) of a direct convolution in float64; each weight is summed by one thread in a fixed order. */
final class DoubleDirectWeightGradient implements WeightGradient<double[]> {

    private final ConvolutionShape shape;

    DoubleDirectWeightGradient(ConvolutionShape shape) {
        this.shape = shape;
    }

    @Override
    public Filters compute(FeatureMaps<double[]> input, FeatureMaps<double[]> outputGradient, ForkJoinTeam team) {
        int taps = PackedWeights.tapCount(shape);
        int kernelTaps = (int) shape.kernel().product();
        int[] offsets = PackedWeights.tapOffsets(shape, input.layout());
        double[] weights = new double[Math.multiplyExact(taps, shape.out())];
        team.parallelFor(taps * shape.out(), part -> {
            int tap = part / shape.out();
            int o = part % shape.out();
            // True convolution: tap q uses the weight at k − 1 − q.
            int weight = (tap / kernelTaps * shape.out() + o + 1) * kernelTaps - 1 - tap % kernelTaps;
            weights[weight] = sumOfProducts(input, offsets[tap], outputGradient, o);
        });
        return new Filters(shape.in(), shape.out(), shape.kernel(), weights);
    }

    private static double sumOfProducts(FeatureMaps<double[]> input, int tap, FeatureMaps<double[]> outputGradient,
            int map) {
        FeatureMapLayout layout = outputGradient.layout();
        double sum = 0;
        for (int z = 0; z < layout.size().z(); z++) {
            for (int y = 0; y < layout.size().y(); y++) {
                int from = input.layout().index(0, z, y, 0) + tap;
                int row = layout.index(map, z, y, 0);
                for (int x = 0; x < layout.size().x(); x++) {
                    sum = Math.fma(input.data()[from + x], outputGradient.data()[row + x], sum);
                }
            }
        }
        return sum;
    }
}
