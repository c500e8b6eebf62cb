package org.znn.worker.convolution.winograd.gemm;

import java.util.Arrays;

/** Partitions tile vectors among {@link GemmKernel}s that are 5, 4 and 3 vectors wide. */
public final class WidthPartition {

    /** Vectors of the widest kernel. */
    public static final int MAX_WIDTH = 5;
    /** Vectors of the narrowest kernel. */
    public static final int MIN_WIDTH = 3;
    /** Extra cost of the narrowest kernel, in vectors: each weight that it loads serves fewer vectors. */
    private static final double NARROW_KERNEL_COST = 0.4;

    private WidthPartition() {
    }

    /** Returns the width of the next kernel; only the last kernel may be wider than the remaining vectors. */
    private static int nextWidth(int remaining) {
        if (remaining <= MAX_WIDTH) {
            return Math.max(remaining, MIN_WIDTH);
        }
        return remaining - MAX_WIDTH >= MIN_WIDTH ? MAX_WIDTH : remaining - MAX_WIDTH == 2 ? MAX_WIDTH - 1 : MIN_WIDTH;
    }

    /** Returns the width of each kernel, together at least {@code vectors}. */
    public static int[] widths(int vectors) {
        int[] widths = new int[vectors];
        int n = 0;
        for (int done = 0; done < vectors; n++) {
            widths[n] = nextWidth(vectors - done);
            done += widths[n];
        }
        return Arrays.copyOf(widths, n);
    }

    /** Returns the number of vectors that the kernels compute, at least {@code vectors}. */
    public static int coveredVectors(int vectors) {
        return Arrays.stream(widths(vectors)).sum();
    }

    /** Estimates the time for {@code vectors} vectors, in units of one vector of the widest kernel. */
    public static double cost(int vectors) {
        double cost = 0;
        for (int width : widths(vectors)) {
            cost += width + NARROW_KERNEL_COST * (MAX_WIDTH - width) / (MAX_WIDTH - MIN_WIDTH);
        }
        return cost;
    }
}
