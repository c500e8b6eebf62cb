package org.znn.worker.convolution.winograd;

/** Products of values and weights at all points, for a block of output maps, summed over z taps and input maps. */
final class ProductStage {

    private static final Product[] PRODUCTS = {new Product4x3(), new Product4x4(), new Product4x5()};

    private final Problem problem;
    private final Grid grid;
    private final Workspace at;
    private final Weights weights;

    ProductStage(Problem problem, Grid grid, Workspace at, Weights weights) {
        this.problem = problem;
        this.grid = grid;
        this.at = at;
        this.weights = weights;
    }

    /**
     * The sums of a block.
     *
     * @param slots where the values of each z tap's section are; −1 for a section of zeros; sums of nothing are 0
     */
    void run(int block, int rows, int[] slots, float[] work, int base) {
        int fours = Grid.ceilDiv(Math.min(Workspace.MAPS, problem.out() - block * Workspace.MAPS), Product.MAPS);
        int points = grid.y().points() * grid.x().points();
        int[] blocks = Blocks.of(grid.vectors(rows));
        for (int point = 0; point < points; point++) {
            for (int four = 0; four < fours; four++) {
                int weightAt = weights.at(block, point, four);
                int sumAt = base + at.sums() + four * Product.MAPS * at.sumMap() + point * at.lanes();
                boolean add = false;
                for (int slot : slots) {
                    if (slot >= 0) {
                        int valueAt = base + at.values() + slot * at.valueSlot() + point * at.valuePoint();
                        run(problem.in(), valueAt, weightAt, sumAt, blocks, add, work);
                        add = true;
                    }
                    weightAt += problem.in() * Product.MAPS;
                }
                if (!add) {
                    run(0, base, 0, sumAt, blocks, false, work);
                }
            }
        }
    }

    private void run(int maps, int valueAt, int weightAt, int sumAt, int[] blocks, boolean add, float[] work) {
        int lane = 0;
        for (int vectors : blocks) {
            PRODUCTS[vectors - Blocks.NARROWEST].run(work, valueAt + lane * problem.in(), at.valueVector(),
                    maps, weights.values(), weightAt, work, sumAt + lane, at.sumMap(), add);
            lane += vectors * grid.lanes();
        }
    }
}
