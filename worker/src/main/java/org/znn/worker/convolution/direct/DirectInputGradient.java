package org.znn.worker.convolution.direct;

import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.FeatureMapLayout;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.convolution.InputGradient;
import org.znn.worker.convolution.Scratchpad;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.simd.Simd;

/**
 * dE/d(input) of a direct convolution in float32: with k the kernel's size and d its dilation,
 * {@code gradient[i][p] = Σ outputGradient[o][p + (q − k + 1)·d] · W[i,o][q]} over (o, q), where the output gradient is
 * 0 outside its bounds. Uses the kernels of {@link DirectConvolution} with input and output maps exchanged, on a
 * zero-padded copy of the output gradient; most products with padding are skipped ({@link ValidTapRegions}).
 *
 * <p>Sums are accumulated in the order (block of output maps, z, y, x, output map) for any number of threads.
 */
final class DirectInputGradient implements InputGradient<float[]> {

    private final ConvolutionShape shape;
    private final Scratchpad scratchpad;
    private final int lanes;
    private final int blockLength;
    private final DirectKernelDriver driver;
    private final InputGradientTaps taps;
    private final ValidTapRegions regions;
    private final ZeroPadding padding;
    private final int[] tapOffsets;

    DirectInputGradient(ConvolutionShape shape, Vec3 output, Simd simd, Scratchpad scratchpad) {
        this.shape = shape;
        this.scratchpad = scratchpad;
        lanes = simd.lanes();
        blockLength = DirectKernelDriver.blockLength(transposed(shape), simd);
        driver = new DirectKernelDriver(transposed(shape), simd);
        taps = new InputGradientTaps(shape, driver.inputMapsPerBlock());
        regions = regions(shape, output, simd);
        padding = padding(shape, output, regions);
        tapOffsets = taps.tapOffsets(padding.layout());
    }

    static long weightBytes(ConvolutionShape shape, Simd simd) {
        return DirectKernelDriver.weightBytes(transposed(shape), simd);
    }

    /** Returns the scratchpad size for an output size. */
    static Scratchpad.Size scratchpadSize(ConvolutionShape shape, Vec3 output, Simd simd) {
        return new Scratchpad.Size(padding(shape, output, regions(shape, output, simd)).layout().length(), 0, 0);
    }

    private static ConvolutionShape transposed(ConvolutionShape shape) {
        return new ConvolutionShape(shape.out(), shape.in(), shape.kernel(), shape.dilation());
    }

    private static ValidTapRegions regions(ConvolutionShape shape, Vec3 output, Simd simd) {
        return ValidTapRegions.of(shape, output, DirectKernelSelection.cheapest(transposed(shape), simd));
    }

    private static ZeroPadding padding(ConvolutionShape shape, Vec3 output, ValidTapRegions regions) {
        return ZeroPadding.of(shape.out(), output, regions.paddingBefore(), regions.paddingAfter());
    }

    @Override
    public void setWeights(Filters filters, ForkJoinTeam team) {
        driver.setWeights(team, (map, groupSize, packed) -> taps.pack(filters, map, groupSize, packed));
    }

    @Override
    public void compute(FeatureMaps<float[]> outputGradient, FeatureMaps<float[]> inputGradient, boolean accumulate,
            ForkJoinTeam team) {
        float[] padded = scratchpad.floats(padding.layout().length());
        padding.copy(outputGradient, padded, team);
        List<VectorBlockLoop> loops = regions.regions().stream()
                .map(region -> blockLoop(region, padded, inputGradient, accumulate)).toList();
        VectorBlockLoop.compute(loops, driver.groupCount(), team);
    }

    private VectorBlockLoop blockLoop(ValidTapRegion region, float[] from, FeatureMaps<float[]> to,
            boolean accumulate) {
        ValidTapRange z = region.z();
        ValidTapRange y = region.y();
        ValidTapRange x = region.x();
        FeatureMapLayout layout = to.layout();
        OutputBlocks blocks = new OutputBlocks(padding.layout(), padding.origin(), layout,
                new Vec3(z.begin(), y.begin(), x.begin()), new Vec3(z.length(), y.length(), x.length()),
                shape.dilation().y(), lanes, blockLength);
        // The last tap reads the voxel itself, earlier taps read to its left.
        Vec3 last = shape.kernel().minus(Vec3.ONE);
        TapPrefetch prefetch = new TapPrefetch(padding.layout(), shape.dilation(),
                new Vec3(z.firstTap(), y.firstTap(), x.firstTap()).minus(last),
                new Vec3(z.endTap(), y.endTap(), x.endTap()).minus(last));
        DirectKernelDriver.Operands operands = new DirectKernelDriver.Operands(from, tapOffsets, taps.tapBlocks(region),
                to.data(), layout.channelStride(), accumulate);
        return new VectorBlockLoop(blocks, prefetch, driver, operands, Epilogue.NONE);
    }
}
