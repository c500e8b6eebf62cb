package org.znn.worker.convolution.fft.simd.plane;

import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.ChannelBlocks;
import org.znn.worker.convolution.Convolution;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.convolution.Scratchpad;
import org.znn.worker.convolution.fft.simd.dft.ComplexVectors;
import org.znn.worker.convolution.fft.simd.kernel.KernelTransform;
import org.znn.worker.convolution.fft.simd.product.AxialConvolution;
import org.znn.worker.convolution.fft.simd.tile.CorrelationProblem;
import org.znn.worker.convolution.fft.simd.tile.OverlapSaveTiling.Tile;
import org.znn.worker.convolution.fft.simd.tile.TileWriter;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.parallel.ParallelFor;
import org.znn.worker.simd.CacheLine;
import org.znn.worker.simd.RowOps;

/**
 * Convolution with few input channels, by 2-D transforms of planes (y, x) and direct sums along z. A thread computes a
 * group of tiles from input to output in the cache of its core: as soon as the sums of a row of frequencies and of its
 * mirror image are complete, both rows are transformed, so the whole spectrum of an output never exists.
 */
public final class Fft2dConvolution implements Convolution<float[]> {

    private static final int COMPLEX = ComplexVectors.FLOATS;

    private final Fft2dPlan plan;
    private final CorrelationProblem correlation;
    private final RowOps<float[]> rowOps;
    private final Scratchpad scratchpad;
    private final PlaneTransform transform;
    private final KernelTransform kernelTransform;
    private final int[] tapLanes;
    private final float[] weights;

    /** Creates a convolution for outputs of the given size (z, y, x). */
    public Fft2dConvolution(ConvolutionShape shape, Vec3 output, RowOps<float[]> rowOps, Scratchpad scratchpad) {
        this.rowOps = rowOps;
        this.scratchpad = scratchpad;
        plan = plan(shape, output);
        correlation = plan.correlation();
        transform = new PlaneTransform(plan.transformSize());
        kernelTransform = new KernelTransform(plan.transformSize(), plan.tapPlane());
        tapLanes = plan.tapLanes();
        weights = new float[plan.weightFloats()];
    }

    /** Plans a convolution. */
    public static Fft2dPlan plan(ConvolutionShape shape, Vec3 output) {
        return Fft2dPlan.of(CorrelationProblem.ofConvolution(shape, output));
    }

    @Override
    public void setWeights(Filters filters, ForkJoinTeam team) {
        float[] work = scratchpad.floats(plan.scratchpadSize(team.size()).floats());
        new Fft2dKernelSpectraWriter(filters.values()).write(kernelTransform, plan, work, weights, team);
    }

    @Override
    public void forward(FeatureMaps<float[]> in, FeatureMaps<float[]> out, boolean accumulate, Epilogue epilogue,
            ForkJoinTeam team) {
        float[] data = scratchpad.floats(plan.scratchpadSize(team.size()).floats());
        TileWriter.Output output = new TileWriter.Output(out, correlation.dilation(), accumulate, epilogue, rowOps);
        ParallelFor.withWorkerIndex(team, plan.groups(), (worker, group) -> {
            Fft2dWorkspace workspace = Fft2dWorkspace.of(plan, plan.workspaceAt(worker));
            new Group(in, output, plan.tilesOfGroup(group), data, workspace).convolve();
        });
    }

    /** A group of tiles. */
    private final class Group {

        private final TileWriter.Output output;
        private final List<Tile> tiles;
        private final float[] data;
        private final Fft2dWorkspace workspace;
        private final InputPlanes inputs;
        private final OutputPlanes outputs;

        Group(FeatureMaps<float[]> in, TileWriter.Output output, List<Tile> tiles, float[] data,
                Fft2dWorkspace workspace) {
            this.output = output;
            this.tiles = tiles;
            this.data = data;
            this.workspace = workspace;
            inputs = new InputPlanes(plan, in, tiles);
            outputs = OutputPlanes.of(plan, tiles);
        }

        void convolve() {
            transform.transformInputs(inputs, data, workspace);
            for (int block = 0; block < correlation.outBlocks(); block++) {
                TileWriter[] writers = writers(block);
                for (int plane = 0; plane < outputs.count(); plane += Fft2dPlan.PLANES) {
                    sumAndTransformRows(CacheLine.ARRAY_ORIGIN + block * plan.blockFloats(), plane);
                    transformColumnsAndWrite(plane, writers);
                }
            }
        }

        /** Creates a writer for each pair of tiles. */
        private TileWriter[] writers(int block) {
            TileWriter[] writers = new TileWriter[(tiles.size() + 1) / 2];
            for (int pair = 0; pair < writers.length; pair++) {
                TileWriter.Region second = 2 * pair + 1 < tiles.size() ? destination(block, 2 * pair + 1) : null;
                writers[pair] = new TileWriter(output, destination(block, 2 * pair), second, data, workspace.writer());
            }
            return writers;
        }

        private TileWriter.Region destination(int block, int tile) {
            return new TileWriter.Region(block * ComplexVectors.LANES,
                    ChannelBlocks.channelsInBlock(correlation.out(), block), tiles.get(tile).start(),
                    tiles.get(tile).extent());
        }

        /** Computes the sums of all frequencies for some output planes and transforms them along x. */
        private void sumAndTransformRows(int weightsAt, int firstPlane) {
            int sizeY = plan.transformSize().y();
            int sizeX = plan.transformSize().x();
            int weight = weightsAt;
            for (int y = 0; y <= sizeY / 2; y++) {
                int mirrorY = (sizeY - y) % sizeY;
                int count = y == mirrorY ? sizeX / 2 + 1 : sizeX;
                int mirrorLines = y == mirrorY ? workspace.lines() : workspace.mirrorLines();
                for (int x = 0; x < count; x++) {
                    int mirrorX = (sizeX - x) % sizeX;
                    // The forward transform of the mirrored spectrum is the inverse transform of the spectrum.
                    AxialConvolution.convolve(data, workspace.spectrumAt(y * sizeX + x),
                            workspace.spectrumAt(mirrorY * sizeX + mirrorX), workspace.frequencyStride() / 2,
                            outputs.lanes(), firstPlane, tapLanes, weights, weight, data,
                            mirrorLines + mirrorX * COMPLEX, workspace.lines() + x * COMPLEX, sizeX * COMPLEX);
                    weight += tapLanes.length * COMPLEX;
                }
                transform.linesToRow(data, workspace, workspace.lines(), y);
                if (y != mirrorY) {
                    transform.linesToRow(data, workspace, workspace.mirrorLines(), mirrorY);
                }
            }
        }

        private void transformColumnsAndWrite(int firstPlane, TileWriter[] writers) {
            for (int n = 0; n < Fft2dPlan.PLANES; n++) {
                int z = outputs.planes()[firstPlane + n];
                if (z >= 0) {
                    transform.transformColumns(data, workspace, n, plan.tiling().x().valid());
                    writers[outputs.pairs()[firstPlane + n]].accept(z, data, workspace.plane(n),
                            workspace.rowPitch());
                }
            }
        }
    }
}
