package org.znn.worker.convolution.winograd.tiling;

import java.util.stream.IntStream;
import org.znn.worker.convolution.winograd.transform.CookToomMatrices;
import org.znn.worker.convolution.winograd.transform.WinogradTransform;

/**
 * Algorithm and tiling of one axis, y or x: F(outputs, taps) with dilated taps. A tile computes outputs that lie
 * {@code dilation} apart. Tile (q, r), with phase r below the dilation, begins at position
 * {@code q · outputs · dilation + r}; its output j lies {@code j · dilation} further. The tiles of one q interleave
 * within a period of {@code outputs · dilation} consecutive positions. Tiles are numbered {@code u = q · dilation + r}.
 *
 * @param taps     number of taps of the kernel
 * @param dilation distance between taps in positions
 * @param outputs  number of outputs of a tile
 */
public record WinogradAxis(int taps, int dilation, int outputs) {

    private static final int MIN_TAPS = 2;
    private static final int MAX_TAPS = 5;

    /**
     * Selects the tile size of an axis.
     *
     * @param taps     number of taps of the kernel
     * @param dilation distance between taps in positions
     * @param strict   true for the largest tile whose rounding error is close to direct convolution's; false for the
     *                 largest tile that keeps the error of whole networks within twice that of direct convolution,
     *                 which excludes F(4,4) and F(4,5)
     */
    public static WinogradAxis of(int taps, int dilation, boolean strict) {
        int outputs = switch (taps) {
            case 2 -> 3;
            case 3 -> strict ? 2 : 4;
            case 4 -> 3;
            case 5 -> strict ? 2 : 3;
            default -> throw new IllegalArgumentException("no Winograd tile for " + taps + " taps");
        };
        return new WinogradAxis(taps, dilation, outputs);
    }

    /** Whether kernels with this number of taps are supported. */
    public static boolean supports(int taps) {
        return taps >= MIN_TAPS && taps <= MAX_TAPS;
    }

    /** Returns the number of interpolation points, which equals the number of inputs of a tile. */
    public int points() {
        return outputs + taps - 1;
    }

    /** Returns the distance in positions from tile (q, r) to tile (q + 1, r). */
    public int period() {
        return outputs * dilation;
    }

    /** Returns the number of tiles of an output of {@code size} positions. */
    public int tileCount(int size) {
        int q = (size - 1) / period();
        return q * dilation + Math.min(dilation, size - q * period());
    }

    /** Returns the first position of tile {@code u}. */
    public int tileStart(int u) {
        return u / dilation * period() + u % dilation;
    }

    /**
     * Returns the first positions of all tiles of an output of {@code size} positions, phase by phase, so that
     * neighbouring tiles share inputs.
     */
    public int[] tileStarts(int size) {
        return IntStream.range(0, Math.min(dilation, size)).flatMap(r -> IntStream
                .iterate(r, start -> start < size, start -> start + period())).toArray();
    }

    /**
     * Whether the phases of a period fill whole vectors: neighbouring elements of a row then already belong to
     * neighbouring tiles.
     */
    public boolean fillsVectors(int lanes) {
        return dilation % lanes == 0;
    }

    /** Returns the matrices of the algorithm. */
    public CookToomMatrices matrices() {
        return CookToomMatrices.of(outputs, taps);
    }

    /** Returns the vector transforms of the algorithm. */
    public WinogradTransform transform() {
        return WinogradTransform.of(matrices());
    }
}
