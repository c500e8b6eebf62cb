package org.znn.worker.convolution.winograd;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How a vector is put together from vectors read at one or more places: parts of so many lanes from each in turn, which
 * keep their lanes, and then put in order.
 *
 * @param sources places a vector is read from: 1, 2 or 4
 * @param step    from a place to the next
 * @param masks   for each place, all bits of the lanes that come from it
 * @param order   for each lane the one it comes from
 */
record Weave(int sources, int step, int[] masks, int[] order) {

    /** Places, at most. */
    static final int MOST_SOURCES = 4;

    private static Weave of(int sources, int part, int step, int[] order) {
        int lanes = order.length;
        int[] masks = new int[sources * lanes];
        for (int lane = 0; lane < lanes; lane++) {
            masks[lane / part % sources * lanes + lane] = -1;
        }
        return new Weave(sources, step, masks, order);
    }

    /** As it lies. */
    static Weave copy(int lanes) {
        return of(1, lanes, 0, inOrder(lanes));
    }

    private static int[] inOrder(int lanes) {
        return IntStream.range(0, lanes).toArray();
    }

    /** Whether there are those below for an axis. */
    static boolean serves(Axis x, int lanes) {
        return x.dilation() < lanes && lanes % x.dilation() == 0
                && (x.outputs() == 2 || x.outputs() == MOST_SOURCES);
    }

    /** The a-th inputs of a vector of tiles, of a row that is read from the first one's on. */
    static Weave split(Axis x, int lanes) {
        int d = x.dilation();
        int m = x.outputs();
        int[] order = inOrder(lanes);
        if (m * d < lanes) {
            Arrays.setAll(order, u -> (u * m / lanes + u % (lanes / m) / d * m) * d + u % d);
        }
        return of(Math.min(m, lanes / d), d, m * d < lanes ? lanes - d : (m - 1) * d, order);
    }

    /** A vector of a row from rows of outputs: an equal part of each or, where m·d is no less than a vector, of d. */
    static Weave join(Axis x, int lanes, int joinedRow) {
        int d = x.dilation();
        int m = x.outputs();
        int part = Math.max(d, lanes / m);
        int[] order = inOrder(lanes);
        if (m * d < lanes) {
            Arrays.setAll(order, to -> to / d % m * part + to / (m * d) * d + to % d);
        }
        return of(lanes / part, part, joinedRow - part, order);
    }
}
