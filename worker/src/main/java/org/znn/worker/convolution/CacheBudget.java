package org.znn.worker.convolution;

/**
 * Bytes that the convolution algorithms keep in a thread's caches. Each budget was tuned by measuring the loop that
 * uses it, on processors with 1 to 2 MB of L2 cache per core.
 */
public final class CacheBudget {

    /**
     * Packed weights that one group of output maps of a direct convolution uses per block of taps; a convolution with
     * more weights processes its input maps in several blocks.
     */
    public static final int DIRECT_WEIGHTS = 400 << 10;

    /** Weight spectra of an FFT convolution that lets every thread process groups of tiles on its own. */
    public static final int FFT_WEIGHTS = 8 << 20;

    /** Spectra of the tiles that a thread of an FFT convolution processes on its own as one group. */
    public static final int FFT_GROUP = 2 << 20;

    /** Packed inputs that an FFT convolution multiplies by the same weights, beside these weights. */
    public static final int FFT_PACKED_INPUTS = 512 << 10;

    /** Packed inputs and output gradients that an FFT weight gradient multiplies at a time. */
    public static final int FFT_PACKED_GRADIENTS = 1 << 20;

    /** Sums of the frequencies that an FFT weight gradient transforms along z together. */
    public static final int FFT_GRADIENT_SUMS = 1 << 20;

    /** Planes of taps, transformed along x and y, that FFT kernel transforms complete along z together. */
    public static final int FFT_KERNEL_PLANES = 1 << 20;

    /** Workspace of a tile's transforms; tiles that exceed the budget are estimated to be slower. */
    public static final int FFT_TILE = 1_600_000;

    /** Planes and weights of a 2-D FFT convolution; planes that exceed the budget are estimated to be slower. */
    public static final int FFT_PLANES = 1_900_000;

    /** Transformed inputs of a group of tiles in a Winograd convolution, beside its weights and sums. */
    public static final int WINOGRAD_TRANSFORMED_INPUTS = 800 << 10;

    /** Transformed inputs and output gradients of a band of tiles in a Winograd weight gradient. */
    public static final int WINOGRAD_GRADIENT_TILES = 1 << 20;

    private CacheBudget() {
    }
}
