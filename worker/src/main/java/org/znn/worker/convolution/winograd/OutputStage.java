package org.znn.worker.convolution.winograd;

import java.util.stream.IntStream;

/** From sums of products, output map by output map, to rows of outputs, with bias and transfer function. */
final class OutputStage {

    private final Problem problem;
    private final Grid grid;
    private final Workspace at;
    private final RowEnd end;
    private final PointTransform yTransform;
    private final PointTransform xTransform;
    private final Moves join;
    private final WovenOutputs woven;
    private final Passage alongY;
    private final Passage alongX;

    /** For rows that are ended so. */
    OutputStage(Problem problem, Grid grid, Workspace at, RowEnd end) {
        this.problem = problem;
        this.grid = grid;
        this.at = at;
        this.end = end;
        yTransform = PointTransform.of(grid.y());
        xTransform = PointTransform.of(grid.x());
        woven = grid.weavesOutputs() ? new WovenOutputs(grid.x()) : null;
        join = woven == null ? RowSplit.join(grid, at) : null;
        int lanes = at.lanes();
        int points = grid.x().points();
        alongY = new Passage(multiples(grid.y().points(), lanes), points * lanes,
                places(Workspace.MAPS, at.sumMap()), places(Workspace.MAPS, at.columnMap()));
        int[] columns = places(grid.y().outputs(), points * lanes);
        int[] outputs = places(grid.y().outputs(), PointTransform.OUTPUTS * lanes);
        alongX = new Passage(multiples(points, lanes), lanes, columns, outputs);
    }

    private static int[] multiples(int count, int stride) {
        return IntStream.range(0, count).map(a -> a * stride).toArray();
    }

    /** For each vector of tiles {@code count} places. */
    private int[] places(int count, int stride) {
        return IntStream.range(0, Blocks.covered(grid.vectors()) * count)
                .map(i -> i % count * stride + i / count * grid.lanes()).toArray();
    }

    /** The outputs of y at an x point, for all maps of a block. */
    void column(int x, int group, int segment, float[] work, int base) {
        int vectors = grid.vectors(group, segment);
        yTransform.output(alongY, 0, vectors * Workspace.MAPS, work, base + at.sums(), work,
                base + at.columns() + x * at.lanes());
    }

    /** An output map of a group, the block's {@code ofBlock}-th, from its columns. */
    void run(int ofBlock, int map, int z, int group, int segment, float[] work, int base) {
        if (map + 1 < problem.out()) {
            work[base + at.touched()] = touch(map + 1, z, group, segment);
        }
        int columns = base + at.columns() + ofBlock * at.columnMap();
        if (woven == null) {
            int vectors = grid.vectors(group, segment);
            xTransform.output(alongX, 0, vectors * grid.y().outputs(), work, columns, work, base + at.outputs());
        }
        int x = segment * grid.stepsOfSegment() * grid.x().step();
        int count = count(x);
        for (int row = 0; row < grid.rowsOf(group); row++) {
            int first = grid.rows()[group * grid.rowsOfGroup() + row];
            for (int j = 0; j < grid.y().outputs(); j++) {
                int y = first + j * grid.y().dilation();
                if (y < problem.output().y()) {
                    row(columns, j, row * grid.lanePitch(), work, base);
                    end.take(work, base + at.row(), count, map, z, y, x);
                }
            }
        }
    }

    /** The j-th row of the outputs of a row of tiles that begins at a lane, in the order of the map. */
    private void row(int columns, int j, int lane, float[] work, int base) {
        if (woven == null) {
            join.run(work, base + at.outputs() + j * PointTransform.OUTPUTS * at.lanes() + lane, base + at.row());
        } else {
            woven.row(work, columns + j * grid.x().points() * at.lanes() + lane, at.lanes(),
                    Grid.ceilDiv(grid.tiles(), grid.lanes()), base + at.row());
        }
    }

    /** Numbers of a segment's rows, whole vectors. */
    private int count(int x) {
        int count = Math.min(problem.output().x() - x, grid.stepsOfSegment() * grid.x().step());
        return Grid.ceilDiv(count, grid.lanes()) * grid.lanes();
    }

    /** Touches what a map's rows of tiles write. */
    private float touch(int map, int z, int group, int segment) {
        int x = segment * grid.stepsOfSegment() * grid.x().step();
        int count = count(x);
        float sum = 0;
        for (int row = 0; row < grid.rowsOf(group); row++) {
            int first = grid.rows()[group * grid.rowsOfGroup() + row];
            for (int j = 0; j < grid.y().outputs(); j++) {
                int y = first + j * grid.y().dilation();
                if (y < problem.output().y()) {
                    sum += end.touch(count, map, z, y, x);
                }
            }
        }
        return sum;
    }
}
