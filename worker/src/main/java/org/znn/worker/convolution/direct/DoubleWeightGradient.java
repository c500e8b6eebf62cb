package org.znn.worker.convolution.direct;

import org.znn.common.network.Filters;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.convolution.WeightGradient;
import org.znn.worker.parallel.ThreadTeam;

/** dE/d(weight) of a direct convolution in float64, row by row; each weight is summed by one thread, in one order. */
final class DoubleWeightGradient implements WeightGradient<double[]> {

    private final ConvolutionShape shape;

    DoubleWeightGradient(ConvolutionShape shape) {
        this.shape = shape;
    }

    @Override
    public Filters run(Maps<double[]> input, Maps<double[]> outputGradient, ThreadTeam team) {
        int taps = PackedFilters.taps(shape);
        int kernelTaps = (int) shape.kernel().product();
        int[] offsets = PackedFilters.offsets(shape, input.layout());
        double[] values = new double[Math.multiplyExact(taps, shape.out())];
        team.run(taps * shape.out(), part -> {
            int tap = part / shape.out();
            int o = part % shape.out();
            // Taps run forward, kernels are stored turned: a true convolution.
            int weight = (tap / kernelTaps * shape.out() + o + 1) * kernelTaps - 1 - tap % kernelTaps;
            values[weight] = sumOfProducts(input, offsets[tap], outputGradient, o);
        });
        return new Filters(shape.in(), shape.out(), shape.kernel(), values);
    }

    private static double sumOfProducts(Maps<double[]> input, int tap, Maps<double[]> outputGradient, int map) {
        MapsLayout layout = outputGradient.layout();
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
