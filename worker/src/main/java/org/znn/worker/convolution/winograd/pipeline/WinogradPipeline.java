package org.znn.worker.convolution.winograd.pipeline;

import java.util.concurrent.atomic.AtomicInteger;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.CacheBudget;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.convolution.Footprint;
import org.znn.worker.convolution.Scratchpad;
import org.znn.worker.convolution.winograd.output.RowSink;
import org.znn.worker.convolution.winograd.output.StoringRowSink;
import org.znn.worker.convolution.winograd.tiling.SectionSlots;
import org.znn.worker.convolution.winograd.tiling.TileGrid;
import org.znn.worker.convolution.winograd.tiling.WinogradAxis;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.simd.CacheLine;
import org.znn.worker.simd.Simd;

/**
 * Computes a convolution or an input gradient. The output is divided into items: a group of tiles in a span of z
 * sections, along which transformed input sections are reused. One thread computes an item, one block of output
 * channels after the other, so that no intermediate result of all channels leaves the cache. At every point, sums are
 * built in the order (z tap, input channel), and every tile is computed independently, so the bits of the result depend
 * on neither threads nor groups.
 */
public final class WinogradPipeline {

    private static final int MIN_VECTORS = 5;
    private static final int MAX_VECTORS = 20;
    private static final int CHUNKS_PER_THREAD = 8;

    private final ConvolutionProblem problem;
    private final Simd simd;
    private final Scratchpad scratchpad;
    private final TileGrid grid;
    private final PipelineWorkspace workspace;
    private final TransformedWeights weights;
    private final TileGemm gemm;

    /**
     * Creates a pipeline; its weights must be set before it is executed.
     *
     * @param problem    convolution to compute
     * @param strict     whether to use only tiles whose rounding error is close to direct convolution's
     * @param simd       vector operations of this JVM
     * @param scratchpad memory for the workspaces of all threads
     */
    public WinogradPipeline(ConvolutionProblem problem, boolean strict, Simd simd, Scratchpad scratchpad) {
        this.problem = problem;
        this.simd = simd;
        this.scratchpad = scratchpad;
        grid = grid(problem, strict, simd);
        workspace = workspace(problem, grid);
        weights = new TransformedWeights(problem, grid);
        gemm = new TileGemm(problem, grid, workspace, weights);
    }

    private static TileGrid grid(ConvolutionProblem problem, boolean strict, Simd simd) {
        WinogradAxis y = WinogradAxis.of(problem.kernel().y(), problem.dilation().y(), strict);
        WinogradAxis x = WinogradAxis.of(problem.kernel().x(), problem.dilation().x(), strict);
        long vectorBytes = (long) y.points() * x.points() * problem.in() * problem.kernel().z() * simd.lanes()
                * Float.BYTES;
        int maxVectors = (int) Math.max(MIN_VECTORS,
                Math.min(MAX_VECTORS, CacheBudget.WINOGRAD_TRANSFORMED_INPUTS / vectorBytes));
        return TileGrid.of(y, x, problem.outputSize(), simd.lanes(), maxVectors);
    }

    private static PipelineWorkspace workspace(ConvolutionProblem problem, TileGrid grid) {
        return PipelineWorkspace.of(grid, problem.in(), problem.kernel().z());
    }

    /**
     * Returns the memory requirement of a pipeline.
     *
     * @param problem convolution to compute
     * @param strict  whether to use only tiles whose rounding error is close to direct convolution's
     * @param simd    vector operations of this JVM
     * @param threads number of threads of the team
     */
    public static Footprint footprint(ConvolutionProblem problem, boolean strict, Simd simd, int threads) {
        TileGrid grid = grid(problem, strict, simd);
        long weightBytes = TransformedWeights.length(problem, grid) * Float.BYTES;
        int workers = Math.min(threads, itemCount(problem, grid));
        int floats = Math.addExact(CacheLine.ARRAY_ORIGIN,
                Math.multiplyExact(workers, workspace(problem, grid).length()));
        return new Footprint(weightBytes, new Scratchpad.Size(floats, 0, 0));
    }

