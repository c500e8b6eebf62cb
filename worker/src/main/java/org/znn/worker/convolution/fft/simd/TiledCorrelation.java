package org.znn.worker.convolution.fft.simd;

import java.util.List;
import org.znn.common.geometry.IntMath;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.ChannelBlocks;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.convolution.Scratchpad;
import org.znn.worker.convolution.fft.simd.dft.ComplexVectors;
import org.znn.worker.convolution.fft.simd.dft.HalfSpectrum;
import org.znn.worker.convolution.fft.simd.kernel.KernelTransform;
import org.znn.worker.convolution.fft.simd.product.ComplexGemm;
import org.znn.worker.convolution.fft.simd.tile.CorrelationProblem;
import org.znn.worker.convolution.fft.simd.tile.OverlapSaveTiling.Tile;
import org.znn.worker.convolution.fft.simd.tile.TileReader;
import org.znn.worker.convolution.fft.simd.tile.TileTransform;
import org.znn.worker.convolution.fft.simd.tile.TileWriter;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.parallel.ParallelFor;
import org.znn.worker.simd.CacheLine;

/**
 * A correlation by transforms of tiles, with the spectra of its kernels. A group of tiles is transformed, multiplied
 * and summed over the input channels at every frequency, and transformed back. With many weights the threads cooperate
 * in each of these three steps of a group, so that the weights are read once for all its tiles; with few weights every
 * thread processes groups on its own.
 */
final class TiledCorrelation {

    private static final int COMPLEX = ComplexVectors.FLOATS;

    private final CorrelationPlan plan;
    private final CorrelationProblem correlation;
    private final Scratchpad scratchpad;
    private final TileTransform transform;
    private final KernelTransform kernelTransform;
    private final float[] weights;

    TiledCorrelation(CorrelationPlan plan, Scratchpad scratchpad) {
        this.plan = plan;
        this.scratchpad = scratchpad;
        correlation = plan.correlation();
        transform = new TileTransform(plan.tiling().transformSize());
        kernelTransform = new KernelTransform(plan.tiling().transformSize(), correlation.kernel());
        weights = new float[plan.weightFloats()];
    }

    /** Computes the spectra of the kernels. */
    void setKernels(KernelSpectraWriter kernels, ForkJoinTeam team) {
        float[] work = scratchpad.floats(plan.scratchpadSize(team.size()).floats());
        kernels.write(kernelTransform, plan, work, weights, team);
    }

    /**
     * Correlates feature maps with the kernels.
     *
     * @param shift  input voxel (z, y, x) that tap 0 reads for output voxel (0, 0, 0); voxels outside the input are 0
     * @param output destination of the sums
     */
    void correlate(FeatureMaps<float[]> in, Vec3 shift, TileWriter.Output output, ForkJoinTeam team) {
        Pass pass = new Pass(in, shift, output, team.size());
        if (plan.perThread()) {
            ParallelFor.withWorkerIndex(team, plan.groups(), pass::processPerThread);
        } else {
            for (int group = 0; group < plan.groups(); group++) {
                pass.processCooperatively(group, team);
            }
        }
    }

    /** One execution of the correlation. */
    private final class Pass {

        private final FeatureMaps<float[]> in;
        private final Vec3 shift;
        private final TileWriter.Output output;
        private final int threads;
        private final int[][] channels;
        private final float[] data;

        Pass(FeatureMaps<float[]> in, Vec3 shift, TileWriter.Output output, int threads) {
            this.in = in;
            this.shift = shift;
            this.output = output;
            this.threads = threads;
            channels = ChannelBlocks.offsets(in.layout());
            data = scratchpad.floats(plan.scratchpadSize(threads).floats());
        }

