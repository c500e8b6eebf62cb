package org.znn.worker.simd;

/**
 * Microkernel of direct convolution: computes a tile of a few output maps by a few vectors of voxels. All sums of the
 * tile stay in registers while the loop visits every tap (input map, z, y, x). Each sum is accumulated by fused
 * multiply-adds in the order of the taps, so its bits do not depend on the shape of the tile.
 *
 * <p>A kernel does nothing else; bias and function are applied by the caller. Past 18000 nodes the JIT compiler stops
 * inlining, every sum then becomes an object on the heap, and a tile takes up to ten times as long.
 *
 * <p>The loop variable of the unrolled kernels counts weights rather than taps, which lets the compiler hoist the range
 * checks of the weights and keep all scalars in registers.
 */
public interface DirectKernel {

    /** Returns the output maps per tile. */
    int maps();

    /** Returns the vectors per tile. */
    int vectors();

    /** Returns the elements per vector. */
    int lanes();

    /**
     * Computes, for every map m, vector v and lane of the tile, the sum over the taps t of
     * {@code in[positions.input[firstVector + v] + tapOffsets[t] + lane] · weight[t][m]}.
     *
     * @param source      input and weights
     * @param firstTap    first tap
     * @param endTap      end of the taps, exclusive
     * @param positions   positions of the vectors
     * @param firstVector index in {@code positions} of the tile's first vector
     * @param target      output
     */
    void compute(Source source, int firstTap, int endTap, VectorPositions positions, int firstVector, Target target);

    /**
     * Input and weights.
     *
     * @param in           array of the input maps
     * @param tapOffsets   offset of each tap from the input position of a vector
     * @param weights      weights {@code [tap][map of the tile]}
     * @param weightOffset index of the weight of tap 0, map 0
     */
    record Source(float[] in, int[] tapOffsets, float[] weights, int weightOffset) {
    }

    /**
     * Array indices at which vectors start.
     *
     * @param input  index in the input for a tap offset of 0
     * @param output index in output map 0
     */
    record VectorPositions(int[] input, int[] output) {
    }

    /**
     * Output of a tile.
     *
     * @param out        array of the output maps
     * @param offset     offset of the tile's first map from output map 0
     * @param mapStride  elements from one map to the next
     * @param maps       maps of the tile that exist, at most {@link #maps()}
     * @param accumulate whether sums start from the values in {@code out} instead of 0
     */
    record Target(float[] out, int offset, int mapStride, int maps, boolean accumulate) {

        /**
         * Returns the offset of a map of the tile. Missing maps alias the last existing map: kernels store their maps
         * from the last to the first, so that the existing map is written last and no branch is needed.
         */
        int mapOffset(int map) {
            return offset + Math.min(map, maps - 1) * mapStride;
        }
    }
}
