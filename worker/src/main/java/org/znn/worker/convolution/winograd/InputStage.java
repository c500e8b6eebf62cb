package org.znn.worker.convolution.winograd;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.znn.worker.convolution.MapsLayout;

/**
 * From the rows of a group, map by map, to values at the points: evaluated along y as they lie, then split so that
 * lanes are tiles, then evaluated along x. Where the dilation is whole vectors, rows are split as they lie.
 */
final class InputStage {

    private final Problem problem;
    private final Grid grid;
    private final Workspace at;
    private final MapsLayout layout;
    private final PointTransform yTransform;
    private final PointTransform xTransform;
    private final RowSplit split;
    private final Passage fromMap;
    private final Passage fromStaged;
    private final Passage alongX;
    private final int xSource;
    private final int xSourcePoint;

    /** For maps in that layout. */
    InputStage(Problem problem, Grid grid, Workspace at, MapsLayout layout) {
        this.problem = problem;
        this.grid = grid;
        this.at = at;
        this.layout = layout;
        yTransform = PointTransform.of(grid.y());
        xTransform = PointTransform.of(grid.x());
        boolean whole = grid.x().dilation() % grid.lanes() == 0;
        split = whole ? null : new RowSplit(grid, at);
        xSource = whole ? at.evaluated() : at.split();
        xSourcePoint = whole ? at.evalPoint() : grid.splitRows() * at.splitRow();
        int[] vectors = IntStream.range(0, Grid.ceilDiv(grid.inputs(), grid.lanes())).map(v -> v * grid.lanes())
                .toArray();
        fromMap = new Passage(multiples(grid.y().dilation() * layout.rowPitch()), at.evalPoint(), vectors, vectors);
        fromStaged = new Passage(multiples(at.stagedRow()), at.evalPoint(), vectors, vectors);
        alongX = alongX(whole);
    }

    private int[] multiples(int stride) {
        return IntStream.range(0, grid.y().points()).map(a -> a * stride).toArray();
    }

    /** For each vector of tiles all points of y. */
    private Passage alongX(boolean whole) {
        Axis x = grid.x();
        int points = grid.y().points();
        int covered = Blocks.covered(grid.vectors());
        int[] from = new int[covered * points];
        int[] to = new int[covered * points];
        for (int v = 0; v < covered; v++) {
            for (int p = 0; p < points; p++) {
                from[v * points + p] = p * xSourcePoint + place(v, whole);
                to[v * points + p] = p * x.points() * at.valuePoint() + v * at.valueVector();
            }
        }
        int[] sources = IntStream.range(0, x.points()).map(a -> whole ? a * x.dilation()
                : a % grid.splitRows() * at.splitRow() + a / grid.splitRows() * x.dilation()).toArray();
        return new Passage(sources, at.valuePoint(), from, to);
    }

    /** Where a vector's first tile has its first input. */
    private int place(int vector, boolean whole) {
        if (grid.packed()) {
            return vector * grid.lanes();
        }
        int vectorsOfRow = grid.lanePitch() / grid.lanes();
        int row = Math.min(grid.rowsOfGroup() - 1, vector / vectorsOfRow);
        int u = Math.min(vector - row * vectorsOfRow, vectorsOfRow - 1) * grid.lanes();
        int d = grid.x().dilation();
        return whole ? row * at.evalRow() + u / d * grid.x().step() + u % d : row * grid.splitPitch() + u;
    }

    /** Values of all maps at the points, for a z section of the maps, in the work space that begins at {@code base}. */
    void run(float[] in, int z, int group, int segment, float[] work, int base, int slot) {
        int rows = grid.rowsOf(group);
        int count = Blocks.covered(grid.vectors(group, segment)) * grid.y().points();
        int values = base + at.values() + slot * at.valueSlot();
        for (int map = 0; map < problem.in(); map++) {
            for (int row = 0; row < rows; row++) {
                int evaluated = base + at.evaluated() + (split == null ? row * at.evalRow() : 0);
                int y = grid.rows()[group * grid.rowsOfGroup() + row] - problem.before().y();
                alongY(in, map, z, y, segment, work, base, evaluated);
                if (split != null) {
                    for (int p = 0; p < grid.y().points(); p++) {
                        split.split(work, evaluated + p * at.evalPoint(), base + xSource + p * xSourcePoint
                                + row * grid.splitPitch());
                    }
                }
            }
            xTransform.input(alongX, 0, count, work, base + xSource, work, values + map * grid.lanes());
        }
    }

    /** A row of tiles that begins at input row y, evaluated along y. */
    private void alongY(float[] in, int map, int z, int y, int segment, float[] work, int base, int evaluated) {
        int x = segment * grid.stepsOfSegment() * grid.x().step() - problem.before().x();
        int begin = Math.min(grid.inputs(), Math.max(0, -x));
        int end = Math.max(begin, Math.min(grid.inputs(), problem.input().x() - x));
        int vectors = Grid.ceilDiv(end - begin, grid.lanes());
        if (y >= 0 && y + (grid.y().points() - 1) * grid.y().dilation() < problem.input().y()) {
            yTransform.input(fromMap, 0, vectors, in, layout.index(map, z, y, x + begin), work, evaluated + begin);
        } else {
            stage(in, map, z, y, x + begin, end - begin, work, base + at.staged());
            yTransform.input(fromStaged, 0, vectors, work, base + at.staged(), work, evaluated + begin);
        }
        for (int p = 0; p < grid.y().points(); p++) {
            int row = evaluated + p * at.evalPoint();
            Arrays.fill(work, row, row + begin, 0);
            Arrays.fill(work, row + end, row + grid.inputs(), 0);
        }
    }

    /** The input rows of a row of tiles, zeros where there are none. */
    private void stage(float[] in, int map, int z, int y, int x, int count, float[] work, int to) {
        for (int a = 0; a < grid.y().points(); a++) {
            int row = y + a * grid.y().dilation();
            int start = to + a * at.stagedRow();
            if (row >= 0 && row < problem.input().y()) {
                System.arraycopy(in, layout.index(map, z, row, x), work, start, count);
            } else {
                Arrays.fill(work, start, start + count, 0);
            }
        }
    }
}
