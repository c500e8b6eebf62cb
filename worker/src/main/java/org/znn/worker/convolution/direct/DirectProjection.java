package org.znn.worker.convolution.direct;

import java.util.stream.IntStream;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.Footprint;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.convolution.ProjectedConvolution;
import org.znn.worker.convolution.Scratch;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.simd.Simd;
import org.znn.worker.simd.TileKernel.Positions;

/**
 * A direct convolution in float32 and a projection of its result, run by run: the maps in between are held for one run
 * of vectors only. The bits are those of the two convolutions one after the other.
 */
final class DirectProjection implements ProjectedConvolution<float[]> {

    private static final int PARTS_PER_THREAD = 8;

    private final ConvolutionShape shape;
    private final int lanes;
    private final TapSums sums;
    private final TapSums projection;
    private final Between between;
    private final int[] projectionOffsets;
    private final Scratch scratch;
    private volatile float touched;

    DirectProjection(ConvolutionShape shape, int maps, Simd simd, Scratch scratch) {
        this.shape = shape;
        this.scratch = scratch;
        lanes = simd.lanes();
        sums = new TapSums(shape, simd);
        projection = new TapSums(projection(shape, maps), simd);
        between = Between.of(shape, simd);
        projectionOffsets = IntStream.range(0, shape.out()).map(map -> map * between.stride()).toArray();
    }

    private static ConvolutionShape projection(ConvolutionShape shape, int maps) {
        return new ConvolutionShape(shape.out(), maps, Vec3.ONE, Vec3.ONE);
    }

    static Footprint footprint(ConvolutionShape shape, int maps, Vec3 output, int threads, Simd simd) {
        Between between = Between.of(shape, simd);
        OutputRuns runs = OutputRuns.of(MapsLayout.of(shape.in(), shape.inputSize(output)),
                MapsLayout.of(maps, output), shape.dilation().y(), simd.lanes(), between.runLength());
        return new Footprint(TapSums.bytes(shape, simd) + TapSums.bytes(projection(shape, maps), simd),
                new Scratch.Size(between.length(parts(runs, threads)), 0, 0));
    }

    private static int parts(OutputRuns runs, int threads) {
        return Math.min(runs.count(), threads == 1 ? 1 : threads * PARTS_PER_THREAD);
    }

    /**
     * How the maps in between lie, one run of them for each part of the work.
     *
     * @param maps      there are
     * @param runLength vectors of a run
     * @param stride    from a map to the next: the vectors of a run
     */
    private record Between(int maps, int runLength, int stride) {

        static Between of(ConvolutionShape shape, Simd simd) {
            int runLength = TapSums.runLength(shape, simd);
            return new Between(shape.out(), runLength, runLength * simd.lanes());
        }

        int length(int parts) {
            return Math.multiplyExact(parts, Math.multiplyExact(maps, stride));
        }
    }

    @Override
    public void use(Filters filters, Filters projection, ThreadTeam team) {
        sums.use(filters, team);
        this.projection.use(projection, team);
    }

    @Override
    public void forward(Maps<float[]> in, Maps<float[]> out, Epilogue first, Epilogue second, ThreadTeam team) {
        OutputRuns runs = OutputRuns.of(in.layout(), out.layout(), shape.dilation().y(), lanes,
                between.runLength());
        int parts = parts(runs, team.size());
        float[] middle = scratch.floats(between.length(parts));
        int[] offsets = PackedFilters.offsets(shape, in.layout());
        TapTouch touch = TapTouch.of(shape, in.layout());
        TapSums.Operands toMiddle = new TapSums.Operands(in.data(), offsets, sums.blocks(), middle, between.stride(),
                false);
        TapSums.Operands toOut = new TapSums.Operands(middle, projectionOffsets, projection.blocks(), out.data(),
                out.layout().channelStride(), false);
        team.run(parts, part -> {
            int begin = (int) ((long) runs.count() * part / parts);
            int end = (int) ((long) runs.count() * (part + 1) / parts);
            Positions now = runs.allocate(projection.vectors());
            Positions next = runs.allocate(projection.vectors());
            int[] at = new int[now.in().length];
            float sum = 0;
            runs.place(begin, now);
            for (int run = begin; run < end; run++) {
                if (run + 1 < end) {
                    runs.place(run + 1, next);
                    sum += touch.lines(in.data(), next.in(), runs.rowsBetween(begin, run + 1));
                }
                int count = runs.vectorsOf(run);
                for (int v = 0; v < at.length; v++) {
                    at[v] = between.length(part) + Math.min(v, count - 1) * lanes;
                }
                sums.sum(toMiddle, new Positions(now.in(), at), count, 0, sums.groups(), first);
                projection.sum(toOut, new Positions(at, now.out()), count, 0, projection.groups(), second);
                Positions done = now;
                now = next;
                next = done;
            }
            touched = sum;
        });
    }
}
