package org.znn.worker.engine;

import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.Convolution;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.Maps;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.simd.DoubleRows;

/** A convolution as the formula is written, voxel by voxel. */
final class NaiveConvolver implements Convolution<double[]> {

    private final ConvolutionShape shape;
    private Filters filters;

    NaiveConvolver(ConvolutionShape shape, Filters filters) {
        this.shape = shape;
        this.filters = filters;
    }

    @Override
    public void use(Filters filters) {
        this.filters = filters;
    }

    @Override
    public void forward(Maps<double[]> in, Maps<double[]> out, boolean add, Epilogue epilogue, ThreadTeam team) {
        Vec3 size = out.layout().size();
        for (int o = 0; o < shape.out(); o++) {
            for (int z = 0; z < size.z(); z++) {
                for (int y = 0; y < size.y(); y++) {
                    for (int x = 0; x < size.x(); x++) {
                        int at = out.layout().index(o, z, y, x);
                        out.data()[at] = (add ? out.data()[at] : 0) + sum(in, o, z, y, x);
                        if (epilogue.bias() != null) {
                            new DoubleRows().transfer(out.data(), at, 1, epilogue.bias()[o], epilogue.function());
                        }
                    }
                }
            }
        }
    }

    private double sum(Maps<double[]> in, int o, int z, int y, int x) {
        Vec3 k = shape.kernel();
        Vec3 d = shape.dilation();
        double sum = 0;
        for (int i = 0; i < shape.in(); i++) {
            for (int a = 0; a < k.z(); a++) {
                for (int b = 0; b < k.y(); b++) {
                    for (int c = 0; c < k.x(); c++) {
                        sum += in.data()[in.layout().index(i, z + a * d.z(), y + b * d.y(), x + c * d.x())]
                                * filters.get(i, o, k.z() - 1 - a, k.y() - 1 - b, k.x() - 1 - c);
                    }
                }
            }
        }
        return sum;
    }
}
