package org.znn.worker.convolution.direct;

import java.util.Arrays;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.InputGradient;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.parallel.ThreadTeam;

/**
 * dE/d(input) of a direct convolution in float64, row by row. Each part of the work sums what nobody else sums, in one
 * order, so results do not depend on threads.
 */
final class DoubleInputGradient implements InputGradient<double[]> {

    private final ConvolutionShape shape;
    private Filters filters;

    DoubleInputGradient(ConvolutionShape shape) {
        this.shape = shape;
    }

    @Override
    public void use(Filters filters, ThreadTeam team) {
        this.filters = filters;
    }

    @Override
    public void run(Maps<double[]> outputGradient, Maps<double[]> inputGradient, boolean add, ThreadTeam team) {
        MapsLayout to = inputGradient.layout();
        int sections = to.size().z();
        team.run(shape.in() * sections, part -> {
            int map = part / sections;
            int z = part % sections;
            for (int y = 0; y < to.size().y(); y++) {
                int row = to.index(map, z, y, 0);
                if (!add) {
                    Arrays.fill(inputGradient.data(), row, row + to.size().x(), 0);
                }
                addRow(outputGradient, map, z, y, inputGradient.data(), row);
            }
        });
    }

    /** The row gets from kernel voxel q what the output's row (z, y) − q·dilation holds, q·dilation further along x. */
    private void addRow(Maps<double[]> from, int map, int z, int y, double[] to, int row) {
        MapsLayout layout = from.layout();
        Vec3 k = shape.kernel();
        Vec3 d = shape.dilation();
        for (int o = 0; o < shape.out(); o++) {
            for (int qz = 0; qz < k.z(); qz++) {
                for (int qy = 0; qy < k.y(); qy++) {
                    int fromZ = z - qz * d.z();
                    int fromY = y - qy * d.y();
                    if (fromZ < 0 || fromZ >= layout.size().z() || fromY < 0 || fromY >= layout.size().y()) {
                        continue;
                    }
                    int at = layout.index(o, fromZ, fromY, 0);
                    for (int qx = 0; qx < k.x(); qx++) {
                        double weight = filters.get(map, o, k.z() - 1 - qz, k.y() - 1 - qy, k.x() - 1 - qx);
                        for (int x = 0; x < layout.size().x(); x++) {
                            int voxel = row + qx * d.x() + x;
                            to[voxel] = Math.fma(from.data()[at + x], weight, to[voxel]);
                        }
                    }
                }
            }
        }
    }
}
