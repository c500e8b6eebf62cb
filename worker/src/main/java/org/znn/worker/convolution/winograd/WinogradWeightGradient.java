package org.znn.worker.convolution.winograd;

import java.util.Arrays;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Footprint;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.Scratch;
import org.znn.worker.convolution.WeightGradient;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.parallel.Workers;
import org.znn.worker.simd.Simd;

/**
 * dE/d(weight), the adjoint of the convolution by the weights: where the output of a tile is {@code A'·((G·g) ⊙
 * (B'·d))}, the gradient by g is {@code G'·Σ (A·e) ⊙ (B'·d)} over all tiles, e their output gradients. At each point
 * the sums are products of matrices, output maps by tiles times tiles by input maps.
 *
 * <p>The sums of a run of tiles are built tile after tile, those of a part run after run, and then they are added
 * part after part. All of it depends on the shape and the size alone, not on the threads.
 */
final class WinogradWeightGradient implements WeightGradient<float[]> {

    private final GradientPlan plan;
    private final Scratch scratch;

    WinogradWeightGradient(ConvolutionShape shape, Vec3 output, boolean strict, Simd simd, Scratch scratch) {
        this.scratch = scratch;
        plan = GradientPlan.of(shape, output, strict, simd);
    }

    /** What it takes. */
    static Footprint footprint(ConvolutionShape shape, Vec3 output, boolean strict, Simd simd, int threads) {
        return new Footprint(0, new Scratch.Size(floats(GradientPlan.of(shape, output, strict, simd), threads), 0, 0));
    }

    private static int floats(GradientPlan plan, int threads) {
        return Math.max(plan.roomAt(Math.min(threads, plan.parts())),
                inverseAt(plan, Math.min(threads, GradientSums.items(plan))));
    }

    /** Where a worker's room begins once all sums are there, in place of those before. */
    private static int inverseAt(GradientPlan plan, int worker) {
        return Math.addExact(plan.roomAt(0), Math.multiplyExact(worker, GradientSums.room(plan)));
    }

    @Override
    public Filters run(Maps<float[]> input, Maps<float[]> outputGradient, ThreadTeam team) {
        float[] data = scratch.floats(floats(plan, team.size()));
        TileValues inputs = TileValues.ofInput(plan, input);
        TileValues gradients = TileValues.ofGradient(plan, outputGradient);
        Workers.run(team, plan.parts(), (worker, part) -> new Part(inputs, gradients, data, worker, part).run());
        GradientSums sums = new GradientSums(plan, data);
        team.run(GradientSums.pieces(plan), sums::add);
        Workers.run(team, GradientSums.items(plan), (worker, item) -> sums.invert(item, inverseAt(plan, worker)));
        return new Filters(plan.shape().in(), plan.shape().out(), plan.shape().kernel(), sums.weights());
    }

    /** The sums of a part. */
    private final class Part {

        private final TileValues inputs;
        private final TileValues gradients;
        private final float[] data;
        private final int base;
        private final int sums;
        private final int zeros;
        private final int part;
        private int tilesOfRun;

        Part(TileValues inputs, TileValues gradients, float[] data, int worker, int part) {
            this.inputs = inputs;
            this.gradients = gradients;
            this.data = data;
            this.part = part;
            base = plan.roomAt(worker);
            sums = plan.sumsAt(part);
            zeros = base + plan.room().zeros();
        }

        void run() {
            Arrays.fill(data, zeros, zeros + PointSums.MOST * plan.room().lanes(), 0);
            if (plan.inRuns()) {
                Arrays.fill(data, sums, sums + plan.sums(), 0);
            }
            int end = plan.endOfStrips(part);
            for (int strip = plan.firstStrip(part); strip < end; strip += plan.stripsOfBand()) {
                band(strip, Math.min(end, strip + plan.stripsOfBand()));
            }
            if (plan.inRuns() && tilesOfRun > 0) {
                endRun();
            }
        }

        private void endRun() {
            GradientSums.add(data, base + plan.room().run(), sums, sums + plan.sums());
            tilesOfRun = 0;
        }

        /** Strips of all sections; along z what is evaluated of the input is kept as long as it is needed. */
        private void band(int first, int end) {
            int dilation = plan.shape().dilation().z();
            int depth = plan.output().z();
            for (int phase = 0; phase < Math.min(dilation, depth); phase++) {
                int[] held = new int[plan.shape().kernel().z()];
                Arrays.fill(held, Integer.MIN_VALUE);
                for (int z = phase; z < depth; z += dilation) {
                    section(z, first, end, held);
                }
            }
        }

        /** An output section. {@code held} tells which input sections the slots hold, and is kept up to date. */
        private void section(int z, int first, int end, int[] held) {
            int dilation = plan.shape().dilation().z();
            int[] slots = new int[held.length];
            for (int t = 0; t < slots.length; t++) {
                int from = z + t * dilation;
                slots[t] = (z / dilation + t) % slots.length;
                if (held[slots[t]] != from) {
                    inputs(from, first, end, slots[t]);
                    held[slots[t]] = from;
                }
            }
            int tiles = 0;
            for (OuterGroup group : plan.groups()) {
                tiles = values(gradients, z, first, end, group.first(), group.maps(),
                        base + plan.room().gradients());
                for (int t = 0; t < slots.length; t++) {
                    products(group, t, slots[t], tiles);
                }
            }
            tilesOfRun += tiles;
            if (plan.inRuns() && tilesOfRun >= GradientPlan.RUN) {
                endRun();
            }
        }

        private void inputs(int z, int first, int end, int slot) {
            GradientRoom room = plan.room();
            values(inputs, z, first, end, 0, plan.shape().in(), base + room.inputs() + slot * room.inputSlot());
        }

        /** Values of so many maps, all tiles of the strips one after the other. Returns the number of tiles. */
        private int values(TileValues of, int z, int first, int end, int map, int maps, int to) {
            GradientRoom room = plan.room();
            int tiles = 0;
            for (int strip = first; strip < end; strip++) {
                for (int vector = 0; vector * room.lanes() < maps; vector++) {
                    of.run(z, strip, map + vector * room.lanes(), data, base,
                            to + vector * room.block() + tiles * room.lanes());
                }
                tiles += plan.strips().tilesOf(plan.strips().segment(strip));
            }
            return tiles;
        }

        /** Adds the products of a band's tiles, at all points, to the sums of the run; to 0 where it begins. */
        private void products(OuterGroup group, int tap, int slot, int tiles) {
            GradientRoom room = plan.room();
            int run = plan.inRuns() ? base + room.run() : sums;
            for (int point = 0; point < plan.points(); point++) {
                int gradientsAt = base + room.gradients() + point * room.gradientPoint();
                int inputsAt = base + room.inputs() + slot * room.inputSlot() + point * room.inputPoint();
                int set = tap * plan.points() + point;
                for (OuterGroup.Tile tile : group.tiles()) {
                    int to = run + group.at(tile, set);
                    tile.kernel().run(data, gradientsAt, tile.map(), inputsAt + tile.vector() * room.block(),
                            room.block(), tiles, tilesOfRun == 0 ? zeros : to, to);
                }
            }
        }
    }
}
