package org.znn.worker.convolution.winograd.gemm;

import java.util.Arrays;

/** Partition of a number of tile vectors among {@link GemmKernel}s that are 5, 4 and 3 vectors wide. */
public final class WidthPartition {

    /** Vectors of the widest kernel. */
    public static final int MAX_WIDTH = 5;
    /** Vectors of the narrowest kernel. */
    public static final int MIN_WIDTH = 3;
    /** Cost of the narrowest kernel beyond its multiply-adds, in vectors: it loads each weight for fewer of them. */
    private static final double NARROW_KERNEL_COST = 0.4;

    private WidthPartition() {
    }

    /** Width of the next kernel when {@code left} vectors are left; the last kernel may cover more than that. */
    private static int nextWidth(int left) {
        if (left <= MAX_WIDTH) {
            return Math.max(left, MIN_WIDTH);
        }
        return left - MAX_WIDTH >= MIN_WIDTH ? MAX_WIDTH : left - MAX_WIDTH == 2 ? MAX_WIDTH - 1 : MIN_WIDTH;
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

    /** Number of vectors that the kernels for {@code vectors} compute, superfluous ones included. */
    public static int coveredVectors(int vectors) {
        return Arrays.stream(widths(vectors)).sum();
    }

    /** Estimated time of {@code vectors} in units of one vector of the widest kernel. */
    public static double cost(int vectors) {
        double cost = 0;
        for (int width : widths(vectors)) {
            cost += width + NARROW_KERNEL_COST * (MAX_WIDTH - width) / (MAX_WIDTH - MIN_WIDTH);
        }
        return cost;
    }
}
