package org.znn.worker.convolution.direct;

import java.util.Arrays;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.FeatureMapLayout;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.convolution.InputGradient;
import org.znn.worker.parallel.ForkJoinTeam;

/**
 * dE/d(input) of a direct convolution in float64, row by row. Each sum is accumulated by one thread in a fixed order,
 * so results do not depend on the number of threads.
 */
final class DoubleDirectInputGradient implements InputGradient<double[]> {

    private final ConvolutionShape shape;
    private Filters filters;

    DoubleDirectInputGradient(ConvolutionShape shape) {
        this.shape = shape;
    }

    @Override
    public void setWeights(Filters filters, ForkJoinTeam team) {
        this.filters = filters;
    }

    @Override
    public void compute(FeatureMaps<double[]> outputGradient, FeatureMaps<double[]> inputGradient, boolean accumulate,
            ForkJoinTeam team) {
        FeatureMapLayout to = inputGradient.layout();
        int sections = to.size().z();
        team.parallelFor(shape.in() * sections, part -> {
            int map = part / sections;
            int z = part % sections;
            for (int y = 0; y < to.size().y(); y++) {
                int row = to.index(map, z, y, 0);
                if (!accumulate) {
                    Arrays.fill(inputGradient.data(), row, row + to.size().x(), 0);
                }
                addRow(outputGradient, map, z, y, inputGradient.data(), row);
            }
        });
    }

    /**
     * Adds to row (z, y), for each kernel voxel q, row (z, y) − q·dilation of the output gradient shifted by
     * q·dilation.
     */
    private void addRow(FeatureMaps<double[]> from, int map, int z, int y, double[] to, int row) {
        FeatureMapLayout layout = from.layout();
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
                    int fromRow = layout.index(o, fromZ, fromY, 0);
                    for (int qx = 0; qx < k.x(); qx++) {
                        double weight = filters.get(map, o, k.z() - 1 - qz, k.y() - 1 - qy, k.x() - 1 - qx);
                        for (int x = 0; x < layout.size().x(); x++) {
                            int voxel = row + qx * d.x() + x;
                            to[voxel] = Math.fma(from.data()[fromRow + x], weight, to[voxel]);
                        }
                    }
                }
            }
        }
    }
}
