package org.znn.worker.engine;

import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.Convolution;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.convolution.InputGradient;
import org.znn.worker.convolution.WeightGradient;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.simd.DoubleRowOps;

/** A convolution and its gradients by their definition, product by product. */
final class NaiveConvolver implements Convolution<double[]>, InputGradient<double[]>, WeightGradient<double[]> {

    private final ConvolutionShape shape;
    private Filters filters;

    NaiveConvolver(ConvolutionShape shape) {
        this.shape = shape;
    }

    @Override
    public void setWeights(Filters filters, ForkJoinTeam team) {
        this.filters = filters;
    }

    @Override
    public void forward(FeatureMaps<double[]> in, FeatureMaps<double[]> out, boolean accumulate,
            Epilogue epilogue, ForkJoinTeam team) {
        if (!accumulate) {
            clear(out);
        }
        forEachProduct(in, out,
                (from, to, weight) -> out.data()[to] += in.data()[from] * filters.values()[weight]);
        if (epilogue.bias() != null) {
            forEachVoxel(out,
                    (o, z, y, x) -> new DoubleRowOps().applyTransfer(out.data(), out.layout().index(o, z, y, x), 1,
                    epilogue.bias()[o], epilogue.function()));
        }
    }

    @Override
    public void compute(FeatureMaps<double[]> outputGradient, FeatureMaps<double[]> inputGradient, boolean accumulate,
            ForkJoinTeam team) {
        if (!accumulate) {
            clear(inputGradient);
        }
        forEachProduct(inputGradient, outputGradient, (from, to, weight) -> inputGradient.data()[from] +=
                outputGradient.data()[to] * filters.values()[weight]);
    }

    @Override
    public Filters compute(FeatureMaps<double[]> input, FeatureMaps<double[]> outputGradient, ForkJoinTeam team) {
        double[] sums = new double[Math.toIntExact(shape.in() * shape.out() * shape.kernel().product())];
        forEachProduct(input, outputGradient, (from, to, weight) ->
                sums[weight] += input.data()[from] * outputGradient.data()[to]);
        return new Filters(shape.in(), shape.out(), shape.kernel(), sums);
    }

    private static void clear(FeatureMaps<double[]> maps) {
        forEachVoxel(maps, (c, z, y, x) -> maps.data()[maps.layout().index(c, z, y, x)] = 0);
    }

    private void forEachProduct(FeatureMaps<double[]> in, FeatureMaps<double[]> out, Product product) {
        Vec3 k = shape.kernel();
        Vec3 d = shape.dilation();
        forEachVoxel(out, (o, z, y, x) -> {
            for (int i = 0; i < shape.in(); i++) {
                for (int a = 0; a < k.z(); a++) {
                    for (int b = 0; b < k.y(); b++) {
                        for (int c = 0; c < k.x(); c++) {
                            int weight = (((i * shape.out() + o) * k.z() + k.z() - 1 - a) * k.y() + k.y() - 1 - b)
                                    * k.x() + k.x() - 1 - c;
                            product.accept(in.layout().index(i, z + a * d.z(), y + b * d.y(), x + c * d.x()),
                                    out.layout().index(o, z, y, x), weight);
                        }
                    }
                }
            }
        });
    }

    private static void forEachVoxel(FeatureMaps<double[]> maps, VolumeAsserts.Voxel action) {
        Vec3 size = maps.layout().size();
        for (int c = 0; c < maps.layout().channels(); c++) {
            for (int z = 0; z < size.z(); z++) {
                for (int y = 0; y < size.y(); y++) {
                    for (int x = 0; x < size.x(); x++) {
                        action.accept(c, z, y, x);
                    }
                }
            }
        }
    }

    /** Called with the array indices of an input voxel, an output voxel and the weight between them. */
    private interface Product {
        void accept(int from, int to, int weight);
    }
}