        void processPerThread(int worker, int group) {
            List<Tile> tiles = plan.tilesOfGroup(group);
            int spectra = plan.spectraAt(worker);
            for (int pair = 0; pair < pairs(correlation.inBlocks(), tiles); pair++) {
                forward(tiles, pair, spectra, worker);
            }
            for (int step = 0; step < plan.steps(); step++) {
                multiply(tiles, step, spectra, worker);
            }
            for (int pair = 0; pair < pairs(correlation.outBlocks(), tiles); pair++) {
                inverse(tiles, pair, spectra, worker);
            }
        }

        void processCooperatively(int group, ForkJoinTeam team) {
            List<Tile> tiles = plan.tilesOfGroup(group);
            int spectra = plan.spectraAt(0);
            ParallelFor.withWorkerIndex(team, pairs(correlation.inBlocks(), tiles),
                    (worker, pair) -> forward(tiles, pair, spectra, worker));
            ParallelFor.withWorkerIndex(team, plan.steps(), (worker, step) -> multiply(tiles, step, spectra, worker));
            ParallelFor.withWorkerIndex(team, pairs(correlation.outBlocks(), tiles),
                    (worker, pair) -> inverse(tiles, pair, spectra, worker));
        }

        /** Returns the number of pairs of spectra, each spectrum of a block of channels in a tile. */
        private int pairs(int blocks, List<Tile> tiles) {
            return (blocks * tiles.size() + 1) / 2;
        }

        /** Returns the offset of the spectrum of a block of channels in a tile. */
        private int spectrumOffset(int block, int tile) {
            return (block * plan.groupSize() + tile) * plan.spectrumStride();
        }

        /** Returns the offset of a spectrum by its index in the order [block of channels][tile]. */
        private int spectrumOffset(List<Tile> tiles, int index) {
            return spectrumOffset(index / tiles.size(), index % tiles.size());
        }

        private void forward(List<Tile> tiles, int pair, int spectra, int worker) {
            int first = 2 * pair;
            int second = Math.min(first + 1, correlation.inBlocks() * tiles.size() - 1);
            TileReader reader = new TileReader(in, correlation.dilation(), plan.tiling().x().length(),
                    source(tiles, first), source(tiles, second));
            transform.forward(reader, data, plan.workspaceAt(threads, worker), data,
                    spectra + spectrumOffset(tiles, first), spectra + spectrumOffset(tiles, second), COMPLEX);
        }

        private TileReader.Region source(List<Tile> tiles, int index) {
            Tile tile = tiles.get(index % tiles.size());
            return new TileReader.Region(channels[index / tiles.size()], tile.start().plus(shift),
                    plan.tiling().inputExtent(tile));
        }

        /** Executes a step of the plan: multiplies batches of tiles by the weights of each block of output channels. */
        private void multiply(List<Tile> tiles, int step, int spectra, int worker) {
            int firstColumn = step * plan.columnsPerStep();
            int endColumn = Math.min(firstColumn + plan.columnsPerStep(),
                    HalfSpectrum.countColumns(plan.tiling().transformSize()));
            int frequency = transform.halfSpectrum().firstFrequency(firstColumn);
            int count = transform.halfSpectrum().firstFrequency(endColumn) - frequency;
            int from = spectra + frequency * COMPLEX;
            int workspace = plan.workspaceAt(threads, worker);
            int packed = workspace + plan.tileFloats();
            int batches = IntMath.ceilDiv(tiles.size(), ComplexGemm.TILES);
            for (int batch = 0; batch < batches; batch += plan.batchesPerPass()) {
                int passBatches = Math.min(plan.batchesPerPass(), batches - batch);
                for (int n = 0; n < passBatches; n++) {
                    gather(batch + n, from, count, packed + n * plan.batchFloats());
                }
                for (int out = 0; out < correlation.outBlocks(); out++) {
                    if (plan.completesSpectraPerStep()) {
                        completeWeightSpectra(firstColumn, endColumn, out, workspace + plan.weightColumnsOffset());
                    }
                    for (int n = 0; n < passBatches; n++) {
                        multiplyBatch(frequency, count, out, packed + n * plan.batchFloats(), workspace);
                        scatter(batch + n, from, count, out, workspace + plan.sumsOffset());
                    }
                }
            }
        }

