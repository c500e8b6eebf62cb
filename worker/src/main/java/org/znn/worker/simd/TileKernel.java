package org.znn.worker.simd;

/**
 * The innermost loop of a convolution: a few output maps at a few vectors of neighbouring x positions, all sums held in
 * registers while every tap of the kernel (input map, z, y, x) goes by. Each sum is built by fused multiply-adds in the
 * order of the taps, whatever the shape of the tile.
 *
 * <p>Nothing else is done here, no bias and no function at the end: past 18000 nodes the compiler takes no more methods
 * into their callers, every sum then becomes an object on the heap, and a tile takes up to ten times as long.
 *
 * <p>The loop counts weights, not taps: their checks then leave the loop, and its few numbers fit the registers.
 */
public interface TileKernel {

    /** Output maps of a tile. */
    int maps();

    /** Vectors of a tile. */
    int vectors();

    /** Numbers of a vector. */
    int lanes();

    /**
     * Sums {@code in[at[v] + taps[t] + lane] · weight[t][m]} over the taps for every vector v, lane and map m.
     *
     * @param source where the numbers and weights come from
     * @param from   first tap
     * @param to     past the last tap
     * @param tile   positions of the vectors; that of vector v is at {@code first + v}
     * @param target where the sums go
     */
    void run(Source source, int from, int to, Positions tile, int first, Target target);

    /**
     * What is read.
     *
     * @param in       input maps
     * @param taps     offset of each tap from an output's position
     * @param weights  for each tap, one weight a map of the tile
     * @param weightAt weight of tap 0, map 0
     */
    record Source(float[] in, int[] taps, float[] weights, int weightAt) {
    }

    /**
     * Where vectors begin.
     *
     * @param in  index of an output's first tap's number, without its offset
     * @param out index in map 0 of the output
     */
    record Positions(int[] in, int[] out) {
    }

    /**
     * What is written.
     *
     * @param out    output maps
     * @param at     added to the positions: where the tile's first map begins
     * @param stride from a map to the next
     * @param maps   maps that exist, at most those of the tile
     * @param add    whether sums start from what {@code out} holds
     */
    record Target(float[] out, int at, int stride, int maps, boolean add) {

        /**
         * Where a map of the tile begins. One that does not exist begins where the last one does: tiles write their
         * maps from the last to the first, so that what is right comes last, and need no branches.
         */
        int map(int map) {
            return at + Math.min(map, maps - 1) * stride;
        }
    }
}
