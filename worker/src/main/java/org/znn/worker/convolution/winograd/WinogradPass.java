package org.znn.worker.convolution.winograd;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.Footprint;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.Scratch;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.simd.Simd;

/**
 * A whole convolution, or gradient by the input. The output is cut into items: a group of tiles, and a run of z
 * sections, along which what is evaluated of the input is kept as long as it is needed. An item is computed by one
 * thread, block by block of output maps, so that nothing of full depth leaves the cache. Every sum is built in the
 * order (z tap, input map) at every point, and every tile by itself: the bits depend on neither threads nor groups.
 */
final class WinogradPass {

    /** Bytes of a thread's values that the second cache has room for, beside weights and sums. */
    private static final int VALUES_IN_CACHE = 800 << 10;
    private static final int FEWEST_VECTORS = 5;
    private static final int MOST_VECTORS = 20;
    private static final int PARTS_PER_THREAD = 8;
    /** Large arrays begin 16 bytes after a cache line. */
    private static final int ORIGIN = 12;

    private final Problem problem;
    private final Simd simd;
    private final Scratch scratch;
    private final Grid grid;
    private final Workspace at;
    private final Weights weights;
    private final ProductStage products;

    WinogradPass(Problem problem, boolean strict, Simd simd, Scratch scratch) {
        this.problem = problem;
        this.simd = simd;
        this.scratch = scratch;
        grid = grid(problem, strict, simd);
        at = workspace(problem, grid);
        weights = new Weights(problem, grid);
        products = new ProductStage(problem, grid, at, weights);
    }

    private static Grid grid(Problem problem, boolean strict, Simd simd) {
        Axis y = Axis.of(problem.kernel().y(), problem.dilation().y(), strict);
        Axis x = Axis.of(problem.kernel().x(), problem.dilation().x(), strict);
        long bytes = (long) y.points() * x.points() * problem.in() * problem.kernel().z() * simd.lanes() * Float.BYTES;
        int most = (int) Math.max(FEWEST_VECTORS, Math.min(MOST_VECTORS, VALUES_IN_CACHE / bytes));
        return Grid.of(y, x, problem.output(), simd.lanes(), most);
    }

    private static Workspace workspace(Problem problem, Grid grid) {
        return Workspace.of(grid, problem.in(), problem.kernel().z());
    }

    /** What it takes. */
    static Footprint footprint(Problem problem, boolean strict, Simd simd, int threads) {
        Grid grid = grid(problem, strict, simd);
        long held = Weights.length(problem, grid) * Float.BYTES;
        int workers = Math.min(threads, items(problem, grid));
        int floats = Math.addExact(ORIGIN, Math.multiplyExact(workers, workspace(problem, grid).length()));
        return new Footprint(held, new Scratch.Size(floats, 0, 0));
    }

    void use(Filters filters, ThreadTeam team) {
        weights.use(filters, team);
    }

    /** Runs of z sections: each section by itself where none is used twice. */
    private static int depths(Problem problem) {
        return problem.kernel().z() == 1 ? problem.output().z() : 1;
    }

    private static int items(Problem problem, Grid grid) {
        return Math.toIntExact((long) depths(problem) * grid.segments() * grid.groups());
    }

    /** With the whole of the output stored. */
    void run(Maps<float[]> in, Maps<float[]> out, boolean add, Epilogue epilogue, ThreadTeam team) {
        run(in, new StoredRows(out, add, epilogue, simd.rows()), team);
    }

    /** With rows of the output ended in that way. */
    void run(Maps<float[]> in, RowEnd end, ThreadTeam team) {
        int items = items(problem, grid);
        int workers = Math.min(team.size(), items);
        float[] work = scratch.floats(ORIGIN + workers * at.length());
        InputStage input = new InputStage(problem, grid, at, in.layout());
        OutputStage output = new OutputStage(problem, grid, at, end);
        int chunk = Math.max(1, items / (workers * PARTS_PER_THREAD));
        AtomicInteger next = new AtomicInteger();
        team.run(workers, worker -> {
            Worker w = new Worker(input, output, in.data(), work, ORIGIN + worker * at.length());
            for (int first = next.getAndAdd(chunk); first < items; first = next.getAndAdd(chunk)) {
                for (int item = first; item < Math.min(items, first + chunk); item++) {
                    w.compute(item);
                }
            }
        });
    }

    /** One thread's share, in a work space of its own. */
    private final class Worker {

        private final InputStage input;
        private final OutputStage output;
        private final float[] in;
        private final float[] work;
        private final int base;

        Worker(InputStage input, OutputStage output, float[] in, float[] work, int base) {
            this.input = input;
            this.output = output;
            this.in = in;
            this.work = work;
            this.base = base;
        }

        void compute(int item) {
            int group = item % grid.groups();
            int segment = item / grid.groups() % grid.segments();
            int run = item / grid.groups() / grid.segments();
            int depth = problem.output().z();
            int length = depth / depths(problem);
            int dilation = problem.dilation().z();
            for (int phase = 0; phase < Math.min(dilation, length); phase++) {
                int[] held = new int[problem.kernel().z()];
                Arrays.fill(held, Integer.MIN_VALUE);
                for (int z = run * length + phase; z < (run + 1) * length; z += dilation) {
                    section(z, group, segment, held);
                }
            }
        }

        /** An output section. {@code held} tells which input sections the slots hold, and is kept up to date. */
        private void section(int z, int group, int segment, int[] held) {
            int taps = held.length;
            int[] slots = new int[taps];
            for (int t = 0; t < taps; t++) {
                int from = z + t * problem.dilation().z() - problem.before().z();
                int slot = (z / problem.dilation().z() + t) % taps;
                slots[t] = from < 0 || from >= problem.input().z() ? -1 : slot;
                if (slots[t] >= 0 && held[slot] != from) {
                    input.run(in, from, group, segment, work, base, slot);
                    held[slot] = from;
                }
            }
            for (int map = 0, block = 0; map < problem.out(); map += Workspace.MAPS, block++) {
                for (int x = 0; x < grid.x().points(); x++) {
                    products.run(block, x, grid.vectors(group, segment), slots, work, base);
                    output.column(x, group, segment, work, base);
                }
                for (int i = 0; i < Math.min(Workspace.MAPS, problem.out() - map); i++) {
                    output.run(i, map + i, z, group, segment, work, base);
                }
            }
        }
    }
}
