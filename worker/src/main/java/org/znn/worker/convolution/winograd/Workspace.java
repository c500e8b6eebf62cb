package org.znn.worker.convolution.winograd;

/**
 * What a thread works in, all in one array: where each stage's numbers begin, counted from the thread's own beginning,
 * and how far apart they are. All are whole cache lines.
 *
 * @param staged      input rows of tiles that reach beyond the maps, with zeros there: (row, x)
 * @param stagedRow   from a row to the next
 * @param evaluated   rows evaluated at the points of y: (point, row of tiles, x)
 * @param evalRow     from a row of tiles to the next
 * @param evalPoint   from a point to the next
 * @param split       those with lanes as tiles: (point, split row, tile)
 * @param splitRow    from a split row to the next
 * @param values      at the points of y and x: (section, y point, x point, vector, map, lane)
 * @param valueVector from a vector of tiles to the next
 * @param valuePoint  from a point to the next
 * @param valueSlot   from a section to the next
 * @param sums        of products: at an x point: (output map, y point, lane)
 * @param sumMap      from a map to the next
 * @param lanes       of a group, all its vectors together
 * @param partial     sums of a z tap by itself: (output map of four, lane)
 * @param columns     outputs of y: (output map, output y, x point, lane)
 * @param columnMap   from a map to the next
 * @param outputs     of tiles: (output y, output x, lane); none where they are woven
 * @param row         a row of outputs
 * @param touched     what touching cache lines gives
 * @param length      of it all
 */
record Workspace(int staged, int stagedRow, int evaluated, int evalRow, int evalPoint, int split, int splitRow,
        int values, int valueVector, int valuePoint, int valueSlot, int sums, int sumMap, int lanes, int partial,
        int columns, int columnMap, int outputs, int row, int touched, int length) {

    /** Output maps that are computed at a time, so that nothing is ever held of all. */
    static final int MAPS = 12;

    private static final int LINE = 16;

    /** For a grid, so many input maps, and sections at a time. */
    static Workspace of(Grid grid, int in, int sections) {
        Axis x = grid.x();
        int lanes = Blocks.covered(grid.vectors()) * grid.lanes();
        int points = grid.y().points() * x.points();
        boolean whole = x.dilation() % grid.lanes() == 0;
        int width = lines((long) grid.inputs() + x.dilation() + LINE);
        int evalPoint = odd((long) width * (whole ? grid.rowsOfGroup() : 1));
        int splitRow = odd(Math.max(lanes, (grid.rowsOfGroup() - 1L) * grid.splitPitch() + grid.splitTiles())
                + x.dilation() + LINE);
        int valuePoint = odd((long) in * lanes);
        int valueSlot = Math.multiplyExact(points, valuePoint);
        int sumMap = odd((long) grid.y().points() * lanes);
        int columnMap = odd((long) PointTransform.OUTPUTS * x.points() * lanes);
        Layout at = new Layout();
        int staged = at.take((long) grid.y().points() * width);
        int evaluated = at.take((long) grid.y().points() * evalPoint);
        int split = at.take(whole ? 0 : (long) grid.y().points() * grid.splitRows() * splitRow);
        int values = at.take((long) sections * valueSlot);
        int sums = at.take((long) MAPS * sumMap);
        int partial = at.take((long) Product.MAPS * lanes);
        int columns = at.take((long) MAPS * columnMap);
        int outputs = at.take(grid.weavesOutputs() ? 0
                : (long) PointTransform.OUTPUTS * PointTransform.OUTPUTS * lanes + x.dilation() + LINE);
        int row = at.take(width + (long) x.dilation() + (long) PointTransform.OUTPUTS * LINE);
        int touched = at.take(1);
        return new Workspace(staged, width, evaluated, width, evalPoint, split, splitRow, values, in * grid.lanes(),
                valuePoint, valueSlot, sums, sumMap, lanes, partial, columns, columnMap, outputs, row, touched, at.end);
    }

    private static int lines(long numbers) {
        return Math.toIntExact((numbers + LINE - 1) / LINE * LINE);
    }

    /** An odd number of lines, so that what lies that far apart does not compete for the same sets of a cache. */
    private static int odd(long numbers) {
        return lines((numbers + LINE - 1) / LINE % 2 == 0 ? numbers + LINE : numbers);
    }

    /** One after the other. */
    private static final class Layout {

        private int end;

        int take(long numbers) {
            int at = end;
            end = Math.addExact(end, lines(numbers));
            return at;
        }
    }
}
