package org.znn.worker.engine;

import java.util.Arrays;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.ConvolutionMethod;
import org.znn.common.volume.Precision;
import org.znn.worker.convolution.ConvolutionFamily;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.simd.DoubleGradientRows;
import org.znn.worker.simd.DoubleRows;
import org.znn.worker.simd.GradientRows;
import org.znn.worker.simd.Rows;

/** Plain loops behind the engine's seam; counts what it allocates and fills it with NaN. */
final class NaiveArithmetic implements Arithmetic<double[]> {

    private long allocated;

    long allocatedBytes() {
        return allocated;
    }

    @Override
    public Precision precision() {
        return Precision.FLOAT64;
    }

    @Override
    public MapsLayout layout(int channels, Vec3 size) {
        int pitch = size.x() + 3;
        int plane = Math.multiplyExact(pitch, size.y()) + 5;
        int channel = Math.multiplyExact(plane, size.z()) + 7;
        return new MapsLayout(channels, size, pitch, plane, channel, 2, Math.multiplyExact(channel, channels) + 11);
    }

    @Override
    public double[] allocate(int length) {
        allocated += 8L * length;
        double[] array = new double[length];
        Arrays.fill(array, Double.NaN);
        return array;
    }

    @Override
    public Rows<double[]> rows() {
        return new DoubleRows();
    }

    @Override
    public ConvolutionFamily<double[]> family(ConvolutionMethod method) {
        return new NaiveFamily(bytes -> allocated += bytes);
    }

    @Override
    public GradientRows<double[]> gradientRows() {
        return new DoubleGradientRows();
    }

    @Override
    public void maxFilter(Maps<double[]> in, Vec3 window, Vec3 dilation, Maps<double[]> out, ThreadTeam team) {
        for (int c = 0; c < out.layout().channels(); c++) {
            for (int z = 0; z < out.layout().size().z(); z++) {
                for (int y = 0; y < out.layout().size().y(); y++) {
                    for (int x = 0; x < out.layout().size().x(); x++) {
                        double best = Double.NEGATIVE_INFINITY;
                        for (int q = 0; q < window.product(); q++) {
                            int at = in.layout().index(c, z + q / window.x() / window.y() * dilation.z(),
                                    y + q / window.x() % window.y() * dilation.y(),
                                    x + q % window.x() * dilation.x());
                            best = Math.max(best, in.data()[at]);
                        }
                        out.data()[out.layout().index(c, z, y, x)] = best;
                    }
                }
            }
        }
    }
}
