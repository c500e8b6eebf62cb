package org.znn.worker.convolution.fft.tiled;

import java.util.List;
import org.znn.worker.convolution.fft.tiled.Tiling.Tile;

/**
 * The planes of the output of a group, as many at a time as {@link PlanePlan#ROWS}.
 *
 * @param pairs   number of each row's pair in the group
 * @param planes  its z in both tiles; −1 for those that are only there to make the number whole
 * @param lanes   lane of the plane of the first input channel that tap 0 meets
 */
record PlaneRows(int[] pairs, int[] planes, int[] lanes) {

    static PlaneRows of(PlanePlan plan, List<Tile> tiles) {
        int[] depths = new int[(tiles.size() + 1) / 2];
        int all = 0;
        for (int pair = 0; pair < depths.length; pair++) {
            depths[pair] = Math.max(tiles.get(2 * pair).count().z(),
                    tiles.get(Math.min(2 * pair + 1, tiles.size() - 1)).count().z());
            all += depths[pair];
        }
        int whole = (all + PlanePlan.ROWS - 1) / PlanePlan.ROWS * PlanePlan.ROWS;
        PlaneRows rows = new PlaneRows(new int[whole], new int[whole], new int[whole]);
        int row = 0;
        for (int pair = 0; pair < depths.length; pair++) {
            for (int z = 0; z < depths[pair]; z++) {
                rows.set(row++, pair, z, plan.lane(pair, 0) + z);
            }
        }
        while (row < whole) {
            rows.set(row++, 0, -1, 0);
        }
        return rows;
    }

    private void set(int row, int pair, int plane, int lane) {
        pairs[row] = pair;
        planes[row] = plane;
        lanes[row] = lane;
    }

    int count() {
        return pairs.length;
    }
}
