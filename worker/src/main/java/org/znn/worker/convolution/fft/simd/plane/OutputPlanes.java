package org.znn.worker.convolution.fft.simd.plane;

import java.util.List;
import org.znn.common.geometry.IntMath;
import org.znn.worker.convolution.fft.simd.tile.OverlapSaveTiling.Tile;

/**
 * The output planes of a group of tiles, padded to a multiple of {@link Fft2dPlan#PLANES}.
 *
 * @param pairs  for each plane, the index within the group of its pair of tiles
 * @param planes for each plane, its z in both tiles, or −1 for padding
 * @param lanes  for each plane, the lane of the input plane that tap 0 of the first input channel reads
 */
record OutputPlanes(int[] pairs, int[] planes, int[] lanes) {

    /** Lists the output planes of the tiles of a group. */
    static OutputPlanes of(Fft2dPlan plan, List<Tile> tiles) {
        int[] depths = new int[(tiles.size() + 1) / 2];
        int depth = 0;
        for (int pair = 0; pair < depths.length; pair++) {
            depths[pair] = Math.max(tiles.get(2 * pair).extent().z(),
                    tiles.get(Math.min(2 * pair + 1, tiles.size() - 1)).extent().z());
            depth += depths[pair];
        }
        int count = IntMath.roundUp(depth, Fft2dPlan.PLANES);
        OutputPlanes planes = new OutputPlanes(new int[count], new int[count], new int[count]);
        int index = 0;
        for (int pair = 0; pair < depths.length; pair++) {
            for (int z = 0; z < depths[pair]; z++) {
                planes.set(index++, pair, z, plan.lane(pair, 0) + z);
            }
        }
        while (index < count) {
            planes.set(index++, 0, -1, 0);
        }
        return planes;
    }

    private void set(int index, int pair, int z, int lane) {
        pairs[index] = pair;
        planes[index] = z;
        lanes[index] = lane;
    }

    int count() {
        return pairs.length;
    }
}
