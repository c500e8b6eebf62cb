package org.znn.worker.engine;

import java.util.function.IntFunction;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.common.volume.Precision;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.layer.Maps;
import org.znn.worker.layer.RowConvolution;
import org.znn.worker.layer.RowMaxFilter;
import org.znn.worker.layer.Rows;
import org.znn.worker.parallel.ThreadTeam;

/**
 * Arithmetic made of row operations alone.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
record RowArithmetic<A>(Precision precision, Rows<A> rows, IntFunction<A> arrays) implements Arithmetic<A> {

    private static final int LINE = 64;

    /** Rows of whole cache lines, sections an odd number of lines apart so that they do not compete for cache sets. */
    @Override
    public MapsLayout layout(int channels, Vec3 size) {
        int line = LINE / precision.bytes();
        int pitch = (size.x() + line - 1) / line * line;
        int lines = Math.multiplyExact(pitch / line, size.y());
        int plane = Math.multiplyExact(lines | 1, line);
        int channel = Math.multiplyExact(plane, size.z());
        return new MapsLayout(channels, size, pitch, plane, channel, 0, Math.multiplyExact(channel, channels));
    }

    @Override
    public A allocate(int length) {
        return arrays.apply(length);
    }

    @Override
    public long weightBytes(ConvolutionShape shape) {
        return RowConvolution.bytes(shape);
    }

    @Override
    public Convolution<A> convolution(ConvolutionShape shape, Filters filters) {
        return new RowConvolution<>(rows, shape, filters)::forward;
    }

    @Override
    public void maxFilter(Maps<A> in, Vec3 window, Vec3 dilation, Maps<A> out, ThreadTeam team) {
        new RowMaxFilter<>(rows).forward(in, window, dilation, out, team);
    }
}
