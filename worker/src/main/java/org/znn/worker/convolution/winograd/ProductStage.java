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
     * @param slots where the values of each z tap's section are; −1 for a section of zeros
     */
    void run(int block, int rows, int[] slots, float[] work, int base) {
        int fours = Grid.ceilDiv(Math.min(Workspace.MAPS, problem.out() - block * Workspace.MAPS), Product.MAPS);
        int points = grid.y().points() * grid.x().points();
        int lanes = grid.covered(rows) * grid.lanes();
        for (int point = 0; point < points; point++) {
            for (int four = 0; four < fours; four++) {
                int weightAt = weights.at(block, point, four);
                int sumAt = base + at.sums() + four * Product.MAPS * at.sumMap() + point * at.valueMap();
                boolean add = false;
                for (int slot : slots) {
                    if (slot >= 0) {
                        int valueAt = base + at.values() + slot * at.valueSlot() + point * at.valuePoint();
                        run(valueAt, weightAt, sumAt, lanes, add, work);
                        add = true;
                    }
                    weightAt += problem.in() * Product.MAPS;
                }
            }
        }
    }

    private void run(int valueAt, int weightAt, int sumAt, int lanes, boolean add, float[] work) {
        for (int lane = 0; lane < lanes;) {
            int vectors = Blocks.next((lanes - lane) / grid.lanes());
            PRODUCTS[vectors - Blocks.NARROWEST].run(work, valueAt + lane, at.valueMap(), problem.in(),
                    weights.values(), weightAt, work, sumAt + lane, at.sumMap(), add);
            lane += vectors * grid.lanes();
        }
    }
}
