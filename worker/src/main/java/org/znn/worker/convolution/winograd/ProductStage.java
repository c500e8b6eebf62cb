package org.znn.worker.convolution.winograd;

import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Products of values and weights, for a block of output maps, summed over z taps and input maps. */
final class ProductStage {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final Product[] PRODUCTS = {new Product4x3(), new Product4x4(), new Product4x5()};

    private final Problem problem;
    private final Grid grid;
    private final Workspace at;
    private final Weights weights;
    private final int[][] blocks;

    ProductStage(Problem problem, Grid grid, Workspace at, Weights weights) {
        this.problem = problem;
        this.grid = grid;
        this.at = at;
        this.weights = weights;
        blocks = IntStream.rangeClosed(0, grid.vectors()).mapToObj(Blocks::of).toArray(int[][]::new);
    }

    /**
     * The sums of a block at an x point and all y points: no more than the first cache holds.
     *
     * @param slots where the values of each z tap's section are; −1 for a section of zeros; sums of nothing are 0
     */
    void run(int block, int x, int vectors, int[] slots, float[] work, int base) {
        int fours = Grid.ceilDiv(Math.min(Workspace.MAPS, problem.out() - block * Workspace.MAPS), Product.MAPS);
        int points = grid.y().points();
        for (int point = 0; point < points; point++) {
            for (int four = 0; four < fours; four++) {
                int weightAt = weights.at(block, x * points + point, four);
                int sumAt = base + at.sums() + four * Product.MAPS * at.sumMap() + point * at.lanes();
                boolean first = true;
                for (int slot : slots) {
                    if (slot >= 0) {
                        int valueAt = base + at.values() + slot * at.valueSlot()
                                + (point * grid.x().points() + x) * at.valuePoint();
                        if (first) {
                            run(problem.in(), valueAt, weightAt, sumAt, at.sumMap(), vectors, work);
                        } else {
                            run(problem.in(), valueAt, weightAt, base + at.partial(), at.lanes(), vectors, work);
                            addPartial(sumAt, vectors * grid.lanes(), work, base);
                        }
                        first = false;
                    }
                    weightAt += problem.in() * Product.MAPS;
                }
                if (first) {
                    run(0, base, 0, sumAt, at.sumMap(), vectors, work);
                }
            }
        }
    }

    /** Adds the sums of a z tap: several short sums round less than a long one. */
    private void addPartial(int sumAt, int lanes, float[] work, int base) {
        for (int map = 0; map < Product.MAPS; map++) {
            int from = base + at.partial() + map * at.lanes();
            int to = sumAt + map * at.sumMap();
            for (int i = 0; i < lanes; i += SPECIES.length()) {
                FloatVector.fromArray(SPECIES, work, to + i).add(FloatVector.fromArray(SPECIES, work, from + i))
                        .intoArray(work, to + i);
            }
        }
    }

    private void run(int maps, int valueAt, int weightAt, int sumAt, int sumMap, int vectors,
            float[] work) {
        int lane = 0;
        for (int width : blocks[vectors]) {
            PRODUCTS[width - Blocks.NARROWEST].run(work, valueAt + lane * problem.in(), at.valueVector(),
                    maps, weights.values(), weightAt, work, sumAt + lane, sumMap);
            lane += width * grid.lanes();
        }
    }
}
