package org.znn.worker.convolution.winograd.outerproduct;

import java.util.List;
import jdk.incubator.vector.FloatVector;
import org.znn.worker.convolution.winograd.gemm.GemmKernel;

/**
 * Innermost loop of the weight gradient at one point: outer products of the values of a few output channels and a few
 * vectors of input channels, summed over tiles, with all sums in registers. As in {@link GemmKernel}, the loop does
 * nothing else.
 */
public interface TileOuterProduct {

    /** Upper bound of {@code outputChannels() · inputVectors()}, the number of sum vectors of a kernel. */
    int MAX_SUM_VECTORS = 24;

    /** Returns the number of output channels. */
    int outputChannels();

    /** Returns the number of vectors of input channels. */
    int inputVectors();

    /**
     * Adds the products of output gradient {@code channel + o} and input vector v, summed over all tiles. Sums are laid
     * out as {@code [o][v][lane]}, values as {@code [vector of channels][tile][channel of the vector]}.
     *
     * @param data           array that holds values and sums
     * @param gradientOffset index of the output gradients of channel 0
     * @param channel        first output channel
     * @param inputOffset    index of the first vector of input channels
     * @param vectorStride   distance between vectors of channels
     * @param tiles          number of tiles
     * @param initialOffset  index of the sums to start from
     * @param resultOffset   index of the resulting sums
     */
    void accumulate(float[] data, int gradientOffset, int channel, int inputOffset, int vectorStride, int tiles,
            int initialOffset, int resultOffset);

    /**
     * Kernels whose sums fit into the vector registers (32 with 16 lanes, otherwise 16), in descending order of input
     * vectors.
     */
    List<TileOuterProduct> KERNELS = FloatVector.SPECIES_PREFERRED.length() == 16
            ? List.of(new TileOuterProduct6x3(), new TileOuterProduct8x2(), new TileOuterProduct16x1())
            : List.of(new TileOuterProduct4x3(), new TileOuterProduct4x2(), new TileOuterProduct8x1());

    /**
     * Returns the widest kernel that covers at most {@code vectors} vectors and does not leave exactly one, because
     * kernels of one vector need the most loads.
     */
    static TileOuterProduct forVectors(int vectors) {
        return KERNELS.stream().filter(k -> k.inputVectors() <= vectors && vectors - k.inputVectors() != 1).findFirst()
                .orElseThrow();
    }

    /** Returns the index of an output channel's first value; the channels of a vector are adjacent. */
    static int channelOffset(int gradientOffset, int channel, int vectorStride) {
        int lanes = FloatVector.SPECIES_PREFERRED.length();
        return gradientOffset + channel / lanes * vectorStride + channel % lanes;
    }
}
