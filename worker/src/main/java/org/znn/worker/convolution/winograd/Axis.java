package org.znn.worker.convolution.winograd;

import java.util.stream.IntStream;

/**
 * How one axis, y or x, is tiled: a tile is {@code outputs} sums {@code dilation} apart. Tile (q, r) begins at
 * {@code q · outputs · dilation + r}, r below the dilation; its j-th output lies j · dilation further.
 *
 * @param taps     of the kernel
 * @param dilation distance between them
 * @param outputs  of a tile
 */
record Axis(int taps, int dilation, int outputs) {

    /** Fewest and most taps that there are algorithms for. */
    private static final int FEWEST = 2;
    private static final int MOST = 5;

    /**
     * The largest tile with which whole networks are within twice the error of direct sums, as they are not with F(4,4)
     * and F(4,5); or, where it shall round hardly more than direct sums, the largest that does so.
     */
    static Axis of(int taps, int dilation, boolean strict) {
        int outputs = switch (taps) {
            case 2 -> 3;
            case 3 -> strict ? 2 : 4;
            case 4 -> 3;
            case 5 -> strict ? 2 : 3;
            default -> throw new IllegalArgumentException("no Winograd tile for " + taps + " taps");
        };
        return new Axis(taps, dilation, outputs);
    }

    static boolean supports(int taps) {
        return taps >= FEWEST && taps <= MOST;
    }

    /** Points, and inputs of a tile. */
    int points() {
        return outputs + taps - 1;
    }

    /** From q to q + 1. */
    int step() {
        return outputs * dilation;
    }

    /** Tiles of an output of that size. */
    int tiles(int size) {
        int q = (size - 1) / step();
        return q * dilation + Math.min(dilation, size - q * step());
    }

    /** Where the u-th tile begins: tile (q, r), u = q · dilation + r. */
    int start(int u) {
        return u / dilation * step() + u % dilation;
    }

    /** Where the tiles of an output of that size begin, those of r = 0 first, so that neighbours read the same. */
    int[] starts(int size) {
        return IntStream.range(0, Math.min(dilation, size)).flatMap(r -> IntStream
                .iterate(r, start -> start < size, start -> start + step())).toArray();
    }

    CookToom matrices() {
        return CookToom.of(outputs, taps);
    }
}
