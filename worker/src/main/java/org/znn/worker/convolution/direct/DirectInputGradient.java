package org.znn.worker.convolution.direct;

import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.InputGradient;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.convolution.Scratch;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.simd.Simd;

/**
 * dE/d(input) of a direct convolution in float32: with k the kernel's size and d its dilation,
 * {@code gradient[i][p] = Σ outputGradient[o][p + (q − k + 1)·d] · W[i,o][q]} over (o, q), where the output gradient
 * is 0 outside. The tiles are those of {@link DirectConvolution} with input and output maps exchanged, applied to a
 * copy of the output gradient with zeros around it; most of what lies outside is left out ({@link TapRegions}).
 *
 * <p>A sum is built in the order (block of output maps, z, y, x, output map), whatever the number of threads.
 */
final class DirectInputGradient implements InputGradient<float[]> {

    private final ConvolutionShape shape;
    private final Scratch scratch;
    private final int lanes;
    private final int runLength;
    private final TapSums sums;
    private final GradientTaps taps;
    private final TapRegions regions;
    private final ZeroMargin margin;
    private final int[] offsets;

    DirectInputGradient(ConvolutionShape shape, Vec3 output, Simd simd, Scratch scratch) {
        this.shape = shape;
        this.scratch = scratch;
        lanes = simd.lanes();
        runLength = TapSums.runLength(transposed(shape), simd);
        sums = new TapSums(transposed(shape), simd);
        taps = new GradientTaps(shape, sums.mapsAtATime());
        regions = regions(shape, output, simd);
        margin = margin(shape, output, regions);
        offsets = taps.offsets(margin.layout());
    }

    static long bytes(ConvolutionShape shape, Simd simd) {
        return TapSums.bytes(transposed(shape), simd);
    }

    /** Scratch for an output of that size. */
    static Scratch.Size scratch(ConvolutionShape shape, Vec3 output, Simd simd) {
        return new Scratch.Size(margin(shape, output, regions(shape, output, simd)).layout().length(), 0, 0);
    }

    private static ConvolutionShape transposed(ConvolutionShape shape) {
        return new ConvolutionShape(shape.out(), shape.in(), shape.kernel(), shape.dilation());
    }

    private static TapRegions regions(ConvolutionShape shape, Vec3 output, Simd simd) {
        return TapRegions.of(shape, output, Tiles.best(transposed(shape), simd));
    }

    private static ZeroMargin margin(ConvolutionShape shape, Vec3 output, TapRegions regions) {
        return ZeroMargin.of(shape.out(), output, regions.before(), regions.after());
    }

    @Override
    public void use(Filters filters, ThreadTeam team) {
        sums.use(team, (map, group, packed) -> taps.pack(filters, map, group, packed));
    }

    @Override
    public void run(Maps<float[]> outputGradient, Maps<float[]> inputGradient, boolean add, ThreadTeam team) {
        float[] padded = scratch.floats(margin.layout().length());
        margin.copy(outputGradient, padded, team);
        List<RunSums> boxes = regions.all().stream().map(r -> sums(r, padded, inputGradient, add)).toList();
        RunSums.compute(boxes, sums.groups(), team);
    }

    private RunSums sums(TapRegion region, float[] from, Maps<float[]> to, boolean add) {
        TapRange z = region.z();
        TapRange y = region.y();
        TapRange x = region.x();
        MapsLayout layout = to.layout();
        OutputRuns runs = new OutputRuns(margin.layout(), margin.from(), layout, new Vec3(z.from(), y.from(), x.from()),
                new Vec3(z.places(), y.places(), x.places()), shape.dilation().y(), lanes, runLength);
        // The last tap is the one at the voxel itself.
        Vec3 last = shape.kernel().minus(Vec3.ONE);
        TapTouch touch = new TapTouch(margin.layout(), shape.dilation(),
                new Vec3(z.firstTap(), y.firstTap(), x.firstTap()).minus(last),
                new Vec3(z.endTap(), y.endTap(), x.endTap()).minus(last));
        return new RunSums(runs, touch, sums, new TapSums.Operands(from, offsets, taps.blocks(region), to.data(),
                layout.channelStride(), add), Epilogue.NONE);
    }
}
