package org.znn.worker.convolution.direct;

import org.znn.common.network.Filters;
import org.znn.worker.convolution.Convolution;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.Maps;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.simd.Simd;
import org.znn.worker.simd.TileKernel.Positions;

/**
 * Direct convolution in float32. The output is cut into short runs of vectors; for each run all groups of output maps
 * are computed while its input stays in the cache, and the input of the next run is touched beforehand.
 *
 * <p>The same bits for any size and position of the patch, any number of threads, any kernel shape ({@link TapSums}).
 */
final class DirectConvolution implements Convolution<float[]> {

    private static final int PARTS_PER_THREAD = 8;

    private final ConvolutionShape shape;
    private final int lanes;
    private final TapSums sums;
    private final int runLength;
    private volatile float touched;

    DirectConvolution(ConvolutionShape shape, Simd simd) {
        this.shape = shape;
        lanes = simd.lanes();
        sums = new TapSums(shape, simd);
        runLength = TapSums.runLength(shape, simd);
    }

    @Override
    public void use(Filters filters, ThreadTeam team) {
        sums.use(filters, team);
    }

    @Override
    public void forward(Maps<float[]> in, Maps<float[]> out, boolean add, Epilogue epilogue, ThreadTeam team) {
        OutputRuns runs = new OutputRuns(in.layout(), out.layout(), lanes, runLength);
        int[] offsets = PackedFilters.offsets(shape, in.layout());
        TapTouch touch = new TapTouch(shape, offsets);
        TapSums.Operands operands =
                new TapSums.Operands(in.data(), offsets, out.data(), out.layout().channelStride(), add);
        int count = runs.count();
        int groups = sums.groups();
        int wanted = team.size() == 1 ? 1 : team.size() * PARTS_PER_THREAD;
        int runParts = Math.min(count, wanted);
        int groupParts = Math.min(groups, (wanted + runParts - 1) / runParts);
        team.run(runParts * groupParts, part -> {
            int r = part % runParts;
            int g = part / runParts;
            int first = (int) ((long) count * r / runParts);
            int end = (int) ((long) count * (r + 1) / runParts);
            Positions now = runs.allocate(sums.vectors());
            Positions next = runs.allocate(sums.vectors());
            float sum = 0;
            runs.place(first, now);
            for (int run = first; run < end; run++) {
                if (run + 1 < end) {
                    runs.place(run + 1, next);
                    sum += touch.lines(in.data(), next.in(), runs.rowsBetween(first, run + 1));
                }
                sums.sum(operands, now, runs.vectorsOf(run), groups * g / groupParts, groups * (g + 1) / groupParts,
                        epilogue);
                Positions done = now;
                now = next;
                next = done;
            }
            touched = sum;
        });
    }
}