    /** Transforms new weights for the executions that follow. */
    public void setWeights(Filters filters, ForkJoinTeam team) {
        weights.set(filters, team);
    }

    /** Returns the number of z spans: one per section if output sections share no input section, otherwise one. */
    private static int spanCount(ConvolutionProblem problem) {
        return problem.kernel().z() == 1 ? problem.outputSize().z() : 1;
    }

    private static int itemCount(ConvolutionProblem problem, TileGrid grid) {
        return Math.toIntExact((long) spanCount(problem) * grid.segments() * grid.groupCount());
    }

    /**
     * Computes and stores the whole output.
     *
     * @param in       input maps
     * @param out      output maps
     * @param add      whether to add to the contents of {@code out}
     * @param epilogue epilogue applied to the sums before they are stored
     * @param team     threads to use
     */
    public void execute(FeatureMaps<float[]> in, FeatureMaps<float[]> out, boolean add, Epilogue epilogue,
            ForkJoinTeam team) {
        execute(in, new StoringRowSink(out, add, epilogue, simd.rowOps()), team);
    }

    /** Computes the whole output and passes its rows to a sink. */
    public void execute(FeatureMaps<float[]> in, RowSink sink, ForkJoinTeam team) {
        int items = itemCount(problem, grid);
        int workers = Math.min(team.size(), items);
        float[] work = scratchpad.floats(CacheLine.ARRAY_ORIGIN + workers * workspace.length());
        InputTransform input = new InputTransform(problem, grid, workspace, in.layout());
        OutputTransform output = new OutputTransform(problem, grid, workspace, sink);
        int chunk = Math.max(1, items / (workers * CHUNKS_PER_THREAD));
        AtomicInteger next = new AtomicInteger();
        team.parallelFor(workers, worker -> {
            Worker w = new Worker(input, output, in.data(), work,
                    CacheLine.ARRAY_ORIGIN + worker * workspace.length());
            for (int first = next.getAndAdd(chunk); first < items; first = next.getAndAdd(chunk)) {
                for (int item = first; item < Math.min(items, first + chunk); item++) {
                    w.compute(item);
                }
            }
        });
    }

    /** Computes items in one thread's workspace. */
    private final class Worker {

        private final InputTransform input;
        private final OutputTransform output;
        private final float[] in;
        private final float[] work;
        private final int base;
        private final SectionSlots sections = new SectionSlots(problem.kernel().z(), problem.dilation().z(),
                problem.padding().z(), problem.inputSize().z());

        Worker(InputTransform input, OutputTransform output, float[] in, float[] work, int base) {
            this.input = input;
            this.output = output;
            this.in = in;
            this.work = work;
            this.base = base;
        }

        void compute(int item) {
            int group = item % grid.groupCount();
            int segment = item / grid.groupCount() % grid.segments();
            int span = item / grid.groupCount() / grid.segments();
            int depth = problem.outputSize().z() / spanCount(problem);
            sections.sweep(span * depth, depth,
                    (z, slot) -> input.transform(in, z, group, segment, work, base, slot),
                    (z, slots) -> computeSection(z, group, segment, slots));
        }

        private void computeSection(int z, int group, int segment, int[] slots) {
            for (int first = 0, block = 0; first < problem.out(); first += PipelineWorkspace.CHANNEL_BLOCK, block++) {
                for (int x = 0; x < grid.x().points(); x++) {
                    gemm.multiply(block, x, grid.vectorsIn(group, segment), slots, work, base);
                    output.transformColumn(x, group, segment, work, base);
                }
                for (int i = 0; i < Math.min(PipelineWorkspace.CHANNEL_BLOCK, problem.out() - first); i++) {
                    output.emitRows(i, first + i, z, group, segment, work, base);
                }
            }
        }
    }
}
