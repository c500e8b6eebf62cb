package org.znn.worker.convolution.winograd;

import org.znn.common.network.Filters;
import org.znn.worker.parallel.ThreadTeam;

/**
 * Weights at the points of y and x, in the order in which products read them: (block of output maps, x point, y point,
 * four of the block's output maps, z tap, input map, output map of the four).
 */
final class Weights {

    private final Problem problem;
    private final double[][] y;
    private final double[][] x;
    private final float[] values;

    Weights(Problem problem, Grid grid) {
        this.problem = problem;
        y = grid.y().matrices().taps();
        x = grid.x().matrices().taps();
        values = new float[Math.toIntExact(length(problem, grid))];
    }

    static long length(Problem problem, Grid grid) {
        return (long) Grid.ceilDiv(problem.out(), Product.MAPS) * Product.MAPS * problem.in() * problem.kernel().z()
                * grid.y().points() * grid.x().points();
    }

    float[] values() {
        return values;
    }

    /** Where those of a block of output maps begin, at a point, for some four of the block's maps. */
    int at(int block, int point, int four) {
        int fours = Math.min(Workspace.MAPS, Grid.ceilDiv(problem.out(), Product.MAPS) * Product.MAPS
                - block * Workspace.MAPS) / Product.MAPS;
        int ofFour = problem.kernel().z() * problem.in() * Product.MAPS;
        return block * Workspace.MAPS / Product.MAPS * y.length * x.length * ofFour + (point * fours + four) * ofFour;
    }

    /** Transforms them. */
    void use(Filters filters, ThreadTeam team) {
        team.run(problem.out(), o -> transform(filters, o));
    }

    private void transform(Filters filters, int o) {
        int inputs = problem.in();
        double[] taps = new double[problem.kernel().y() * problem.kernel().x()];
        double[] rows = new double[y.length * problem.kernel().x()];
        int block = o / Workspace.MAPS;
        int four = o % Workspace.MAPS / Product.MAPS;
        int first = at(block, 0, four) + o % Product.MAPS;
        int pointStride = at(block, 1, 0) - at(block, 0, 0);
        for (int z = 0; z < problem.kernel().z(); z++) {
            for (int i = 0; i < inputs; i++) {
                read(filters, i, o, z, taps);
                alongY(taps, rows);
                alongX(rows, first + (z * inputs + i) * Product.MAPS, pointStride);
            }
        }
    }

    /** The taps of a z section, in the order of the input they meet. */
    private void read(Filters filters, int i, int o, int z, double[] taps) {
        int area = taps.length;
        int depth = problem.kernel().z();
        if (problem.turned()) {
            System.arraycopy(filters.values(), ((o * filters.out() + i) * depth + z) * area, taps, 0, area);
        } else {
            int end = ((i * filters.out() + o) * depth + depth - z) * area - 1;
            for (int t = 0; t < area; t++) {
                taps[t] = filters.values()[end - t];
            }
        }
    }

    private void alongY(double[] taps, double[] rows) {
        int width = problem.kernel().x();
        for (int p = 0; p < y.length; p++) {
            for (int t = 0; t < width; t++) {
                double sum = 0;
                for (int s = 0; s < y[p].length; s++) {
                    sum += y[p][s] * taps[s * width + t];
                }
                rows[p * width + t] = sum;
            }
        }
    }

    private void alongX(double[] rows, int first, int pointStride) {
        for (int p = 0; p < y.length; p++) {
            int at = first + p * pointStride;
            for (double[] row : x) {
                double sum = 0;
                for (int t = 0; t < row.length; t++) {
                    sum += row[t] * rows[p * row.length + t];
                }
                values[at] = (float) sum;
                at += y.length * pointStride;
            }
        }
    }
}