        /** Transforms some columns of the weight spectra of a block of output channels along z. */
        private void completeWeightSpectra(int firstColumn, int endColumn, int out, int to) {
            HalfSpectrum half = transform.halfSpectrum();
            int taps = correlation.kernel().z();
            for (int column = firstColumn; column < endColumn; column++) {
                int frequency = half.firstFrequency(column) - half.firstFrequency(firstColumn);
                kernelTransform.transformColumn(weights, CacheLine.ARRAY_ORIGIN + column * taps * plan.weightStride()
                        + out * correlation.in() * COMPLEX, plan.weightStride(), correlation.in(), data,
                        to + frequency * plan.weightColumnStride(), plan.weightColumnStride());
            }
        }

        /** Packs the inputs of a batch of tiles as [frequency][block of channels][tile]. */
        private void gather(int batch, int from, int count, int to) {
            int step = correlation.inBlocks() * ComplexGemm.TILES * COMPLEX;
            for (int n = 0; n < correlation.inBlocks() * ComplexGemm.TILES; n++) {
                ComplexVectors.copy(data, from + batchOffset(batch, n), COMPLEX, data, to + n * COMPLEX, step, count);
            }
        }

        /** Writes the sums of a block of output channels, [frequency][tile], over the spectra of the inputs. */
        private void scatter(int batch, int from, int count, int out, int sums) {
            for (int n = 0; n < ComplexGemm.TILES; n++) {
                ComplexVectors.copy(data, sums + n * COMPLEX, ComplexGemm.TILES * COMPLEX, data,
                        from + batchOffset(batch, out * ComplexGemm.TILES + n), COMPLEX, count);
            }
        }

        /** Returns the offset of a spectrum by its index in a batch, in the order [block of channels][tile]. */
        private int batchOffset(int batch, int index) {
            return spectrumOffset(index / ComplexGemm.TILES, batch * ComplexGemm.TILES + index % ComplexGemm.TILES);
        }

        private void multiplyBatch(int frequency, int count, int out, int packed, int workspace) {
            boolean completed = plan.completesSpectraPerStep();
            float[] matrices = completed ? data : weights;
            int matrix = completed ? workspace + plan.weightColumnsOffset()
                    : CacheLine.ARRAY_ORIGIN + frequency * plan.weightStride() + out * correlation.in() * COMPLEX;
            int stride = completed ? plan.weightColumnStride() : plan.weightStride();
            int block = ComplexGemm.TILES * COMPLEX;
            for (int f = 0; f < count; f++) {
                ComplexGemm.multiply(data, packed + f * correlation.inBlocks() * block, correlation.in(), matrices,
                        matrix + f * stride, data, workspace + plan.sumsOffset() + f * block);
            }
        }

        private void inverse(List<Tile> tiles, int pair, int spectra, int worker) {
            int first = 2 * pair;
            int second = Math.min(first + 1, correlation.outBlocks() * tiles.size() - 1);
            TileWriter.Region a = destination(tiles, first);
            TileWriter.Region b = destination(tiles, second);
            int workspace = plan.workspaceAt(threads, worker);
            TileWriter writer = new TileWriter(output, a, second == first ? null : b, data,
                    workspace + plan.writerOffset());
            transform.inverse(data, spectra + spectrumOffset(tiles, first), spectra + spectrumOffset(tiles, second),
                    COMPLEX, data, workspace, a.extent().max(b.extent()), writer);
        }

        private TileWriter.Region destination(List<Tile> tiles, int index) {
            Tile tile = tiles.get(index % tiles.size());
            int block = index / tiles.size();
            return new TileWriter.Region(block * ComplexVectors.LANES,
                    ChannelBlocks.channelsInBlock(correlation.out(), block), tile.start(), tile.extent());
        }
    }
}
