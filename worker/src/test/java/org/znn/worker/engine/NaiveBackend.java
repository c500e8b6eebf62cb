package org.znn.worker.engine;

import java.util.Arrays;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmKind;
import org.znn.common.volume.Precision;
import org.znn.worker.convolution.ConvolutionAlgorithm;
import org.znn.worker.convolution.FeatureMapLayout;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.simd.DoubleGradientRowOps;
import org.znn.worker.simd.DoubleRowOps;
import org.znn.worker.simd.GradientRowOps;
import org.znn.worker.simd.RowOps;

/** A backend of plain loops that counts its allocations and fills them with NaN. */
final class NaiveBackend implements Backend<double[]> {

    private long allocated;

    long allocatedBytes() {
        return allocated;
    }

    @Override
    public Precision precision() {
        return Precision.FLOAT64;
    }

    @Override
    public FeatureMapLayout layout(int channels, Vec3 size) {
        int pitch = size.x() + 3;
        int plane = Math.multiplyExact(pitch, size.y()) + 5;
        int channel = Math.multiplyExact(plane, size.z()) + 7;
        return new FeatureMapLayout(channels, size, pitch, plane, channel, 2,
                Math.multiplyExact(channel, channels) + 11);
    }

    @Override
    public double[] allocate(int length) {
        allocated += 8L * length;
        double[] array = new double[length];
        Arrays.fill(array, Double.NaN);
        return array;
    }

    @Override
    public RowOps<double[]> rowOps() {
        return new DoubleRowOps();
    }

    @Override
    public ConvolutionAlgorithm<double[]> algorithm(AlgorithmKind kind) {
        return new NaiveAlgorithm(bytes -> allocated += bytes);
    }

    @Override
    public GradientRowOps<double[]> gradientRowOps() {
        return new DoubleGradientRowOps();
    }

    @Override
    public void maxFilter(FeatureMaps<double[]> in, Vec3 window, Vec3 dilation, FeatureMaps<double[]> out,
            ForkJoinTeam team) {
        for (int c = 0; c < out.layout().channels(); c++) {
            for (int z = 0; z < out.layout().size().z(); z++) {
                for (int y = 0; y < out.layout().size().y(); y++) {
                    for (int x = 0; x < out.layout().size().x(); x++) {
                        double best = Double.NEGATIVE_INFINITY;
                        for (int q = 0; q < window.product(); q++) {
                            int index = in.layout().index(c, z + q / window.x() / window.y() * dilation.z(),
                                    y + q / window.x() % window.y() * dilation.y(),
                                    x + q % window.x() * dilation.x());
                            best = Math.max(best, in.data()[index]);
                        }
                        out.data()[out.layout().index(c, z, y, x)] = best;
                    }
                }
            }
        }
    }
}
