package org.znn.worker.engine;

import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.Convolution;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.InputGradient;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.WeightGradient;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.simd.DoubleRows;

/** A convolution and its gradients as the formula is written, product by product. */
final class NaiveConvolver implements Convolution<double[]>, InputGradient<double[]>, WeightGradient<double[]> {

    private final ConvolutionShape shape;
    private Filters filters;

    NaiveConvolver(ConvolutionShape shape) {
        this.shape = shape;
    }

    @Override
    public void use(Filters filters, ThreadTeam team) {
        this.filters = filters;
    }

    @Override
    public void forward(Maps<double[]> in, Maps<double[]> out, boolean add, Epilogue epilogue, ThreadTeam team) {
        if (!add) {
            clear(out);
        }
        forEachProduct(in, out, (from, to, weight) -> out.data()[to] += in.data()[from] * filters.values()[weight]);
        if (epilogue.bias() != null) {
            forEachVoxel(out, (o, z, y, x) -> new DoubleRows().transfer(out.data(), out.layout().index(o, z, y, x), 1,
                    epilogue.bias()[o], epilogue.function()));
        }
    }

    @Override
    public void run(Maps<double[]> outputGradient, Maps<double[]> inputGradient, boolean add, ThreadTeam team) {
        if (!add) {
            clear(inputGradient);
        }
        forEachProduct(inputGradient, outputGradient, (from, to, weight) -> inputGradient.data()[from] +=
                outputGradient.data()[to] * filters.values()[weight]);
    }

    @Override
    public Filters run(Maps<double[]> input, Maps<double[]> outputGradient, ThreadTeam team) {
        double[] sums = new double[Math.toIntExact(shape.in() * shape.out() * shape.kernel().product())];
        forEachProduct(input, outputGradient, (from, to, weight) ->
                sums[weight] += input.data()[from] * outputGradient.data()[to]);
        return new Filters(shape.in(), shape.out(), shape.kernel(), sums);
    }

    private static void clear(Maps<double[]> maps) {
        forEachVoxel(maps, (c, z, y, x) -> maps.data()[maps.layout().index(c, z, y, x)] = 0);
    }

    private void forEachProduct(Maps<double[]> in, Maps<double[]> out, Product product) {
        Vec3 k = shape.kernel();
        Vec3 d = shape.dilation();
        forEachVoxel(out, (o, z, y, x) -> {
            for (int i = 0; i < shape.in(); i++) {
                for (int a = 0; a < k.z(); a++) {
                    for (int b = 0; b < k.y(); b++) {
                        for (int c = 0; c < k.x(); c++) {
                            int weight = (((i * shape.out() + o) * k.z() + k.z() - 1 - a) * k.y() + k.y() - 1 - b)
                                    * k.x() + k.x() - 1 - c;
                            product.at(in.layout().index(i, z + a * d.z(), y + b * d.y(), x + c * d.x()),
                                    out.layout().index(o, z, y, x), weight);
                        }
                    }
                }
            }
        });
    }

    private static void forEachVoxel(Maps<double[]> maps, Compare.Voxel action) {
        Vec3 size = maps.layout().size();
        for (int c = 0; c < maps.layout().channels(); c++) {
            for (int z = 0; z < size.z(); z++) {
                for (int y = 0; y < size.y(); y++) {
                    for (int x = 0; x < size.x(); x++) {
                        action.at(c, z, y, x);
                    }
                }
            }
        }
    }

    /** An input voxel, an output voxel and the weight between them, all as positions in arrays. */
    private interface Product {
        void at(int from, int to, int weight);
    }
}
