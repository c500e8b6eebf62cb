package org.znn.worker.convolution.winograd.gradient;

import java.util.ArrayList;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import org.znn.common.geometry.IntMath;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.winograd.outerproduct.TileOuterProduct;

/**
 * A group of output channels with its sums of products over all input channels, at each z tap and point. Input channels
 * are lanes; output channels are broadcast.
 *
 * @param firstChannel first output channel
 * @param channels     number of output channels
 * @param blocks       blocks that cover the sums; blocks of the same input channels are adjacent
 * @param sumsPerPoint sums of all blocks at one z tap and point
 * @param offset       offset of the group's sums among those of all groups
 */
record OutputChannelGroup(int firstChannel, int channels, List<SumBlock> blocks, int sumsPerPoint, int offset) {

    /** Maximum number of output channels of a group: a multiple of the vector length and of every kernel's channels. */
    static final int MAX_CHANNELS = 48;

    private static final int LANES = FloatVector.SPECIES_PREFERRED.length();

    /**
     * Sums that one kernel call keeps in registers.
     *
     * @param kernel      kernel that computes them
     * @param channel     first output channel, relative to the group
     * @param inputVector first vector of input channels
     * @param offset      offset among the group's sums at one point
     */
    record SumBlock(TileOuterProduct kernel, int channel, int inputVector, int offset) {

        /** Returns the number of sums. */
        int sums() {
            return kernel.outputChannels() * sumsPerChannel();
        }

        /** Returns the number of sums of one output channel. */
        int sumsPerChannel() {
            return kernel.inputVectors() * LANES;
        }
    }

    /**
     * Divides the output channels of a convolution into groups.
     *
     * @param shape shape of the convolution
     * @param sets  number of z taps times number of points
     */
    static List<OutputChannelGroup> of(ConvolutionShape shape, int sets) {
        List<OutputChannelGroup> groups = new ArrayList<>();
        int offset = 0;
        for (int first = 0; first < shape.out(); first += MAX_CHANNELS) {
            OutputChannelGroup group = of(shape.in(), first, Math.min(MAX_CHANNELS, shape.out() - first), offset);
            groups.add(group);
            offset = Math.addExact(offset, Math.multiplyExact(sets, group.sumsPerPoint));
        }
        return groups;
    }

    private static OutputChannelGroup of(int inputChannels, int firstChannel, int channels, int groupOffset) {
        List<SumBlock> blocks = new ArrayList<>();
        int vectors = IntMath.ceilDiv(inputChannels, LANES);
        int offset = 0;
        for (int vector = 0; vector < vectors;) {
            TileOuterProduct kernel = TileOuterProduct.forVectors(vectors - vector);
            for (int channel = 0; channel < channels; channel += kernel.outputChannels()) {
                SumBlock block = new SumBlock(kernel, channel, vector, offset);
                blocks.add(block);
                offset = Math.addExact(offset, block.sums());
            }
            vector += kernel.inputVectors();
        }
        return new OutputChannelGroup(firstChannel, channels, blocks, offset, groupOffset);
    }

    /** Returns the number of output channels that the blocks cover, at least {@link #channels}. */
    int coveredChannels() {
        return blocks.stream().mapToInt(block -> block.channel() + block.kernel().outputChannels()).max()
                .orElseThrow();
    }

    /** Returns the offset of a block's sums; {@code set} is z tap · number of points + point. */
    int offset(SumBlock block, int set) {
        return offset + set * sumsPerPoint + block.offset();
    }
}
